import type { SeriesInfo } from '../../simulation.ts';

/** The first column of every run. */
export const iterationInfo: SeriesInfo = {
  key: 't',
  label: 'Iteration',
  symbol: 't',
  scale: 'linear',
  help: 'Steps taken so far: of gradient descent, then of the polish.',
};

/** Below this a gap is the rounding of two objectives that are computed in different ways. */
export const GAP_RESOLUTION = 1e-12;

/** Every series of a run in the NTK regime, in the order of columns. */
export const seriesInfos = [
  {
    key: 'loss',
    label: 'Objective',
    symbol: 'L̂ + λ/2(‖u‖² + ‖v‖²)',
    scale: 'log',
    help: 'Training loss with the penalty: `(1/N) Σ ℓ(f_i, y_i) + λ/2 (‖u‖² + ‖v‖²)`.',
  },
  {
    key: 'gap',
    label: 'Gap to full fine-tuning',
    symbol: 'Q/P* − 1',
    scale: 'log',
    resolution: GAP_RESOLUTION,
    help:
      'How far the objective lies above the optimum P* of full fine-tuning, as a share of P*. At a global minimum it is ' +
      'rounding, about 10⁻¹⁵, of either sign.',
  },
  {
    key: 'certificate',
    label: 'Certificate',
    symbol: 'σ₁(∇L̂)/λ',
    scale: 'log',
    help:
      'Largest singular value of the gradient with respect to X, over λ. A stationary point is a global minimum of full fine-tuning exactly if ' +
      'it is at most 1; before the run has come to rest it proves nothing.',
  },
  {
    key: 'rank',
    label: 'Rank',
    symbol: 'rank(uvᵀ)',
    scale: 'linear',
    help: 'Singular values of uvᵀ above 10⁻⁵ of the largest.',
  },
  {
    key: 'nuclearNorm',
    label: 'Nuclear norm',
    symbol: '‖uvᵀ‖_*',
    scale: 'linear',
    help: 'Sum of the singular values of uvᵀ.',
  },
  {
    key: 'imbalance',
    label: 'Imbalance of the factors',
    symbol: '‖uᵀu − vᵀv‖',
    scale: 'log',
    help: 'Frobenius norm of uᵀu − vᵀv. Weight decay makes it vanish at every stationary point.',
  },
  {
    key: 'dataLoss',
    label: 'Training loss',
    symbol: 'L̂',
    scale: 'log',
    help: 'Training loss without the penalty.',
  },
  {
    key: 'frobeniusNorm',
    label: 'Frobenius norm',
    symbol: '‖uvᵀ‖_F',
    scale: 'linear',
    help: 'Root of the sum of squares of the change X = uvᵀ: large where a run fails loudly.',
  },
  {
    key: 'gradientNorm',
    label: 'Gradient',
    symbol: '‖∇Q‖',
    scale: 'log',
    help: 'Norm of the gradient with respect to u and v.',
  },
  {
    key: 'trainAccuracy',
    label: 'Training accuracy, linearised',
    symbol: 'accuracy on the N points',
    scale: 'linear',
    help: 'Share of the training points that the linearised network classifies rightly.',
  },
  {
    key: 'testAccuracy',
    label: 'Test accuracy, linearised',
    symbol: 'linearised accuracy',
    scale: 'linear',
    help: 'Share of the test points that the linearised network classifies rightly.',
  },
  {
    key: 'networkTestAccuracy',
    label: 'Test accuracy, real network',
    symbol: 'network accuracy',
    scale: 'linear',
    help: 'Share of the test points that the network itself classifies rightly, with uvᵀ added to its first layer.',
  },
  {
    key: 'testLoss',
    label: 'Test loss, linearised',
    symbol: 'L̂ on the test set',
    scale: 'log',
    help: 'Loss of the linearised network on the test points, without the penalty.',
  },
  {
    key: 'angleU',
    label: 'Direction of u',
    symbol: '∠u',
    scale: 'linear',
    help: 'Angle of u in radians, where m = n = 2 and r = 1.',
  },
  {
    key: 'angleV',
    label: 'Direction of v',
    symbol: '∠v',
    scale: 'linear',
    help: 'Angle of v in radians, where m = n = 2 and r = 1.',
  },
] as const satisfies readonly SeriesInfo[];

/** Key of a series. */
export type SeriesKey = (typeof seriesInfos)[number]['key'];

/** Recorded without being asked for. */
export const defaultSeries: readonly SeriesKey[] = [
  'loss',
  'gap',
  'certificate',
  'rank',
  'nuclearNorm',
  'imbalance',
];

/** Those that need a test set, recorded wherever there is one, and those of a 2×2 problem at rank 1, recorded there. */
export const testSeries: readonly SeriesKey[] = [
  'trainAccuracy',
  'testAccuracy',
  'networkTestAccuracy',
  'testLoss',
];
export const angleSeries: readonly SeriesKey[] = ['angleU', 'angleV'];

/** Whether u and v are one direction each, in a plane. */
export function hasAngles({ m, n }: { readonly m: number; readonly n: number }, rank: number): boolean {
  return m === 2 && n === 2 && rank === 1;
}

/** Which series a run has, in the order of columns: `asked` are keys of extra ones. */
export function recordedSeries(
  asked: readonly string[],
  has: { readonly test: boolean; readonly angles: boolean },
): readonly SeriesKey[] {
  return seriesInfos
    .map(({ key }) => key)
    .filter(key => {
      if (testSeries.includes(key)) return has.test;
      if (angleSeries.includes(key)) return has.angles;
      return defaultSeries.includes(key) || asked.includes(key);
    });
}

/** When a series is recorded, in words. */
export function recordedWhen(key: string): string {
  const among = (keys: readonly string[]) => keys.includes(key);
  if (among(testSeries)) return 'where there is a test set';
  if (among(angleSeries)) return 'of a 2×2 problem at rank 1';
  return among(defaultSeries) ? 'always' : 'on request';
}
