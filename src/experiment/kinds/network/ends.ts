import { seriesInfos } from '../../../engine/problem/network/series.ts';
import type { SeriesInfo } from '../../../engine/simulation.ts';

/** Of the end state, as the series of the same name has it at the last sample. */
const ofSeries = ['trainAccuracy', 'testAccuracy', 'flowTime'];

/** Numbers that a run of a network ends with. */
export const endInfos: readonly SeriesInfo[] = [
  ...seriesInfos.filter(({ key }) => ofSeries.includes(key)),
  {
    ...{ key: 'peakCosine', label: 'best alignment', symbol: 'max |cos v₁|', scale: 'linear' },
    help: 'Largest cosine over the run between the top right singular vectors of the first adapted layer’s change and of −∇_W L(W₀).',
  },
  {
    ...{ key: 'peakStep', label: 'step of the best alignment', symbol: 'k of max |cos v₁|', scale: 'log' },
    help: 'At which recorded step that was.',
  },
  {
    ...{
      key: 'peakOutputCosine',
      label: 'best alignment of outputs',
      symbol: 'max |cos u₁|',
      scale: 'linear',
    },
    help: 'The same of the left singular vectors; close to 1 for every α that starts with B = 0.',
  },
  {
    ...{ key: 'peakOverlap', label: 'best overlap', symbol: 'max ‖V_kᵀV′_k‖²_F/k', scale: 'linear' },
    help: 'Largest overlap over the run with the top right singular directions of −∇_W L(W₀), as many as the rank.',
  },
  {
    ...{ key: 'initialLoss', label: 'loss before fine-tuning', symbol: 'L(W₀)', scale: 'log' },
    help: 'Of the pre-trained network on the N examples of the new task.',
  },
  {
    ...{
      key: 'initialTestLoss',
      label: 'test loss before fine-tuning',
      symbol: 'L at W₀ on the test set',
      scale: 'log',
    },
    help: 'Of the pre-trained network on the test set of the new task.',
  },
  {
    ...{
      key: 'initialTestAccuracy',
      label: 'test accuracy before fine-tuning',
      symbol: 'accuracy at W₀',
      scale: 'linear',
    },
    help: 'Of the pre-trained network on the shifted test set.',
  },
  {
    ...{
      key: 'pretrainedTrainAccuracy',
      label: 'training accuracy of pre-training',
      symbol: 'accuracy on the first task',
      scale: 'linear',
    },
    help: 'Share of the training set that the network classifies rightly after pre-training.',
  },
  {
    ...{
      key: 'pretrainedTestLoss',
      label: 'test loss of pre-training',
      symbol: 'L on the first test set',
      scale: 'log',
    },
    help: 'Mean loss over the test set of the first task, after pre-training.',
  },
  {
    ...{
      key: 'pretrainedTestAccuracy',
      label: 'test accuracy of pre-training',
      symbol: 'accuracy on the first test set',
      scale: 'linear',
    },
    help: 'The same of the test set of the first task.',
  },
];
