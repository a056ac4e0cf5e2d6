import { chooseOptimiser, type UpdateSettings } from '../../dynamics/discrete/chooseOptimiser.ts';
import type { NetworkExamples } from '../../dataset/contract.ts';
import { newArena } from '../../network/arena/wasmArena.ts';
import type { Arena } from '../../network/arena/contract.ts';
import { AdaptiveStep } from '../../network/descent/adaptiveStep.ts';
import type { Descent } from '../../network/descent/contract.ts';
import { FixedStep } from '../../network/descent/fixedStep.ts';
import { allRows, randomRows } from '../../network/descent/rows.ts';
import { Evaluation } from '../../network/evaluation.ts';
import { Batch } from '../../network/layer/batch.ts';
import { Layers } from '../../network/layer/layers.ts';
import type { NetworkLoss } from '../../network/loss.ts';
import type { Network } from '../../network/network.ts';
import { roundingOf } from '../../network/precision.ts';
import { AdapterTrainee, type AdapterStart } from '../../network/trainee/adapters.ts';
import { WeightTrainee } from '../../network/trainee/weights.ts';
import { randomStream } from '../../random/stream.ts';
import type { NetworkTrainingSettings } from './trainingSettings.ts';

/** What is trained: adapters, or whole matrices of these layers. */
export type Trained =
  | { readonly kind: 'adapters'; readonly adapters: readonly AdapterStart[]; readonly scaling: number }
  | { readonly kind: 'weights'; readonly layers: readonly number[] };

/** A training run under way, with everything that its samples look at. */
export interface TrainingRun {
  readonly arena: Arena;
  readonly layers: Layers;
  readonly descent: Descent;
  readonly evaluation: Evaluation;
  /** The factors of a layer; null where whole matrices are trained. */
  readonly adapters: AdapterTrainee | null;
}

/** Sets a run up at its step 0. Its arena is to be released at the end. */
export function startTraining(
  network: Network,
  examples: NetworkExamples,
  trained: Trained,
  loss: NetworkLoss,
  training: NetworkTrainingSettings,
  seed: number,
): TrainingRun {
  const { precision, learningRateRatio } = training;
  const asked = training.kind === 'adaptiveGd' ? undefined : training.batch;
  const rows = Math.min(asked ?? examples.count, examples.count);
  const arena = newArena();
  const layers = new Layers(arena, network);
  layers.load(network, roundingOf(precision));
  const batch = new Batch(arena, layers, { rows, loss, precision });
  const adapters =
    trained.kind === 'adapters'
      ? new AdapterTrainee(arena, layers, batch, { ...trained, learningRateRatio, precision })
      : null;
  const trainee =
    trained.kind === 'weights'
      ? new WeightTrainee(arena, layers, batch, { layers: trained.layers, biases: false, precision })
      : adapters!;
  const evaluation = new Evaluation(arena, layers, { loss, precision });
  const random = () => randomStream('optimiser', seed);
  const source = rows === examples.count ? allRows(batch, examples) : randomRows(batch, examples, random());
  const descent = (): Descent => {
    if (training.kind === 'adaptiveGd')
      return new AdaptiveStep(trainee, batch, training.firstStep, precision);
    const parameters = trainee.rows(training.learningRate);
    const optimiser = chooseOptimiser(training satisfies UpdateSettings, parameters, trainee.state.length);
    return new FixedStep(trainee, batch, source, optimiser, training.learningRate);
  };
  return { arena, layers, descent: descent(), evaluation, adapters };
}

/** About how many multiplications one update takes, twice that many operations. */
export function workOfStep(sizes: readonly number[], rows: number, rank: number): number {
  let work = 0;
  for (let l = 0; l + 1 < sizes.length; l++) {
    const [n, m] = [sizes[l]!, sizes[l + 1]!];
    work += rows * (2 * n * m + 2 * rank * (n + m)) + n * m * rank;
  }
  return work;
}
