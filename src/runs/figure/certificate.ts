import { isFinal } from '../finalRun.ts';
import type { BatchHead, RunRecord, VariantLabel } from '../record.ts';
import { columnDigests, digestsOf, runDigest } from './digests.ts';

export const FIGURE_FORMAT = 'lora-dynamics/figure/1';

/**
 * What a figure carries so that it can be computed again and compared: the experiment, and digests of the numbers it
 * was drawn from. It proves that the numbers can be had again, not who made the figure: anybody can write one.
 */
export interface FigureCertificate {
  readonly format: typeof FIGURE_FORMAT;
  readonly engine: string;
  readonly configHash: string;
  readonly title: string;
  /** Name of the experiment file, without its folder. */
  readonly source: string;
  /** The experiment as it was run. */
  readonly text: string;
  readonly seeds: readonly number[];
  /** SHA-256 of every file that was read, by path as written; absent where it was not kept. */
  readonly files?: Readonly<Record<string, string>>;
  /** Kernels that computed it: the last bits differ between them. */
  readonly kernels: readonly string[];
  /** Settings of the variants that are drawn. */
  readonly variants: readonly VariantLabel[];
  /** SHA-256 of each series over all runs. */
  readonly series: Readonly<Record<string, string>>;
  readonly runs: readonly CertifiedRun[];
  /** Runs that had not come to their end when the figure was drawn: nothing is claimed of them. */
  readonly unfinished: number;
}

export interface CertifiedRun {
  /** Index into `variants`. */
  readonly variant: number;
  readonly seed: number;
  readonly digest: string;
  /** Some of its numbers in full, to say by how much they differ: rows, and their values by series. */
  readonly marks?: RunMarks;
}

export interface RunMarks {
  readonly rows: readonly number[];
  readonly values: Readonly<Record<string, readonly number[]>>;
}

/** Numbers that all marks of a figure may have together. */
const MOST_MARKS = 4000;
/** Marks of one series of one run. */
const MOST_ROWS = 12;

/** The certificate of a figure that was drawn from these runs. */
export function certify(head: BatchHead, records: readonly RunRecord[]): FigureCertificate {
  // numbers that depend on the experiment alone, not on when somebody stopped a run
  const whole = records.filter(isFinal);
  const digests = whole.map(digestsOf);
  const perRun = MOST_MARKS / Math.max(1, whole.length);
  const { engine, configHash, title, source, text, seeds, fileHashes, variants } = head;
  return {
    format: FIGURE_FORMAT,
    engine,
    configHash,
    title,
    source: source.replace(/^.*[/\\]/, ''),
    text,
    seeds,
    ...(fileHashes ? { files: fileHashes } : {}),
    kernels: [...new Set(whole.map(({ kernel }) => kernel))],
    variants: variants.map(({ label }) => label),
    series: columnDigests(digests),
    runs: whole.map((record, i) => {
      const marks = marksOf(record, perRun);
      return {
        variant: record.variant,
        seed: record.seed,
        digest: runDigest(digests[i]!),
        ...(marks ? { marks } : {}),
      };
    }),
    unfinished: head.variants.length * head.seeds.length - whole.length,
  };
}

/** Evenly spread rows of the first series, as many as `numbers` allows; undefined where there is room for none. */
function marksOf({ columns, samples }: RunRecord, numbers: number): RunMarks | undefined {
  const width = columns.length;
  const total = width > 0 ? samples.length / width : 0;
  const keys = columns.slice(0, MOST_ROWS);
  const count = Math.min(MOST_ROWS, total, Math.floor(numbers / Math.max(1, keys.length)));
  if (count < 1) return undefined;
  const rows = Array.from({ length: count }, (_, i) =>
    count === 1 ? total - 1 : Math.round((i * (total - 1)) / (count - 1)),
  );
  const values = keys.map((key, column): [string, number[]] => [
    key,
    rows.map(row => samples[row * width + column]!),
  ]);
  return { rows, values: Object.fromEntries(values) };
}
