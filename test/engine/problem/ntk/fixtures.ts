import { readFileSync } from 'node:fs';
import { openArrays } from '../../../../src/data/arrays.ts';
import { DenseFeatures } from '../../../../src/engine/problem/ntk/features/dense.ts';
import { LayerFeatures } from '../../../../src/engine/problem/ntk/features/layer.ts';
import { labelsOf } from '../../../../src/engine/problem/ntk/sources/gaussian.ts';
import type { Task } from '../../../../src/engine/problem/ntk/task.ts';

/** Problems of an independent program, with its own networks and random numbers; `test/reference/README.md` says which. */
export type FixtureName = 'tanh8' | 'tanh3' | 'angles14' | 'angles4' | 'digits8' | 'digits16' | 'digits100';

/** The task of one: tanh networks with squared loss, digits with cross entropy. */
export function fixture(name: FixtureName): Task {
  const url = new URL(`../../../reference/ntk/${name}.npz`, import.meta.url);
  const file = openArrays(readFileSync(url), name);
  if (!file.ok) throw new Error(file.faults[0]?.message);
  const read = (array: string) => {
    const found = file.value.read(array);
    if (!found.ok) throw new Error(found.faults[0]?.message);
    const { shape, data } = found.value;
    return { shape, data: Float64Array.from(data) };
  };
  const y = read('y').data;
  const initial = read('f0').data;
  if (file.value.names.includes('G')) {
    const { shape, data } = read('G');
    const [samples, m, n] = shape as readonly [number, number, number];
    const features = new DenseFeatures({ m, n, samples, outputs: 1 }, data);
    return { features, initial, targets: y, loss: 'squared' };
  }
  const deltas = read('deltas');
  const inputs = read('inputs');
  const [samples, n] = inputs.shape as readonly [number, number];
  const [rows, m] = deltas.shape as readonly [number, number];
  const outputs = rows / samples;
  const features = new LayerFeatures({ m, n, samples, outputs }, deltas.data, inputs.data);
  return { features, initial, targets: labelsOf(y, outputs), loss: 'crossEntropy' };
}
