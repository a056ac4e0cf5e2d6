import { describe, expect, it } from 'vitest';
import type { LabelledData } from '../../../src/engine/dataset/contract.ts';
import { Tally } from '../../../src/engine/dataset/tally.ts';

const inputs = Float64Array.of(0, 1, 0.5, 0.25, -1, 3);
const examples = { inputs, labels: Int32Array.of(0, 1, 2), count: 3 };
const data: LabelledData = {
  ...{ features: 2, classes: 3, classNames: ['cat', 'dog', 'owl'] },
  ...{ image: { rows: 1, columns: 2, channels: 1 }, train: examples, test: null },
};

describe('what is taken for what', () => {
  const tally = new Tally(data, 'train', examples);
  const logits = [9, 1, 0, Math.log(3), 0, -800, 0, 0, 5];
  for (const place of [0, 1, 2]) tally.add(place, logits, 3 * place);
  const found = tally.result();

  it('counts rows by true class', () => {
    expect(found?.confusion).toEqual([1, 0, 0, 1, 0, 0, 0, 0, 1]);
    expect(found?.classes).toEqual(['cat', 'dog', 'owl']);
  });

  it('keeps wrong ones with their softmax and pixels', () => {
    expect(found?.wrong).toHaveLength(1);
    expect(found?.wrong[0]).toMatchObject({ place: 1, label: 1, said: 0, pixels: '8040' });
    expect(found?.wrong[0]!.share).toBeCloseTo(0.75, 14);
  });

  it('the surest twelve, in order', () => {
    const count = 40;
    const many = { inputs: new Float64Array(80), labels: new Int32Array(count).fill(1), count };
    const all = new Tally(data, 'train', many);
    for (let i = 0; i < count; i++) all.add(i, [((7 * i) % count) / 10, 0, 0], 0);
    const wrong = all.result()?.wrong ?? [];
    // a tie of all three goes to the first class, and is a mistake, too
    expect(wrong.map(({ place }) => (7 * place) % count)).toEqual(
      Array.from({ length: 12 }, (_, k) => 39 - k),
    );
  });

  it('numbers beyond black and white are scaled to the example’s own range; points that are no images have no pixels', () => {
    const wrong = new Tally(data, 'train', examples);
    wrong.add(2, [1, 0, 0], 0);
    expect(wrong.result()?.wrong[0]!.pixels).toBe('00ff');
    const points = new Tally({ ...data, image: null }, 'train', examples);
    points.add(2, [1, 0, 0], 0);
    expect(points.result()?.wrong[0]!.pixels).toBe('');
  });

  it('too many classes are not tabulated, and classes without names are numbered', () => {
    expect(new Tally({ ...data, classes: 101 }, 'train', examples).result()).toBeNull();
    expect(new Tally({ ...data, classNames: null }, 'train', examples).result()?.classes).toEqual([
      '0',
      '1',
      '2',
    ]);
  });
});
