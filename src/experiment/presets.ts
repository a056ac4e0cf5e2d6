/** A shipped experiment in media/presets. */
export interface PresetInfo {
  /** File name without `.lora.json`. */
  readonly id: string;
  readonly question: string;
  /** What to look at, two sentences. */
  readonly look: string;
  /** Files it reads, beside it. */
  readonly files: readonly string[];
}

/** The shipped experiments, in the order in which they are offered. The title of each stands in its file. */
export const PRESETS: readonly PresetInfo[] = [
  {
    id: 'first-experiment',
    question: 'Why does a smaller initialisation end lower?',
    look: 'Every tenfold smaller α escapes ln(10)/λ later and leaves a loss about four decades lower. Compare the flat start of the loss with the straight fall of the alignment.',
    files: [],
  },
  {
    id: 'figure-1',
    question: 'Does Figure 1 of the paper come out?',
    look: 'Three plateaus for the Gaussian start, none for the spectral one. The header says how many of the nine values agree with the published figure.',
    files: [],
  },
  {
    id: 'figure-1-gd',
    question: 'Does it also come out by gradient descent, as the authors ran it?',
    look: 'The curves are those of the flow at t = ηk. Spectral runs stop at 10⁻²⁶, where steps fall below the rounding of the parameters.',
    files: [],
  },
  {
    id: 'spectral',
    question: 'Why does spectral initialisation reach machine precision?',
    look: 'The learned fractions rise one after the other for both starts. Only the Gaussian one leaves noise between the directions, which is its plateau.',
    files: [],
  },
  {
    id: 'rank-limit',
    question: 'When can a low rank get stuck?',
    look: 'Rank 1 ends at ½(3² + 2²) = 6.5: two adapters reach two of the four directions. Rank 2 reaches all four, later than rank 4 does.',
    files: [],
  },
  {
    id: 'optimisers',
    question: 'Does Adam learn like gradient descent?',
    look: 'Momentum follows gradient descent at the effective time ηk/(1 − μ). Adam’s loss falls while its alignment hardly moves.',
    files: [],
  },
  {
    id: 'precision',
    question: 'What does single precision hide?',
    look: 'Both curves agree until steps of the size of the rounding are lost. The floor of float32 lies decades above the plateau, and says nothing about it.',
    files: [],
  },
  {
    id: 'own-matrices',
    question: 'How do my own weights learn?',
    look: 'The weights share no singular bases with the target, so that theory uses generalised directions. Replace own-matrices.npz by your own file, and set the names of its arrays.',
    files: ['own-matrices.npz'],
  },
];
