import type { CharacterModelSizes } from '../../../engine/problem/characterModel/shape.ts';
import type { RunEstimate } from '../contract.ts';
import { estimateTraining } from '../network/estimate.ts';
import type { Settings } from './settings.ts';

/** What a run will cost: the memory of a network, and the time of one that has no more inputs than the context has characters. */
export function estimateRun(
  { problem, adapter, dynamics }: Settings,
  sizes: CharacterModelSizes,
): RunEstimate {
  const { activation, context, hidden, pretraining } = problem;
  const data = { ...sizes.data, features: context, train: sizes.pretrained };
  const exponentials = {
    hidden: activation === 'tanh' ? hidden.reduce((sum, units) => sum + units, 0) : 0,
    epochs: pretraining.epochs,
    // a place and a label of each example
    dataBytes: 8 * context * (data.train + 2 * data.test + sizes.examples),
  };
  const [, ...more] = sizes.sizes;
  const of = (inputs: number) =>
    estimateTraining({ adapter, dynamics }, { ...sizes, sizes: [inputs, ...more], data }, exponentials);
  return { ...of(sizes.data.features), seconds: of(context).seconds };
}
