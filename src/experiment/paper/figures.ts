/** log₁₀ of a final value: mean and standard deviation over seeds. */
export type MeanAndSd = readonly [mean: number, sd: number];

/** Final values for one initialisation scale α. */
export interface FigureScale {
  readonly alpha: number;
  /** Read off the published plots, ±0.2: log₁₀ L and log₁₀(1 − cos) of the random, log₁₀ L of the spectral curves. */
  readonly paper: { readonly loss: number; readonly alignment: number; readonly spectral: number };
  /** Means of 30 runs of plain gradient descent with the stored Y_pre: B random (as in the figures), A random. */
  readonly B: { readonly loss: MeanAndSd; readonly alignment: MeanAndSd };
  readonly A: { readonly loss: MeanAndSd; readonly alignment: MeanAndSd };
  readonly spectral: MeanAndSd;
}

/** One row of panels of arXiv 2503.06982, with everything that its settings differ in from the other rows. */
export interface Figure {
  readonly id: string;
  readonly label: string;
  readonly pair: 'top' | 'bottom';
  /** c; δ_w = 1/c². */
  readonly imbalance: number;
  /** Steps of gradient descent with η = 1e-4; the flow runs to t = ηk. */
  readonly steps: number;
  /** ‖Z₁‖₂ at the end for α = 1e-5, itself: read off the published plot, and of the same 30 runs with B random. */
  readonly norm: { readonly paper: number; readonly reference: MeanAndSd };
  readonly scales: readonly FigureScale[];
}

/** What all rows share: m = n = 10, h = 100, the stored Y_pre, rank 4, a target of strength 5, η = 1e-4. */
export const FIGURE_RANK = 4;
export const FIGURE_STRENGTH = 5;
export const FIGURE_LEARNING_RATE = 1e-4;

