import { seriesInfos } from '../../../engine/problem/ntk/series.ts';
import type { SeriesInfo } from '../../../engine/simulation.ts';

/** Of the end state, as the series of the same name has it at the last sample. */
const ofSeries = [
  ...(['gap', 'certificate', 'rank', 'nuclearNorm', 'frobeniusNorm', 'dataLoss', 'gradientNorm'] as const),
  ...(['trainAccuracy', 'testAccuracy', 'networkTestAccuracy', 'testLoss'] as const),
];

/** Numbers of the end state of a run in the NTK regime, and of full fine-tuning beside it. */
export const endInfos: readonly SeriesInfo[] = [
  ...seriesInfos.filter(({ key }) => ofSeries.some(own => own === key)),
  {
    ...{ key: 'objective', label: 'objective at the end', symbol: 'Q', scale: 'log' },
    help: 'Training loss with weight decay where the run came to rest.',
  },
  {
    ...{
      key: 'smallestEigenvalue',
      label: 'smallest Hessian eigenvalue',
      symbol: 'λ_min(∇²Q)',
      scale: 'linear',
    },
    help: 'Below −10⁻⁶ the point is a saddle. Rotations of u and v make some of them exactly 0. Not asked for at a global minimum.',
  },
  {
    ...{ key: 'measurements', label: 'measurements', symbol: 'KN', scale: 'linear' },
    help: 'Outputs times examples.',
  },
  {
    ...{ key: 'threshold', label: 'threshold', symbol: 'smallest r with r(r + 1)/2 > KN', scale: 'linear' },
    help: 'From this rank on spurious minima are excluded, for almost every perturbation of the problem. Sufficient, not necessary.',
  },
  {
    ...{ key: 'convexObjective', label: 'optimum of full fine-tuning', symbol: 'P*', scale: 'log' },
    help: 'Training loss with the nuclear norm at X*.',
  },
  {
    ...{ key: 'convexDataLoss', label: 'training loss of full fine-tuning', symbol: 'L̂(X*)', scale: 'log' },
    help: 'Training loss without the penalty at X*.',
  },
  {
    ...{ key: 'convexGap', label: 'duality gap of the convex solver', symbol: 'P* − D', scale: 'log' },
    help: 'How far above the true optimum P* can lie at most.',
  },
  {
    ...{
      key: 'convexCertificate',
      label: 'certificate of full fine-tuning',
      symbol: 'σ₁(∇L̂(X*))/λ',
      scale: 'linear',
    },
    help: '1 at the exact optimum, or less where X* = 0.',
  },
  {
    ...{ key: 'convexRank', label: 'rank of full fine-tuning', symbol: 'rank(X*)', scale: 'linear' },
    help: 'Singular values of X* above 10⁻⁵ of the largest. r(r + 1)/2 ≤ KN for some solution.',
  },
  {
    ...{
      key: 'convexNuclearNorm',
      label: 'nuclear norm of full fine-tuning',
      symbol: '‖X*‖_*',
      scale: 'linear',
    },
    help: 'Sum of the singular values of X*.',
  },
  {
    ...{
      key: 'convexTestAccuracy',
      label: 'test accuracy of full fine-tuning, linearised',
      symbol: 'linearised accuracy at X*',
      scale: 'linear',
    },
    help: 'Share of the test points that the linearised network classifies rightly at X*.',
  },
  {
    ...{
      key: 'convexNetworkTestAccuracy',
      label: 'test accuracy of full fine-tuning, real network',
      symbol: 'network accuracy at X*',
      scale: 'linear',
    },
    help: 'Share of the test points that the network itself classifies rightly with X* added to its layer.',
  },
  {
    ...{
      key: 'convexTestLoss',
      label: 'test loss of full fine-tuning, linearised',
      symbol: 'L̂ on the test set at X*',
      scale: 'log',
    },
    help: 'Loss of the linearised network on the test points at X*, without the penalty.',
  },
  {
    ...{
      key: 'initialTestAccuracy',
      label: 'test accuracy before fine-tuning',
      symbol: 'network accuracy at X = 0',
      scale: 'linear',
    },
    help: 'Share of the test points that the network classifies rightly before it is adapted.',
  },
];
