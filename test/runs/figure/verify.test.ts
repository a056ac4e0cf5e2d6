import { describe, expect, it } from 'vitest';
import { withPngText } from '../../../src/data/pngText.ts';
import { loadExperiment, type ReadResult } from '../../../src/experiment/load.ts';
import { planRun } from '../../../src/experiment/plan.ts';
import { isResolvedVariant } from '../../../src/experiment/resolvedVariant.ts';
import { readFigure, withCertificate } from '../../../src/runs/figure/carrier.ts';
import { certify, type FigureCertificate } from '../../../src/runs/figure/certificate.ts';
import { dataPlaces } from '../../../src/runs/figure/dataPlaces.ts';
import { verifyFigure } from '../../../src/runs/figure/verify.ts';
import { requestOf } from '../../../src/runs/requestOf.ts';
import type { JobMessage, RunPool } from '../../../src/runs/runPool.ts';
import { BatchSession } from '../../../src/runs/session.ts';
import { npzBytes } from '../../data/npzBytes.ts';

/** Computes every run in this thread. */
const here: RunPool = {
  size: 1,
  run(jobs, files, hear: (message: JobMessage) => void) {
    for (const { index, variant, seed } of jobs) {
      const planned = isResolvedVariant(variant) ? planRun(variant, seed, files) : undefined;
      if (planned?.ok !== true) throw new Error('no plan');
      hear({ type: 'started', index, columns: planned.value.columns, kernel: planned.value.kernel });
      const rows: number[] = [];
      const simulation = planned.value.start();
      for (let step = simulation.next(); ; step = simulation.next()) {
        if (step.done === true) {
          hear({ type: 'finished', index, seconds: 0, rows: Float64Array.from(rows), outcome: step.value });
          break;
        }
        if (step.value.kind === 'sample') rows.push(...step.value.values);
      }
    }
    return { done: Promise.resolve(), stop: () => Promise.resolve(), cancel: () => undefined };
  },
};

const bytes = npzBytes({
  W1: [
    [1, 0],
    [0, 0.5],
  ],
  W2: [
    [0.7, 0],
    [0, 1],
  ],
  Y: [
    [2, 0],
    [0, 0.5],
  ],
});
const none = (): Promise<ReadResult> => Promise.resolve({ ok: false, reason: 'there is no such file' });
const some = (): Promise<ReadResult> => Promise.resolve({ ok: true, bytes });

const experiment = {
  title: 'A < B & "C" ]]>',
  problem: { kind: 'matrixFactorization', pretrained: { kind: 'gaussian', dims: { m: 3, h: 4, n: 3 } } },
  adapter: { rank: 2 },
  dynamics: { kind: 'gradientFlow', until: 2, samples: 20 },
  seeds: [0, 5],
  sweep: { 'adapter.initScale': [1e-2, 1e-3] },
};
const withFile = {
  ...experiment,
  problem: {
    kind: 'matrixFactorization',
    pretrained: { kind: 'file', path: 'w.npz', w1: 'W1', w2: 'W2' },
    target: { kind: 'file', path: 'w.npz', name: 'Y' },
  },
};

async function certificateOf(source: object, readFile = none): Promise<FigureCertificate> {
  const text = JSON.stringify(source);
  const loaded = await loadExperiment(text, readFile);
  const place = { source: 'file:///studies/somebody/a.lora.json', text, fallbackTitle: '' };
  const session = new BatchSession(requestOf(loaded, place)!, { pool: here, store: null });
  await session.launch();
  return certify(
    session.head,
    session.records.filter(record => record !== undefined),
  );
}

const svg = '<svg width="10" height="10"><path d="M0 0"/></svg>\n';

async function verdictOf(figure: string | Uint8Array, readFile = none) {
  return verifyFigure(typeof figure === 'string' ? new TextEncoder().encode(figure) : figure, {
    pool: here,
    readFile,
    confirm: () => Promise.resolve(true),
    onProgress: () => undefined,
    onStop: () => () => undefined,
  });
}

