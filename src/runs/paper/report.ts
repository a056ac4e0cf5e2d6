import type { Figure } from '../../experiment/paper/figures.ts';
import { FIGURE_LEARNING_RATE, FIGURE_STRENGTH, FIGURES } from '../../experiment/paper/figures.ts';
import { counted, fixed, formatNumber, formatSeconds } from '../format.ts';
import { compareFigure, meanDistance, tally, type ComparedFigure, type Tally } from './comparison.ts';
import { normTable } from './normTable.ts';
import type { RanRow } from './reproduction.ts';
import { commandOf, type RowMethod, type Selection } from './rowJobs.ts';
import { textTable, valueTable } from './valueTables.ts';
import type { ReportBlock, ReportPage, VerdictState } from './reportBlocks.ts';

/** Where and when the report was made: the only words in it that differ between machines. */
export interface ReportPlace {
  /** ISO date. */
  readonly date: string;
  readonly workers: number;
}

/** The report: what was run, how it compares with the paper, and how to do it again. */
export function reproductionReport(
  selection: Selection,
  rows: readonly RanRow[],
  place: ReportPlace,
): ReportPage {
  const methods: readonly RowMethod[] = selection.gd ? ['flow', 'gd'] : ['flow'];
  const compared = selection.figures.map(figure => compareFigure(figure, rows));
  return {
    title: 'Figures 1, 3 and 4 of arXiv 2503.06982, computed again',
    blocks: [
      {
        kind: 'paragraph',
        text: 'Xu, Min, MacDonald, Luo, Tarmoun, Mallada and Vidal, “Understanding the Learning Dynamics of LoRA: A Gradient Flow Perspective on Low-Rank Adaptation in Matrix Factorization”, AISTATS 2025. Curves and numbers are this program’s own; diamonds mark what was read off the published plots, to ±0.2.',
      },
      ...methods.map(method => overall(compared, method)),
      overview(compared, rows, methods),
      normTable(selection.figures, rows, methods),
      ...randomFactorWords(compared, methods),
      ...readingWords(),
      ...compared.flatMap(figure => figureBlocks(figure, rows, methods)),
      ...repeatBlocks(selection, rows, place),
    ],
  };
}

/** How all values of one method stand together. */
export function tallyAll(compared: readonly ComparedFigure[], method: RowMethod): Tally {
  return tally(
    compared.flatMap(({ B }) => B),
    method,
  );
}

const METHODS: Readonly<Record<RowMethod, string>> = { flow: 'gradient flow', gd: 'gradient descent' };

function overall(compared: readonly ComparedFigure[], method: RowMethod): ReportBlock {
  const { within, outside, open } = tallyAll(compared, method);
  const total = within + outside + open;
  const name = METHODS[method];
  const state: VerdictState = outside > 0 ? 'outside' : open > 0 ? 'open' : 'within';
  const rest = open > 0 ? `; ${open} not judged, for the mean of so few seeds scatters too much` : '';
  const text = `${name[0]!.toUpperCase()}${name.slice(1)}: ${within} of ${total} values within their bands${rest}.`;
  return { kind: 'verdict', state, text };
}

function overview(
  compared: readonly ComparedFigure[],
  rows: readonly RanRow[],
  methods: readonly RowMethod[],
): ReportBlock {
  const head = ['Row', 'pair', 'δ_w', ...methods.flatMap(method => [METHODS[method], 'runs', 'time'])];
  return {
    kind: 'table',
    caption: 'Values within their bands, with B random',
    head,
    rows: compared.map(({ figure, B }) => [
      figure.label,
      figure.pair,
      formatNumber(1 / figure.imbalance ** 2, 3),
      ...methods.flatMap(method => {
        const { within } = tally(B, method);
        const own = rows.filter(({ job }) => job.figure === figure && job.method === method);
        const runs = own.reduce((sum, row) => sum + row.runs.done, 0);
        const seconds = own.reduce((sum, row) => sum + row.seconds, 0);
        return [`${within} of ${B.length}`, formatNumber(runs), formatSeconds(seconds)];
      }),
    ]),
  };
}

function randomFactorWords(
  compared: readonly ComparedFigure[],
  methods: readonly RowMethod[],
): readonly ReportBlock[] {
  const distances = methods.flatMap(method => {
    const [B, A] = (['B', 'A'] as const).map(factor =>
      meanDistance(
        compared.flatMap(figure => figure[factor]),
        method,
      ),
    );
    if (typeof B !== 'number' || typeof A !== 'number') return [];
    const nearer = B < A ? 'B is the nearer' : 'A is the nearer';
    return [
      `By ${METHODS[method]}, the curves from a random B end on average ${fixed(B, 2)} decades from the published values and those from a random A ${fixed(A, 2)}: ${nearer}.`,
    ];
  });
  return [
    { kind: 'heading', text: 'Which factor is random' },
    {
      kind: 'paragraph',
      text: `The paper’s text draws A at random and sets B = 0. Its figures correspond to the opposite: B random, A = 0. ${distances.join(' ')} All verdicts below are about B; A is shown beside it.`,
    },
  ];
}

