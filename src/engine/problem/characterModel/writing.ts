import { characterOf, type Vocabulary } from '../../dataset/text/vocabulary.ts';
import { activate } from '../../network/layer/activation.ts';
import type { Layers } from '../../network/layer/layers.ts';
import type { Network } from '../../network/network.ts';
import { randomStream, type RandomStream } from '../../random/stream.ts';
import { exponential } from '../../theory/exponential.ts';
import type { Writing } from '../../writing.ts';
import type { PreparedModel } from './prepared.ts';

/** Characters that are written. */
const LENGTH = 240;

/** What a model writes before and after fine-tuning, each character drawn with its probability by the seed of the run. */
export function writingOf(
  { network, prompt }: PreparedModel,
  layers: Layers,
  vocabulary: Vocabulary,
  seed: number,
): Writing {
  const tuned: Network = {
    ...network,
    weights: network.weights.map((_, l) => layers.weight(l)),
    biases: network.biases.map((_, l) => layers.bias(l)),
  };
  const text = (classes: Iterable<number>) =>
    Array.from(classes, own => characterOf(vocabulary, own)).join('');
  const written = (model: Network) => text(continued(model, prompt, LENGTH, randomStream('writing', seed)));
  return { prompt: text(prompt), before: written(network), after: written(tuned) };
}

/** So many classes after a context, each drawn from the softmax of the logits. */
export function continued(
  network: Network,
  prompt: Int32Array,
  length: number,
  random: RandomStream,
): readonly number[] {
  const context = [...prompt];
  const said: number[] = [];
  for (let i = 0; i < length; i++) {
    const next = drawn(logitsAfter(network, context), random.uniform());
    said.push(next);
    context.shift();
    context.push(next);
  }
  return said;
}

/** The logits of the character that follows a context of classes. */
export function logitsAfter(
  { weights, biases, activation }: Network,
  context: readonly number[],
): Float64Array {
  const [first, ...more] = weights;
  const K = biases.at(-1)!.length;
  let values = Float64Array.from(biases[0]!);
  context.forEach((own, c) => {
    const { cols, data } = first!;
    for (let i = 0; i < values.length; i++) values[i] = values[i]! + data[i * cols + c * K + own]!;
  });
  more.forEach(({ cols, data }, l) => {
    activate(activation, values, 0, values.length);
    const next = Float64Array.from(biases[l + 1]!);
    for (let i = 0; i < next.length; i++)
      for (let j = 0; j < cols; j++) next[i] = next[i]! + values[j]! * data[i * cols + j]!;
    values = next;
  });
  return values;
}

/** The class at a share of the whole, 0 … 1, by the softmax of the logits. */
function drawn(logits: Float64Array, share: number): number {
  const largest = logits.reduce((most, value) => Math.max(most, value), -Infinity);
  const weights = logits.map(value => exponential(value - largest));
  let rest = share * weights.reduce((sum, weight) => sum + weight, 0);
  for (let k = 0; k + 1 < weights.length; k++) {
    rest -= weights[k]!;
    if (rest < 0) return k;
  }
  return weights.length - 1;
}