/** The six rows. Figure 1 is also row 1 of Figure 3. */
export const FIGURES: readonly Figure[] = [
  {
    id: 'figure-1',
    label: 'Figure 1',
    pair: 'top',
    imbalance: 1.05,
    steps: 50000,
    norm: { paper: 1.65, reference: [1.754, 0.165] },
    scales: [
      {
        alpha: 1e-3,
        paper: { loss: -12.6, alignment: -4.75, spectral: -26 },
        B: { loss: [-12.505, 0.472], alignment: [-4.722, 0.149] },
        A: { loss: [-12.667, 0.516], alignment: [-6.434, 0.255] },
        spectral: [-25.819, 0.13],
      },
      {
        alpha: 1e-4,
        paper: { loss: -16.4, alignment: -6.75, spectral: -26 },
        B: { loss: [-16.316, 0.738], alignment: [-6.766, 0.134] },
        A: { loss: [-16.778, 0.535], alignment: [-8.563, 0.274] },
        spectral: [-25.838, 0.128],
      },
      {
        alpha: 1e-5,
        paper: { loss: -20.2, alignment: -8.7, spectral: -26 },
        B: { loss: [-19.588, 1.881], alignment: [-8.804, 0.121] },
        A: { loss: [-20.613, 0.619], alignment: [-10.701, 0.294] },
        spectral: [-25.838, 0.143],
      },
    ],
  },
  {
    id: 'figure-3-row-2',
    label: 'Figure 3, row 2',
    pair: 'top',
    imbalance: 2,
    steps: 100000,
    norm: { paper: 1.45, reference: [1.457, 0] },
    scales: [
      {
        alpha: 1e-3,
        paper: { loss: -10.8, alignment: -4.65, spectral: -26.2 },
        B: { loss: [-10.608, 1.264], alignment: [-4.674, 0.072] },
        A: { loss: [-16.948, 1.203], alignment: [-10.655, 0.244] },
        spectral: [-26.048, 0.117],
      },
      {
        alpha: 1e-4,
        paper: { loss: -12.8, alignment: -6.6, spectral: -26.2 },
        B: { loss: [-12.521, 1.099], alignment: [-6.674, 0.072] },
        A: { loss: [-20.383, 1.203], alignment: [-14.216, 0.269] },
        spectral: [-26.048, 0.117],
      },
      {
        alpha: 1e-5,
        paper: { loss: -15.0, alignment: -8.65, spectral: -26.2 },
        B: { loss: [-14.48, 1.075], alignment: [-8.674, 0.072] },
        A: { loss: [-23.76, 1.019], alignment: [-17.738, 0.281] },
        spectral: [-26.048, 0.117],
      },
    ],
  },
  {
    id: 'figure-3-row-3',
    label: 'Figure 3, row 3',
    pair: 'top',
    imbalance: 10,
    steps: 150000,
    norm: { paper: 0.65, reference: [0.651, 0] },
    scales: [
      {
        alpha: 1e-3,
        paper: { loss: -21.5, alignment: -3.95, spectral: -27.5 },
        B: { loss: [-21.221, 0.51], alignment: [-3.975, 0.072] },
        A: { loss: [-28.206, 0.525], alignment: [-9.972, 0.277] },
        spectral: [-27.465, 0.072],
      },
      {
        alpha: 1e-4,
        paper: { loss: -26.9, alignment: -5.95, spectral: -27.5 },
        B: { loss: [-27.084, 0.449], alignment: [-5.975, 0.072] },
        A: { loss: [-28.502, 0.845], alignment: [-13.981, 0.277] },
        spectral: [-27.458, 0.073],
      },
      {
        alpha: 1e-5,
        paper: { loss: -27.3, alignment: -7.95, spectral: -27.5 },
        B: { loss: [-28.202, 1.01], alignment: [-7.975, 0.072] },
        A: { loss: [-27.479, 0.077], alignment: [-17.99, 0.276] },
        spectral: [-27.462, 0.076],
      },
    ],
  },
  {
    id: 'figure-4-row-1',
    label: 'Figure 4, row 1',
    pair: 'bottom',
    imbalance: 1.05,
    steps: 120000,
    norm: { paper: 2.1, reference: [2.113, 0.082] },
    scales: [
      {
        alpha: 1e-3,
        paper: { loss: -11.1, alignment: -4.6, spectral: -25.6 },
        B: { loss: [-11.055, 0.402], alignment: [-4.589, 0.07] },
        A: { loss: [-10.942, 0.499], alignment: [-4.846, 0.101] },
        spectral: [-25.576, 0.139],
      },
      {
        alpha: 1e-4,
        paper: { loss: -15.2, alignment: -6.65, spectral: -25.6 },
        B: { loss: [-15.1, 0.398], alignment: [-6.608, 0.073] },
        A: { loss: [-14.944, 0.492], alignment: [-6.871, 0.108] },
        spectral: [-25.594, 0.148],
      },
      {
        alpha: 1e-5,
        paper: { loss: -19.1, alignment: -8.65, spectral: -25.6 },
        B: { loss: [-19.152, 0.395], alignment: [-8.629, 0.076] },
        A: { loss: [-18.952, 0.485], alignment: [-8.898, 0.114] },
        spectral: [-25.603, 0.149],
      },
    ],
  },
  {
    id: 'figure-4-row-2',
    label: 'Figure 4, row 2',
    pair: 'bottom',
    imbalance: 2,
    steps: 200000,
    norm: { paper: 3.95, reference: [3.977, 0.04] },
    scales: [
      {
        alpha: 1e-3,
        paper: { loss: -13.7, alignment: -5.35, spectral: -26.4 },
        B: { loss: [-13.699, 0.502], alignment: [-5.358, 0.066] },
        A: { loss: [-13.221, 0.459], alignment: [-6.558, 0.159] },
        spectral: [-26.333, 0.129],
      },
      {
        alpha: 1e-4,
        paper: { loss: -18.8, alignment: -7.5, spectral: -26.4 },
        B: { loss: [-18.394, 0.556], alignment: [-7.475, 0.062] },
        A: { loss: [-17.98, 0.472], alignment: [-9.164, 0.179] },
        spectral: [-26.412, 0.35],
      },
      {
        alpha: 1e-5,
        paper: { loss: -24.2, alignment: -9.55, spectral: -25.3 },
        B: { loss: [-23.641, 0.729], alignment: [-9.547, 0.06] },
        A: { loss: [-23.338, 0.59], alignment: [-11.987, 0.273] },
        spectral: [-26.1, 0.787],
      },
    ],
  },
  {
    id: 'figure-4-row-3',
    label: 'Figure 4, row 3',
    pair: 'bottom',
    imbalance: 10,
    steps: 30000,
    norm: { paper: 1.8, reference: [1.82, 0] },
    scales: [
      {
        alpha: 1e-3,
        paper: { loss: -19.6, alignment: -4.85, spectral: -25.8 },
        B: { loss: [-19.608, 0.434], alignment: [-4.871, 0.06] },
        A: { loss: [-25.474, 0.462], alignment: [-11.719, 0.287] },
        spectral: [-25.615, 0.103],
      },
      {
        alpha: 1e-4,
        paper: { loss: -25.4, alignment: -6.85, spectral: -25.8 },
        B: { loss: [-25.274, 0.233], alignment: [-6.871, 0.06] },
        A: { loss: [-25.68, 0.099], alignment: [-15.699, 0.275] },
        spectral: [-25.614, 0.103],
      },
      {
        alpha: 1e-5,
        paper: { loss: -25.8, alignment: -8.85, spectral: -25.8 },
        B: { loss: [-25.657, 0.124], alignment: [-8.871, 0.06] },
        A: { loss: [-25.644, 0.096], alignment: [-19.678, 0.264] },
        spectral: [-25.613, 0.104],
      },
    ],
  },
];

/** Ids of the published figures that an experiment can claim to reproduce. */
export const FIGURE_IDS: readonly string[] = FIGURES.map(figure => figure.id);
