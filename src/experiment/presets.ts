/** Under which heading a shipped experiment is offered. */
export type PresetGroup =
  | 'First steps'
  | 'Plateau and scale'
  | 'Rank and directions'
  | 'Initialisation'
  | 'Optimisers and precision'
  | 'NTK regime'
  | 'Networks'
  | 'Figures of the paper'
  | 'Figures of the paper by gradient descent';

/** A shipped experiment in media/presets. */
export interface PresetInfo {
  /** File name without `.lora.json`. */
  readonly id: string;
  readonly group: PresetGroup;
  /** The first line of its file asks the same. */
  readonly question: string;
  /** What to look at, two sentences. */
  readonly look: string;
  /** Files it reads, beside it. */
  readonly files: readonly string[];
}

/** The shipped experiments, in the order in which they are offered. The title of each stands in its file. */
export const PRESETS: readonly PresetInfo[] = [
  preset(
    'First steps',
    'first-experiment',
    'Why does a smaller initialisation end lower?',
    'Every tenfold smaller α escapes ln(10)/λ later and leaves a loss about four decades lower. Compare the flat start of the loss with the straight fall of the alignment.',
  ),
  preset(
    'First steps',
    'own-matrices',
    'How do my own weights learn?',
    'The weights share no singular bases with the target, so that theory uses generalised directions. Replace own-matrices.npz by your own file, and set the names of its arrays.',
    ['own-matrices.npz'],
  ),
  preset(
    'Plateau and scale',
    'error-floor',
    'Is the error floor proportional to α?',
    'At t = 15 the loss falls with α⁴, not with α. It is no floor either: on a logarithmic time axis the larger scales leave it one after the other.',
  ),
  preset(
    'Plateau and scale',
    'slow-decay',
    'Is the plateau the end?',
    'Switch both axes to logarithmic: the plateau bends down at t = 1/(α²σ_W²) and the loss goes to zero. Gradient descent with the steps of the paper would need more than 10¹⁰ of them at α = 10⁻³ to see it.',
  ),
  preset(
    'Plateau and scale',
    'plateau-exponent',
    'How steeply does the plateau fall with α?',
    'Each decade of α lowers the plateau by 8 − 4δ_w decades with A random, by 6 − 2δ_w with B random. Flows stop near 10⁻²⁹: below that only noiseBulk, in the table, goes on.',
  ),
  preset(
    'Plateau and scale',
    'hump',
    'Is a smaller initialisation always better?',
    'At one time the loss against α has a hump between 0.1 and 0.3: both smaller and larger scales end lower. Move the crosshair to t = 5, 20 and 100, and the hump wanders to smaller α.',
  ),
  preset(
    'Plateau and scale',
    'delta-w-one',
    'Does learning stall at δ_w = 1?',
    'Escape and plateau go smoothly through it, with an exponent of 4. The theorems need δ_w ≠ 1, the dynamics does not.',
  ),
  preset(
    'Rank and directions',
    'rank-limit',
    'When can a low rank get stuck?',
    'Rank 1 ends at ½(3² + 2.5² + 2²) = 9.625 and rank 2 at ½·2² = 2: two adapters of rank r reach 2r directions. Rank 3 reaches all five with both adapters.',
  ),
  preset(
    'Rank and directions',
    'incremental',
    'In which order does LoRA learn?',
    'The loss falls in three steps, at the predicted times of the three modes. Their order is that of σ·σ_W2, and a smaller α pulls them apart.',
  ),
  preset(
    'Rank and directions',
    'rank-phase',
    'Does a larger rank align faster, and end lower?',
    'Eight directions escape earlier than one, by about 1.6/λ. The plateau hardly depends on the rank.',
  ),
  preset(
    'Initialisation',
    'spectral',
    'Why does spectral initialisation reach machine precision?',
    'The learned fractions rise one after the other for both starts. Only the Gaussian one leaves noise between the directions, which is its plateau.',
  ),
  preset(
    'Initialisation',
    'initialisations',
    'Which initialisation leaves no plateau?',
    'Spectral, LoRA-GA and LoRA-One ask the target and end at rounding level. PiSSA does so by luck, for the target is the top pair; with "bottom" it never starts, and MiLoRA does.',
  ),
  preset(
    'Initialisation',
    'stuck-start',
    'Can a start that looks at the pre-trained weights alone be stuck for ever?',
    'PiSSA never learns the bottom direction, MiLoRA and MiCA never the top one: their gradient is exactly zero. A random start learns both.',
  ),
  preset(
    'Initialisation',
    'random-factor',
    'Which factor did the paper draw at random?',
    'Only the curves of B end at the diamonds of the published figure. Those of A, which the text of the paper names, end six to nine decades lower.',
  ),
  preset(
    'Optimisers and precision',
    'optimisers',
    'Does Adam learn like gradient descent?',
    'With the time axis in steps, momentum lies on gradient descent: both have the same effective time ηk/(1 − μ). Adam’s loss falls while its alignment hardly moves.',
  ),
  preset(
    'Optimisers and precision',
    'precision',
    'What does single precision hide?',
    'Both curves agree until steps of the size of the rounding are lost. The floor of float32 lies decades above the plateau, and says nothing about it.',
  ),
  preset(
    'Optimisers and precision',
    'gradient-noise',
    'What does a noisy gradient leave?',
    'The noise leaves a floor of about 10·ησ², a hundred times lower for ten times less noise. It is the same for both α, so that it hides their plateaus.',
  ),
  preset(
    'NTK regime',
    'ntk-stuck-rank',
    'Can rank 2 get stuck where rank 4 cannot?',
    'Of 60 large starts at rank 2 some 25 end in a spurious minimum with certificate 1.50, of small ones nearly all; from rank 3 on none. The theorem promises that from rank 4 on: it is sufficient, not necessary.',
    ['ntk-tiny-network.npz'],
  ),
  preset(
    'NTK regime',
    'ntk-landscape',
    'What does a spurious minimum look like?',
    'The map of the whole rank-1 landscape has two basins, and the starts divide between them. At rank 2, beyond the threshold, every start finds the lower level.',
    ['ntk-two-by-two.npz'],
  ),
  preset(
    'NTK regime',
    'ntk-digits-pair',
    'Does the bound bite on real features?',
    'Every rank from 1 on ends at the optimum of full fine-tuning, although the theorem only promises it from rank 4 on. Test accuracies of the linearised and of the real network stand side by side.',
  ),
  preset(
    'NTK regime',
    'ntk-digits-ten',
    'Does the bound bite with ten classes?',
    'Ranks 1 and 2 are stuck with a certificate far above 1, rank 8 is not, and the theorem speaks from rank 14 on. Look at the spectrum of full fine-tuning: its rank says more than the threshold.',
  ),
  preset(
    'NTK regime',
    'ntk-loud',
    'Can LoRA fail loudly?',
    'This problem is constructed: a wrong minimum of full rank and large norm lies beside the right one of rank 1. The small start of LoRA avoids it, large starts often do not.',
  ),
  preset(
    'NTK regime',
    'ntk-one-loss',
    'Do all ranks end at one loss?',
    'From rank(X*) on the curves end at one level, the optimum of full fine-tuning, to rounding. Below it they cannot; the threshold lies higher still.',
  ),
  preset(
    'NTK regime',
    'ntk-convex-rank',
    'How low-rank is full fine-tuning?',
    'With the nuclear norm even full fine-tuning has a low rank, which grows like the root of the number of examples at most. The measured rank stays at about half of the bound.',
  ),
  preset(
    'NTK regime',
    'ntk-generalise',
    'Does the low-rank solution generalise?',
    'All ranks end at one solution, and so with one gap between training and test accuracy. The real network does a little better than its linearisation here.',
  ),
  preset(
    'Networks',
    'network-small-init',
    'Does a smaller init fine-tune better?',
    'Alignment rises as α falls, in every run; the loss falls from α = 1 to 0.1 and then only waits. Networks differ more than draws of the adapter: set "pretraining": { "seed": 0 } for one where little is gained.',
  ),
  preset(
    'Networks',
    'network-invert',
    'When does a small initialisation hurt?',
    'Every start below α = 1 ends at the loss of guessing, ln 10 = 2.30, with perfect alignment. The first direction is the mean of all images here, and following it alone is a dead end.',
  ),
  preset(
    'Networks',
    'network-adam',
    'Does Adam erase the effect of the scale?',
    'Below α = 0.1 the curves of alignment and of loss are the same for every α. The first step of Adam leaves the small start, whatever its size.',
  ),
  preset(
    'Networks',
    'network-depth',
    'How deep does it go?',
    'In two, three and five layers the alignment of the first rises as α falls, and 0.1 ends below 1. The page “depth” shows the best alignment of every layer.',
  ),
  preset(
    'Networks',
    'network-float32',
    'Does single precision stop a start of 1e-12?',
    'It does not: both factors keep their digits however small they are. A start of 10⁻¹² only escapes later, in both precisions alike.',
  ),
  preset(
    'Networks',
    'network-spectral',
    'Does a spectral start help in a network?',
    'Starts along the gradient are aligned at once and end no lower than the Gaussian one. Those along what full fine-tuning changes do, but nobody knows them beforehand.',
  ),
  preset(
    'Figures of the paper',
    'figure-1',
    'Does Figure 1 of the paper come out?',
    'Three plateaus for the Gaussian start, none for the spectral one. The header says how many of the nine values agree with the published figure.',
  ),
  preset(
    'Figures of the paper',
    'figure-3-row-2',
    'Does the paper’s Figure 3 come out at δ_w = ¼?',
    'The loss ends on a long slow tail, far above the plateau. Its slope is that of the smallest singular value.',
  ),
  preset(
    'Figures of the paper',
    'figure-3-row-3',
    'Does the paper’s Figure 3 come out at δ_w = 1/100?',
    'All but α = 10⁻³ end where gradient descent stagnates. The flow goes on below.',
  ),
  preset(
    'Figures of the paper',
    'figure-4-row-1',
    'Does the paper’s Figure 4 come out at δ_w = 0.907?',
    'The bottom pair leaves no slow tail. Three flat plateaus lie four decades apart.',
  ),
  preset(
    'Figures of the paper',
    'figure-4-row-2',
    'Does the paper’s Figure 4 come out at δ_w = ¼?',
    'The plateaus lie five decades apart, more than at δ_w = 0.907. For α → 0 the exponent is 6 − 2δ_w.',
  ),
  preset(
    'Figures of the paper',
    'figure-4-row-3',
    'Does the paper’s Figure 4 come out at δ_w = 1/100?',
    'Adapter 1 does nearly all of it. The plateaus lie nearly six decades apart, the lowest of them below rounding.',
  ),
  preset(
    'Figures of the paper by gradient descent',
    'figure-1-gd',
    'Does Figure 1 come out by gradient descent, as the authors ran it?',
    'The curves are those of the flow at t = ηk. Spectral runs stop at 10⁻²⁶, where steps fall below the rounding of the parameters.',
  ),
  preset(
    'Figures of the paper by gradient descent',
    'figure-3-row-2-gd',
    'Does the paper’s Figure 3 come out by gradient descent at δ_w = ¼?',
    'The tails are those of the flow. The spectral start stops at 10⁻²⁶, where a step no longer changes the numbers.',
  ),
  preset(
    'Figures of the paper by gradient descent',
    'figure-3-row-3-gd',
    'Does the paper’s Figure 3 come out by gradient descent at δ_w = 1/100?',
    'The two smaller scales and the spectral start end at one level. It is the rounding of the steps, not theory.',
  ),
  preset(
    'Figures of the paper by gradient descent',
    'figure-4-row-1-gd',
    'Does the paper’s Figure 4 come out by gradient descent at δ_w = 0.907?',
    'The plateaus are those of the flow at t = ηk. The spectral start stops near 10⁻²⁶, the stagnation of the steps.',
  ),
  preset(
    'Figures of the paper by gradient descent',
    'figure-4-row-2-gd',
    'Does the paper’s Figure 4 come out by gradient descent at δ_w = ¼?',
    'The plateaus are those of the flow, in 200 000 steps. The spectral start stops near 10⁻²⁶, the stagnation of the steps.',
  ),
  preset(
    'Figures of the paper by gradient descent',
    'figure-4-row-3-gd',
    'Does the paper’s Figure 4 come out by gradient descent at δ_w = 1/100?',
    'The two smaller scales end at the stagnation of the steps. The spectral start ends there too.',
  ),
];

function preset(
  group: PresetGroup,
  id: string,
  question: string,
  look: string,
  files: readonly string[] = [],
): PresetInfo {
  return { id, group, question, look, files };
}