function readingWords(): readonly ReportBlock[] {
  return [
    { kind: 'heading', text: 'What the curves do not say' },
    {
      kind: 'paragraph',
      text: '“Machine precision” is the stagnation of gradient descent. A step no longer changes a parameter once η·|∂L| falls below half of its last digit, so that the loss stops near ⅙(ε/(ησ))², with ε = 2⁻⁵³ and σ the larger singular value of the two adapted weights along the target. It depends on the step, not on the initialisation: ten times the step stops a hundred times lower. The flow has no such level and goes on to the rounding of its own arithmetic, so that its spectral curves need only end below 10⁻²⁶, and where random curves of the paper had stagnated, those of the flow may only end lower.',
    },
    {
      kind: 'paragraph',
      text: 'A plateau is not an error floor. The theorem bounds the loss from above at a finite time. Simulated further, every plateau is left after a time of order 1/(α²σ_W²) and the loss goes to zero; at the end of these figures that time has not come. Nor is a smaller α always better: at a fixed time the loss against α has a hump, and a large α can end lower, too. The shipped experiments `slow-decay`, `error-floor` and `hump` show both.',
    },
  ];
}

function figureBlocks(
  { figure, A, B }: ComparedFigure,
  rows: readonly RanRow[],
  methods: readonly RowMethod[],
): readonly ReportBlock[] {
  const drawn = rows.filter(({ job, svg }) => job.figure === figure && svg !== null);
  const first = figure.id === 'figure-1' ? ', the first row of Figure 3' : '';
  return [
    { kind: 'heading', text: `${figure.label}${first}` },
    {
      kind: 'paragraph',
      text: `Target along the ${figure.pair} singular pair with strength ${FIGURE_STRENGTH}, c = ${figure.imbalance}; to t = ${formatNumber(figure.steps * FIGURE_LEARNING_RATE)}, in the paper ${formatNumber(figure.steps)} steps of η = 10⁻⁴. ${stagnation(drawn)}`,
    },
    {
      kind: 'figures',
      figures: drawn.map(({ job, svg }) => ({
        id: `${figure.id}-${job.method}`,
        svg: svg ?? '',
        caption: `${figure.label} by ${METHODS[job.method]}, B random. Mean of log₁₀ with one standard deviation; ◇ read off the paper.`,
      })),
    },
    valueTable(B, methods),
    textTable(A, methods),
  ];
}

/**
 * log₁₀ of the loss at which steps of gradient descent no longer change a parameter: ⅙(ε/(ησ))² with σ the larger
 * singular value of the two adapted weights along the target. Adapter 1 ends with ‖Z₁‖² = 2p₁, so that the weights end at
 * σ_W1 + p₁ and (σ + σ_W1σ_W2)/(σ_W1 + p₁). NaN where nothing was computed.
 */
export function stagnationLevel(row: RanRow): number {
  const { figure } = row.job;
  const smallest = figure.scales.length - 1;
  const variant = row.ended.verdict?.rows.find(
    ({ scale, init }) => scale === figure.scales[smallest] && init === 'gaussian',
  )?.variant;
  if (variant === undefined) return NaN;
  const second = (row.ended.view.variants[variant]?.lambda ?? NaN) / FIGURE_STRENGTH;
  const first = second / figure.imbalance ** 2;
  const norm = row.ended.model.final(variant, 'normZ1')?.mean ?? NaN;
  const adapted = first + 10 ** (2 * norm) / 2;
  const larger = Math.max(adapted, (FIGURE_STRENGTH + first * second) / adapted);
  return Math.log10((2 ** -53 / (FIGURE_LEARNING_RATE * larger)) ** 2 / 6);
}

function stagnation(drawn: readonly RanRow[]): string {
  const level = drawn[0] ? stagnationLevel(drawn[0]) : NaN;
  return Number.isNaN(level)
    ? ''
    : `Steps of gradient descent are predicted to stagnate near log₁₀ L = ${fixed(level, 1)}.`;
}

function repeatBlocks(
  { figures, gd, seeds }: Selection,
  rows: readonly RanRow[],
  { date, workers }: ReportPlace,
): readonly ReportBlock[] {
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  const runs = rows.reduce((sum, row) => sum + row.runs.done, 0);
  const failed = rows.reduce((sum, row) => sum + row.runs.failed, 0);
  const kernels = [...new Set(rows.flatMap(row => row.kernels))].join(' and ');
  const engine = rows[0]?.engine ?? '';
  const some = figures.length < FIGURES.length ? figures.map(figureOption) : [];
  const options = [...some, ...(gd ? ['--gd'] : []), `--seeds ${seeds}`];
  return [
    { kind: 'heading', text: 'To repeat it' },
    {
      kind: 'paragraph',
      text: `Made on ${date.slice(0, 10)} with LoRA Dynamics ${engine}, kernel ${kernels}: ${counted(runs, 'run')}${failed > 0 ? `, ${failed} failed,` : ''} in ${formatSeconds(seconds)} on ${counted(workers, 'worker')}. The numbers are the same on any machine and with any number of workers.`,
    },
    { kind: 'code', text: `lora-dynamics reproduce ${options.join(' ')}` },
    { kind: 'paragraph', text: 'Each batch alone, with the shipped experiments in the current folder:' },
    { kind: 'code', text: rows.map(({ job }) => commandOf(job)).join('\n') },
    {
      kind: 'table',
      caption: 'Batches; the configuration hash is that of the JSON document',
      head: ['Batch', 'runs', 'time', 'configuration hash'],
      rows: rows.map(({ job, runs: { done }, seconds: time, configHash }) => [
        `${job.figure.label}, ${METHODS[job.method]}, ${job.factor} random`,
        formatNumber(done),
        formatSeconds(time),
        `\`${configHash.slice(0, 16)}\``,
      ]),
    },
  ];
}

function figureOption({ id }: Figure): string {
  return `--figure ${id.replace('figure-', '')}`;
}