describe('a figure', () => {
  it('carries its experiment, no folder of its author, and verifies itself', async () => {
    const certificate = await certificateOf(experiment);
    const figure = String(withCertificate(svg, certificate));
    expect(figure).not.toContain('somebody');
    expect(figure).toMatch(/^<svg [^>]*><metadata id="lora-dynamics">[^<>&]*<\/metadata><path/);
    const read = readFigure(new TextEncoder().encode(figure));
    expect(read).toMatchObject({ untouched: true, certificate });
    const verdict = await verdictOf(figure);
    expect(verdict).toMatchObject({ kind: 'same', lines: [] });
    expect(verdict.title).toContain('4 runs');
  });

  it('says which series of which run differ, by how much and where', async () => {
    const certificate = await certificateOf(experiment);
    const runs = certificate.runs.map((run, i) => {
      const loss = [...run.marks!.values['loss']!];
      loss[3]! *= 1.5;
      return i === 1
        ? { ...run, digest: '0', marks: { ...run.marks!, values: { ...run.marks!.values, loss } } }
        : run;
    });
    const forged = { ...certificate, runs, series: { ...certificate.series, loss: '0' } };
    const verdict = await verdictOf(String(withCertificate(svg, forged)));
    expect(verdict.kind).toBe('differs');
    expect(verdict.lines[0]).toBe('1 of 4 runs differ: adapter.initScale 0.01, seed 5');
    expect(verdict.lines[1]).toBe('series that differ: loss');
    expect(verdict.lines[2]).toMatch(
      /difference that is known: 0\.3, loss at t = 0\.\d+ of adapter\.initScale 0\.01, seed 5/,
    );
  });

  it('says that another version made it, and that the picture was changed', async () => {
    const certificate = { ...(await certificateOf(experiment)), engine: '0.0.9', unfinished: 2 };
    const figure = String(withCertificate(svg, certificate)).replace('M0 0', 'M1 1');
    const { kind, lines } = await verdictOf(figure);
    expect(kind).toBe('same');
    expect(lines.join('\n')).toMatch(
      /made by version 0\.0\.9[^]*picture itself was changed[^]*2 runs had not come to an end/,
    );
  });

  it('whose data are missing or changed is not verified', async () => {
    const figure = String(withCertificate(svg, await certificateOf(withFile, some)));
    expect((await verdictOf(figure, some)).kind).toBe('same');
    const missing = await verdictOf(figure);
    expect([missing.kind, missing.lines[0]]).toEqual([
      'unverified',
      'w.npz is missing: there is no such file',
    ]);
    const other = npzBytes({
      W1: [
        [1, 0],
        [0, 0.5],
      ],
      W2: [
        [0.7, 0],
        [0, 1],
      ],
      Y: [
        [3, 0],
        [0, 0.5],
      ],
    });
    const changed = await verdictOf(figure, () => Promise.resolve({ ok: true, bytes: other }));
    expect([changed.kind, changed.lines[0]]).toEqual([
      'unverified',
      'w.npz is not the file that it was computed from',
    ]);
  });

  it('of others, cut or damaged is refused with the reason', async () => {
    const figure = String(withCertificate(svg, await certificateOf(experiment)));
    const refused = async (picture: string | Uint8Array): Promise<string> => {
      const { kind, title } = await verdictOf(picture);
      expect(kind).toBe('unreadable');
      return title;
    };
    expect(await refused('%PDF')).toContain('neither an SVG nor a PNG');
    expect(await refused(svg)).toContain('not exported by LoRA Dynamics');
    expect(await refused(figure.slice(0, -20))).toContain('cut off');
    expect(await refused(figure.replace('"seeds":', '"seed":'))).toContain('parts are missing');
    expect(await refused(figure.replace('{"format"', '{"format'))).toContain('not JSON');
    expect(await refused(figure.replace('figure/1', 'figure/2'))).toContain('newer version');
    expect(withPngText(Uint8Array.of(1, 2), 'lora-dynamics', '')).toBeNull();
  });
});

describe('data of a figure from anybody', () => {
  it.each([
    ['w.npz', ['w.npz']],
    ['data/w.npz', ['data/w.npz', 'w.npz']],
    ['../w.npz', ['w.npz']],
    ['/etc/passwd', ['passwd']],
    ['\\\\evil\\share\\w.npz', ['w.npz']],
    ['C:\\w.npz', ['w.npz']],
    ['file:///w.npz', ['w.npz']],
    ['a/../../w.npz', ['w.npz']],
    ['..', []],
    ['', []],
    ['x\0y', []],
  ])('%j is looked for at %j only', (path, places) => {
    expect(dataPlaces(path)).toEqual(places);
  });
});
