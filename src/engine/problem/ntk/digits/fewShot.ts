import type { Static } from 'typebox';
import { KeptLatest } from '../../../keptLatest.ts';
import { shuffledIndices } from '../../../random/shuffle.ts';
import { randomStream } from '../../../random/stream.ts';
import { LayerFeatures } from '../features/layer.ts';
import type { LossName } from '../loss/contract.ts';
import type { DigitsSource } from '../sourceSettings.ts';
import { labelsOf } from '../sources/gaussian.ts';
import { lossOf, type Task } from '../task.ts';
import { digitImages, picked, PIXELS, turned, type Images } from './images.ts';
import { Activations, CLASSES, type Network } from './network.ts';
import { pretrained } from './pretrain.ts';

/** How many of the digits the network is trained on; few-shot examples are among them, turned. The rest are the test set. */
const TRAINED = 1000;
/** With one output the digits 3 (−1) and 8 (+1) are told apart. */
const PAIR = { low: 3, high: 8 };

type Settings = Static<typeof DigitsSource>;

/**
 * A network is trained on upright digits; then N of them, turned by a quarter and evenly over the classes, are the few shots
 * for which its first layer is linearised: G_ik = (W₂ₖ ∘ 1[unit on]) x_iᵀ. With one output, it is the logit of 8 less that of 3.
 */
export function* fewShotTask(settings: Settings, loss: LossName): Generator<undefined, Task, undefined> {
  const { N, K, hidden, seed } = settings;
  const all = digitImages();
  const order = shuffledIndices(all.count, randomStream('examples', seed));
  const upright = picked(all, order.slice(0, TRAINED));
  const network = yield* networkOf(upright, hidden, seed);
  const few = turned(picked(upright, evenly(upright, N, K)));
  const rest = turned(picked(all, order.slice(TRAINED)));
  const seen = rest.labels.reduce<number[]>((places, label, i) => {
    if (K === CLASSES || label === PAIR.low || label === PAIR.high) places.push(i);
    return places;
  }, []);
  const unseen = picked(rest, seen);
  const task = linearisedNetwork(network, few, K, loss);
  const test = linearisedNetwork(network, unseen, K, loss);
  return {
    ...task,
    trainAccuracy: x => judged(task, x, labelsIn(few, K)).accuracy,
    test: {
      linearised: x => judged(test, x, labelsIn(unseen, K)),
      network: x => {
        const activations = new Activations(hidden, unseen.count);
        activations.run(network, unseen.pixels, unseen.count, x);
        return accuracy(outputsOf(activations.logits, unseen.count, K), labelsIn(unseen, K));
      },
    },
  };
}

/** Tasks that differ in N, K or loss share a network. */
const known = new KeptLatest<Network>(4);

function* networkOf(upright: Images, hidden: number, seed: number): Generator<undefined, Network, undefined> {
  const key = `${hidden}, ${seed}`;
  const network = known.get(key) ?? (yield* pretrained(upright, hidden, randomStream('network', seed)));
  known.put(key, network);
  return network;
}

/** How many examples of N a task can have: those of the classes it tells apart. */
export function mostExamples(outputs: number): number {
  return outputs === CLASSES ? TRAINED : 150;
}

/** Places of the first N images in which the classes take turns, as far as there are enough. */
function evenly(images: Images, count: number, outputs: number): number[] {
  const classes = outputs === 1 ? [PAIR.low, PAIR.high] : Array.from({ length: CLASSES }, (_, k) => k);
  const queues = classes.map(label =>
    Array.from(images.labels.keys()).filter(i => images.labels[i] === label),
  );
  const places: number[] = [];
  for (let turn = 0; places.length < count; turn++) {
    if (queues.every(queue => turn >= queue.length)) break;
    for (const queue of queues) if (turn < queue.length && places.length < count) places.push(queue[turn]!);
  }
  return places;
}

/** The network linearised in its first layer on these images, with their digits as targets. */
export function linearisedNetwork(network: Network, images: Images, outputs: number, loss: LossName): Task {
  const { hidden, W2 } = network;
  const { count } = images;
  const activations = new Activations(hidden, count);
  activations.run(network, images.pixels, count);
  const deltas = new Float64Array(count * outputs * hidden);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < outputs; k++)
      for (let a = 0; a < hidden; a++) {
        if (activations.units[i * hidden + a] === 0) continue;
        const readOut =
          outputs === 1 ? W2[PAIR.high * hidden + a]! - W2[PAIR.low * hidden + a]! : W2[k * hidden + a]!;
        deltas[(i * outputs + k) * hidden + a] = readOut;
      }
  const labels = labelsIn(images, outputs);
  const targets = loss === 'squared' && outputs > 1 ? oneHot(labels, outputs) : labels;
  const shape = { m: hidden, n: PIXELS, samples: count, outputs };
  return {
    features: new LayerFeatures(shape, deltas, images.pixels),
    initial: outputsOf(activations.logits, count, outputs),
    targets,
    loss,
  };
}

/** ±1 for 8 and 3, or the digit itself. */
function labelsIn({ labels }: Images, outputs: number): Float64Array {
  return Float64Array.from(labels, label => (outputs > 1 ? label : label === PAIR.high ? 1 : -1));
}

function oneHot(labels: Float64Array, outputs: number): Float64Array {
  const out = new Float64Array(labels.length * outputs);
  labels.forEach((label, i) => {
    out[i * outputs + label] = 1;
  });
  return out;
}

function outputsOf(logits: Float64Array, count: number, outputs: number): Float64Array {
  if (outputs > 1) return logits.slice(0, count * outputs);
  return Float64Array.from(
    { length: count },
    (_, i) => logits[i * CLASSES + PAIR.high]! - logits[i * CLASSES + PAIR.low]!,
  );
}

function judged(
  task: Task,
  x: Float64Array,
  labels: Float64Array,
): { readonly accuracy: number; readonly loss: number } {
  const f = new Float64Array(task.initial.length);
  task.features.apply(x, f);
  for (let q = 0; q < f.length; q++) f[q] = f[q]! + task.initial[q]!;
  return { accuracy: accuracy(f, labels), loss: lossOf(task).evaluate(f, new Float64Array(f.length)) };
}

function accuracy(outputs: Float64Array, labels: Float64Array): number {
  const said = labelsOf(outputs, outputs.length / labels.length);
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (said[i] === labels[i]) right++;
  return right / labels.length;
}
