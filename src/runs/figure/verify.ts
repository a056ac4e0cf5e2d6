import { ENGINE_VERSION } from '../../engine/version.ts';
import { loadExperiment, type LoadedExperiment, type ReadResult } from '../../experiment/load.ts';
import { isFinal } from '../finalRun.ts';
import { counted } from '../format.ts';
import { requestOf } from '../requestOf.ts';
import type { RunPool } from '../runPool.ts';
import { BatchSession } from '../session.ts';
import { readFigure } from './carrier.ts';
import type { FigureCertificate } from './certificate.ts';
import { compareRuns, labelKey } from './compare.ts';

/** What came of verifying a figure. */
export interface FigureVerdict {
  /**
   * `same`: every number has the same bits. `differs`: they were computed, and some have not. `unverified`: they
   * could not be computed (data missing or changed, an experiment that this version cannot run). `unreadable`: no
   * figure of ours, or damaged. `stopped`: given up on request.
   */
  readonly kind: 'same' | 'differs' | 'unverified' | 'unreadable' | 'stopped';
  /** One sentence. */
  readonly title: string;
  /** More sentences. */
  readonly lines: readonly string[];
}

export interface VerifyPorts {
  readonly pool: RunPool;
  /** Reads a file that the experiment names; who reads, and where from, is the host's matter. */
  readonly readFile: (path: string) => Promise<ReadResult>;
  /** Asked before anything is computed: the forecast of it. False gives it up. */
  readonly confirm: (loaded: LoadedExperiment, runs: number) => Promise<boolean>;
  /** Share that is done, 0…1. */
  readonly onProgress: (fraction: number) => void;
  /** Calls back when it is to stop; the answer ends listening. */
  readonly onStop: (stop: () => void) => () => void;
}

/** Computes what a figure shows once more, and compares it with what the figure carries, bit for bit. */
export async function verifyFigure(bytes: Uint8Array, ports: VerifyPorts): Promise<FigureVerdict> {
  const figure = readFigure(bytes);
  if (typeof figure === 'string')
    return { kind: 'unreadable', title: `It cannot be verified: ${figure}.`, lines: [] };
  const { certificate, untouched } = figure;
  const remarks = remarksOn(certificate, untouched);
  const loaded = await loadExperiment(certificate.text, ports.readFile);
  const unverified = (lines: readonly string[]): FigureVerdict => ({
    kind: 'unverified',
    title: 'Its numbers could not be computed again, so nothing is known of them.',
    lines: [...lines, ...remarks],
  });
  const files = await fileFaults(certificate, ports.readFile, loaded.fileHashes);
  if (files.length > 0) return unverified(files);
  const request = requestOf(loaded, {
    source: certificate.source,
    text: certificate.text,
    fallbackTitle: certificate.title,
  });
  if (request === undefined) {
    const issue = loaded.issues.find(({ severity }) => severity === 'error');
    return unverified([`the experiment cannot be run: ${issue?.message ?? 'it is empty'}`]);
  }
  const places = placesIn(certificate, request);
  if (places === null) return unverified(['the experiment that it carries has other runs than it shows']);
  if (!(await ports.confirm(loaded, places.length)))
    return { kind: 'stopped', title: 'Nothing was computed.', lines: [] };
  const session = new BatchSession(
    { ...request, runs: places.map(place => request.runs[place]!) },
    { pool: ports.pool, store: null },
  );
  const off = session.on(event => {
    if (event.type === 'progress') ports.onProgress(event.progress.fraction);
  });
  const deaf = ports.onStop(() => void session.stop());
  await session.launch();
  deaf();
  off();
  if (session.stopped) return { kind: 'stopped', title: 'Stopped before all of it was computed.', lines: [] };
  const again = session.records.map(record => (record && isFinal(record) ? record : undefined));
  const { same, lines } = compareRuns(certificate, again);
  const kernels = [...new Set(again.flatMap(record => record?.kernel ?? []))];
  return {
    kind: same ? 'same' : 'differs',
    title: same
      ? `Same bits: ${counted(places.length, 'run')} computed again, and every number is the same.`
      : 'It differs: computed again, some of its numbers are others.',
    lines: [...lines, ...(same ? [] : kernelRemark(certificate, kernels)), ...remarks],
  };
}

/** What there is to say whatever comes out. */
function remarksOn({ engine, unfinished }: FigureCertificate, untouched: boolean): readonly string[] {
  return [
    ...(engine === ENGINE_VERSION
      ? []
      : [
          `it was made by version ${engine}, this is ${ENGINE_VERSION}: bits are promised for one version only`,
        ]),
    ...(untouched
      ? []
      : ['the picture itself was changed after it was exported; only its numbers are spoken of here']),
    ...(unfinished > 0
      ? [`${counted(unfinished, 'run')} had not come to an end when it was drawn, and cannot be compared`]
      : []),
  ];
}

function kernelRemark({ kernels }: FigureCertificate, now: readonly string[]): readonly string[] {
  const other = kernels.length > 0 && now.some(kernel => !kernels.includes(kernel));
  return other
    ? [
        `it was computed by the ${kernels.join(' and ')} kernel, here by ${now.join(' and ')}: their last bits differ`,
      ]
    : [];
}

/** Files that are missing, or not those from which the figure was computed. */
async function fileFaults(
  { files = {} }: FigureCertificate,
  readFile: VerifyPorts['readFile'],
  hashes: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [path, hash] of Object.entries(files)) {
    if (hashes[path] === hash) continue;
    const read = await readFile(path);
    if (read.ok) faults.push(`${path} is not the file that it was computed from`);
    else if (read.folder) faults.push(`${path} is not the folder that it was computed from`);
    else faults.push(`${path} is missing: ${read.reason}`);
  }
  return faults;
}

/** Where the runs of the figure are among those of the experiment; null where one is not. */
function placesIn(
  { variants, runs }: FigureCertificate,
  request: NonNullable<ReturnType<typeof requestOf>>,
): readonly number[] | null {
  const known = new Map<string, number>();
  request.runs.forEach(({ variant, seed }, place) => {
    known.set(`${labelKey(request.variants[variant]!.label)} ${seed}`, place);
  });
  const places: number[] = [];
  for (const { variant, seed } of runs) {
    const label = variants[variant];
    const place = label && known.get(`${labelKey(label)} ${seed}`);
    if (place === undefined) return null;
    places.push(place);
  }
  return places;
}
