import { describe, expect, it } from 'vitest';
import type { EngineFiles } from '../../../../src/engine/problem/arrays.ts';
import {
  planCharacterModel,
  type CharacterModelInput,
} from '../../../../src/engine/problem/characterModel/plan.ts';
import { continued, logitsAfter } from '../../../../src/engine/problem/characterModel/writing.ts';
import { newArena } from '../../../../src/engine/network/arena/wasmArena.ts';
import { Batch } from '../../../../src/engine/network/layer/batch.ts';
import { Layers } from '../../../../src/engine/network/layer/layers.ts';
import { randomNetwork } from '../../../../src/engine/network/network.ts';
import { randomStream } from '../../../../src/engine/random/stream.ts';

const text = (own: string): EngineFiles[string] => {
  const data = new TextEncoder().encode(own);
  return { text: { shape: [data.length], data } };
};
const files = {
  'first.txt': text('the cat sat on the mat and the dog sat on the log; '.repeat(20)),
  'second.txt': text('for (let i = 0; i < n; i++) sum += x[i];\n'.repeat(20)),
};

function input(
  problem: Partial<CharacterModelInput['problem']> = {},
  more: Partial<CharacterModelInput> = {},
): CharacterModelInput {
  return {
    problem: {
      kind: 'characterModel',
      pretrainedOn: { kind: 'file', path: 'first.txt' },
      fineTunedOn: { kind: 'file', path: 'second.txt' },
      ...{ context: 3, characters: 64, lowerCase: true, hidden: [12], activation: 'relu' },
      pretraining: { N: 400, epochs: 10, batch: 20, learningRate: 5e-3, seed: 0 },
      ...{ N: 200, ...problem },
    },
    adapter: {
      ...{ method: 'lora', layers: 'all', rank: 2, init: { kind: 'gaussian', randomFactor: 'A' } },
      ...{ initScale: 0.1, scaling: 1 },
    },
    dynamics: {
      ...{ kind: 'gd', learningRate: 0.5, steps: 400, batch: 32, momentum: 0, nesterov: false },
      ...{ weightDecay: 0, learningRateRatio: 1, precision: 'float64' },
    },
    ...{ metrics: [], seed: 0, files, ...more },
  };
}

function ran(settings: CharacterModelInput) {
  const planned = planCharacterModel(settings);
  if (!planned.ok) throw new Error(planned.faults.map(({ message }) => message).join('; '));
  const simulation = planned.value.start();
  const rows: Float64Array[] = [];
  let step = simulation.next();
  for (; step.done !== true; step = simulation.next())
    if (step.value.kind === 'sample') rows.push(step.value.values);
  const column = (key: string) => planned.value.columns.indexOf(key);
  return {
    rows,
    outcome: step.value,
    first: (key: string) => rows[0]![column(key)]!,
    last: (key: string) => rows.at(-1)![column(key)]!,
  };
}

describe('a model of characters', () => {
  it('knows its first text, and learns the second', () => {
    const { first, last, outcome } = ran(input());
    const ends = outcome.ends ?? {};
    expect(ends['pretrainedTestLoss']).toBeLessThan(1);
    expect(first('testLoss')).toBe(ends['initialTestLoss']);
    // worse than guessing among 30 characters, for it is sure of another text
    expect(first('testLoss')).toBeGreaterThan(Math.log(30));
    expect(last('testLoss')).toBeLessThan(first('testLoss') / 2);
    expect(last('testAccuracy')).toBeGreaterThan(first('testAccuracy') + 0.2);
  });

  it('has the same bits again, other ones for another seed', () => {
    const [one, two] = [ran(input()), ran(input())];
    expect(two.rows).toEqual(one.rows);
    expect(two.outcome).toEqual(one.outcome);
    expect(ran(input({}, { seed: 1 })).last('loss')).not.toBe(one.last('loss'));
  });

  it('follows a file that has changed under its name', () => {
    const before = ran(input());
    const changed = { ...files, 'second.txt': text('while (true) { yield next(); }\n'.repeat(20)) };
    const after = ran(input({}, { files: changed }));
    expect(after.first('loss')).not.toBe(before.first('loss'));
  });

  it('puts rare characters into one class, and begins near ln K where it is not trained', () => {
    const untrained = { pretraining: { N: 1, epochs: 0, batch: 1, learningRate: 1, seed: 0 } };
    const { first } = ran(input({ ...untrained, characters: 5 }));
    expect(first('loss')).toBeGreaterThan(Math.log(5) / 2);
    expect(first('loss')).toBeLessThan(2 * Math.log(5));
  });

  it('is trained as a whole, too, and by a descent that finds its step', () => {
    const whole = input();
    const { last, first } = ran({
      ...whole,
      adapter: { ...whole.adapter, method: 'full' },
      dynamics: {
        ...{ kind: 'adaptiveGd', firstStep: 0.05, steps: 200, learningRateRatio: 1, precision: 'float64' },
      },
    });
    expect(last('loss')).toBeLessThan(first('loss') / 2);
  });
});

describe('what it writes', () => {
  it('begins where the text that is tested begins, and is another before and after', () => {
    const settings = input({}, { adapter: { ...input().adapter, rank: 10 } });
    const { writing } = ran(settings).outcome;
    const second = 'for (let i = 0; i < n; i++) sum += x[i];\n'.repeat(20);
    const border = Math.floor((second.length * 4) / 5);
    expect(writing?.prompt).toBe(second.slice(border, border + 3));
    expect([writing?.before.length, writing?.after.length]).toEqual([240, 240]);
    expect(writing?.after).not.toBe(writing?.before);
    const share = (own = '') => {
      const triples = Array.from({ length: own.length - 2 }, (_, i) => own.slice(i, i + 3));
      return triples.filter(triple => second.includes(triple)).length / triples.length;
    };
    expect(share(writing?.after)).toBeGreaterThan(0.4);
    expect(share(writing?.before)).toBeLessThan(0.1);
    expect(ran({ ...settings, seed: 1 }).outcome.writing?.after).not.toBe(writing?.after);
  });

  const network = randomNetwork({ sizes: [12, 9, 8, 4], activation: 'tanh' }, randomStream('network', 2));

  it('rests on the logits of the network', () => {
    const arena = newArena();
    const layers = new Layers(arena, network);
    layers.load(network, x => x);
    const batch = new Batch(arena, layers, { rows: 1, loss: 'crossEntropy', precision: 'float64' });
    batch.fill({ ones: Int32Array.of(2, 5, 8), labels: Int32Array.of(0), count: 1 }, 0, 1);
    batch.forward(1);
    const at = batch.values.at(-1)!;
    expect(logitsAfter(network, [2, 1, 0])).toEqual(arena.memory.slice(at, at + 4));
  });

  it('has characters as often as they are probable', () => {
    // no hidden layer and no weights: the biases alone decide
    const biases = [Float64Array.from([0.6, 0.3, 0.1], Math.log)];
    const weights = [{ rows: 3, cols: 3, data: new Float64Array(9) }];
    const flat = { sizes: [3, 3], activation: 'relu', weights, biases } as const;
    const said = continued(flat, Int32Array.of(0), 20_000, randomStream('writing', 0));
    const shares = [0, 1, 2].map(k => said.filter(own => own === k).length / said.length);
    // four standard deviations
    shares.forEach((share, k) => {
      const p = [0.6, 0.3, 0.1][k]!;
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / said.length));
    });
  });
});
