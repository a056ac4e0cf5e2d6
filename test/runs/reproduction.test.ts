import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadExperiment } from '../../src/experiment/load.ts';
import { BatchModel } from '../../src/runs/batchModel.ts';
import type { RunRecord } from '../../src/runs/record.ts';
import { paperValuesOf, reproductionOf } from '../../src/runs/reproduction.ts';
import { seriesLookup } from '../../src/runs/batchKind.ts';
import { factsOf } from '../../src/runs/variantFacts.ts';

const text = readFileSync(new URL('../../media/presets/figure-1.lora.json', import.meta.url), 'utf8');
const loaded = await loadExperiment(text, () => Promise.resolve({ ok: false, reason: 'no files here' }));
const head = { experiment: loaded.experiment, variants: loaded.variants };

/** Ends every seed of a variant at these values. */
function fill(model: BatchModel, variant: number, loss: number, alignment: number): void {
  for (const seed of loaded.seeds) {
    const record: RunRecord = {
      ...{
        id: `${variant} ${seed}`,
        variant,
        seed,
        status: 'done',
        reason: 'horizon',
        seconds: 0,
        kernel: 'test',
      },
      ...{ events: {}, health: {}, counts: {}, columns: ['t', 'loss', 'alignment'] },
      samples: Float64Array.from([0, 12.5, 1, 5, loss, alignment]),
    };
    model.finish(record, false);
  }
}

function filled(): BatchModel {
  const model = new BatchModel(6, loaded.seeds, seriesLookup(loaded.variants));
  fill(model, 0, 10 ** -12.5, 10 ** -4.7);
  fill(model, 1, 1e-28, 1e-14);
  fill(model, 2, 10 ** -16.3, 10 ** -6.75);
  fill(model, 3, 1e-28, 1e-18);
  fill(model, 4, 10 ** -19.6, 10 ** -8.8);
  fill(model, 5, 1e-28, 1e-21);
  return model;
}

describe('the figure of the paper', () => {
  it('marks its values on the variants that have its settings', () => {
    expect(paperValuesOf(head).map(paper => paper?.loss)).toEqual([-12.6, -26, -16.4, -26, -20.2, -26]);
  });

  it('is reproduced by a batch that ends where it does', () => {
    expect(reproductionOf(head, filled(), true)).toEqual({
      label: 'Figure 1',
      passed: 9,
      total: 9,
      complete: true,
    });
  });

  it('is not judged while the batch runs', () => {
    expect(reproductionOf(head, filled(), false)?.complete).toBe(false);
    const empty = new BatchModel(6, loaded.seeds, seriesLookup(loaded.variants));
    expect(reproductionOf(head, empty, false)).toEqual({
      label: 'Figure 1',
      passed: 0,
      total: 9,
      complete: false,
    });
  });

  it('is not reproduced by a batch that ends elsewhere', () => {
    const model = filled();
    fill(model, 0, 1e-10, 10 ** -4.7);
    expect(reproductionOf(head, model, true)?.passed).toBe(8);
  });

  it('is nothing to a batch that does not claim it', () => {
    expect(reproductionOf({ experiment: {}, variants: head.variants }, filled(), true)).toBeNull();
  });
});

describe('what theory says of a variant', () => {
  it('is λ and the end of the axis', () => {
    const { lambda, horizon } = factsOf(loaded.variants[0]!, {}, null);
    expect(lambda).toBeCloseTo(5 * 1.05 * Math.sqrt(5.551), 1);
    expect(horizon).toBe(5);
  });

  it('is unknown for settings that nobody knows', () => {
    expect(factsOf({ label: {}, resolved: { problem: {} } }, {}, null).lambda).toBeNaN();
  });
});
