import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FromWorker, ToWorker } from '../../src/protocol/worker.ts';
import { isFromWorker, isToWorker } from '../../src/protocol/workerGuards.ts';

const rows = Float64Array.of(1, 2);
const reduction = { m: 1, h: 1, n: 1, r1: 1, r2: 1, reasons: [] };
const outcome = { reason: 'horizon' as const, events: {}, health: {}, counts: {} };

const fromWorker: readonly FromWorker[] = [
  { type: 'ready' },
  { type: 'started', index: 0, columns: ['t'], kernel: 'wasm' },
  { type: 'started', index: 0, columns: ['t'], kernel: 'wasm', reduction },
  { type: 'samples', index: 1, fraction: 0.5, rows },
  { type: 'finished', index: 2, seconds: 1, rows, outcome },
  {
    ...{ type: 'finished', index: 2, seconds: 1, rows },
    outcome: { ...outcome, reason: 'diverged', divergence: { t: 1, step: 2, loss: 3, remedy: 'smaller' } },
  },
  {
    ...{ type: 'finished', index: 2, seconds: 1, rows },
    outcome: {
      ...outcome,
      ends: { gap: 1e-9, gradientNorm: null },
      verdict: 'saddle',
      spectra: { X: [2, 1] },
      classification: {
        ...{ classes: ['cat', 'dog'], of: 'test', confusion: [9, 1, 0, 10], image: null },
        wrong: [{ place: 3, label: 0, said: 1, share: 0.97, pixels: '' }],
      },
    },
  },
  { type: 'cancelled', index: 3, seconds: 1, rows },
  { type: 'failed', index: 4, seconds: 1, message: 'why' },
];

const toWorker: readonly ToWorker[] = [
  { type: 'files', files: { 'w.npz': { W1: { shape: [2], data: rows } } } },
  { type: 'files', files: { 'x.npz': { X: { shape: [1], data: Float32Array.of(1) } } } },
  { type: 'files', files: { 'x.idx': { data: { shape: [1], data: Uint8Array.of(1) } } } },
  { type: 'files', files: {} },
  { type: 'run', job: { index: 0, variant: { problem: {} }, seed: 7 } },
];

/** The message without one of its fields, for every field. */
function damaged(message: object): object[] {
  return Object.keys(message)
    .filter(key => key !== 'reduction')
    .map(missing => Object.fromEntries(Object.entries(message).filter(([key]) => key !== missing)));
}

describe('the guards of the worker protocol', () => {
  it('let every message through, also after a structured clone', () => {
    for (const message of fromWorker) expect(isFromWorker(structuredClone(message))).toBe(true);
    for (const message of toWorker) expect(isToWorker(structuredClone(message))).toBe(true);
  });

  it('refuse a message that misses anything', () => {
    for (const message of fromWorker)
      for (const part of damaged(message)) expect(isFromWorker(part)).toBe(false);
    for (const message of toWorker) for (const part of damaged(message)) expect(isToWorker(part)).toBe(false);
  });

  it('refuse messages for the other side, and fields of the wrong kind', () => {
    expect(toWorker.some(isFromWorker)).toBe(false);
    expect(fromWorker.some(isToWorker)).toBe(false);
    expect(isFromWorker({ type: 'samples', index: 1, fraction: 0.5, rows: [1, 2] })).toBe(false);
    expect(isFromWorker({ type: 'failed', index: -1, seconds: 1, message: 'why' })).toBe(false);
    expect(isFromWorker({ type: 'started', index: 0, columns: ['t', 3], kernel: 'wasm' })).toBe(false);
    expect(isToWorker({ type: 'files', files: { a: { b: { shape: [1], data: [1] } } } })).toBe(false);
  });

  it('refuse an outcome with a field of the wrong kind', () => {
    const wrong = [
      { ends: { gap: 'small' } },
      { ends: [1] },
      { verdict: 1 },
      { spectra: { X: 1 } },
      { spectra: { X: [null] } },
    ];
    for (const part of wrong)
      expect(
        isFromWorker({ type: 'finished', index: 2, seconds: 1, rows, outcome: { ...outcome, ...part } }),
      ).toBe(false);
  });

  it('refuse a classification of other sizes than it says', () => {
    const classification = {
      ...{ classes: ['cat', 'dog'], of: 'test', confusion: [9, 1, 0, 10] },
      image: { rows: 1, columns: 2, channels: 1 },
      wrong: [{ place: 3, label: 0, said: 1, share: 0.97, pixels: '00ff' }],
    };
    const message = (part: object) => ({
      ...{ type: 'finished', index: 2, seconds: 1, rows },
      outcome: { ...outcome, classification: { ...classification, ...part } },
    });
    expect(isFromWorker(message({}))).toBe(true);
    expect(isFromWorker(message({ confusion: [9, 1, 0] }))).toBe(false);
    expect(isFromWorker(message({ classes: ['cat'] }))).toBe(false);
    expect(isFromWorker(message({ image: { rows: 2, columns: 2, channels: 1 } }))).toBe(false);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.anything(), value => !isFromWorker(value) && !isToWorker(value)),
      { numRuns: 500 },
    );
  });
});
