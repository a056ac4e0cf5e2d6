import type { SeriesInfo } from '../../simulation.ts';

/** The first column of every run. */
export const stepInfo: SeriesInfo = {
  key: 't',
  label: 'Step',
  symbol: 'k',
  scale: 'linear',
  help: 'Updates made so far.',
};

const ADAPTED = 'Of the first adapted layer, the second, and so on: columns end in `.1`, `.2` …';

/** Series of a run as a whole, then those of every adapted layer, in the order of columns. */
export const seriesInfos = [
  {
    key: 'loss',
    label: 'Training loss',
    symbol: 'L',
    scale: 'log',
    help: 'Mean loss over the N examples of fine-tuning.',
  },
  {
    key: 'testLoss',
    label: 'Test loss',
    symbol: 'L on the test set',
    scale: 'log',
    help: 'Mean loss over the shifted test set.',
  },
  {
    key: 'trainAccuracy',
    label: 'Training accuracy',
    symbol: 'accuracy on the N examples',
    scale: 'linear',
    help: 'Share of the N examples whose largest output is that of their class.',
  },
  {
    key: 'testAccuracy',
    label: 'Test accuracy',
    symbol: 'accuracy on the test set',
    scale: 'linear',
    help: 'The same of the shifted test set.',
  },
  {
    key: 'flowTime',
    label: 'Flow time',
    symbol: 'Σ η',
    scale: 'log',
    help: 'Sum of the step sizes so far, which compares runs of different steps.',
  },
  {
    key: 'alignmentIn',
    label: 'Misalignment of inputs',
    symbol: '1 − |cos(v₁(BA), v₁(−∇L(W₀)))|',
    scale: 'log',
    help:
      'One minus the absolute cosine between the top right singular vectors of the change `BA` and of −∇_W L(W₀). Falls while ' +
      'adapters align and rises again as the gradient turns: look at the whole curve. ' +
      ADAPTED,
  },
  {
    key: 'alignmentOut',
    label: 'Misalignment of outputs',
    symbol: '1 − |cos(u₁(BA), u₁(−∇L(W₀)))|',
    scale: 'log',
    help:
      'The same of the left singular vectors. With B = 0 it is small after one step whatever α is, because then BA = −η∇L·AᵀA: ' +
      'it tells little. ' +
      ADAPTED,
  },
  {
    key: 'overlapIn',
    label: 'Overlap of inputs',
    symbol: '‖V_kᵀV′_k‖²_F/k',
    scale: 'linear',
    help:
      'How much of the top k right singular directions of −∇_W L(W₀) the adapter has, k its rank: 1 all, k/n by chance. ' +
      ADAPTED,
  },
  {
    key: 'overlapOut',
    label: 'Overlap of outputs',
    symbol: '‖U_kᵀU′_k‖²_F/k',
    scale: 'linear',
    help: 'The same of the left singular directions. ' + ADAPTED,
  },
  {
    key: 'subspaceAlignment',
    label: 'Subspace misalignment',
    symbol: '‖UUᵀ − U_tU_tᵀ‖_F/√(2r)',
    scale: 'log',
    help:
      'Distance in [0, 1] between the span of `(B; Aᵀ)` and that of the top r of `(U_W; V_W)/√2`, the singular pairs of ' +
      '−∇_W L(W₀): the alignment of arXiv 2503.06982, eq. 215. ' +
      ADAPTED,
  },
  {
    key: 'normBA',
    label: 'Norm of the change',
    symbol: '‖s·BA‖_F',
    scale: 'log',
    help: 'Frobenius norm of what the layer has gained. ' + ADAPTED,
  },
  {
    key: 'normA',
    label: 'Norm of A',
    symbol: '‖A‖_F',
    scale: 'log',
    help: 'Frobenius norm of A. ' + ADAPTED,
  },
  {
    key: 'normB',
    label: 'Norm of B',
    symbol: '‖B‖_F',
    scale: 'log',
    help: 'Frobenius norm of B. ' + ADAPTED,
  },
  {
    key: 'imbalance',
    label: 'Imbalance of the factors',
    symbol: '‖AAᵀ − BᵀB‖_F/(‖AAᵀ‖_F + ‖BᵀB‖_F)',
    scale: 'linear',
    help:
      '1 where one factor is zero, 0 where both have grown together. BᵀB − AAᵀ is conserved by gradient flow, so this falls when ' +
      'the adapters have left their small start behind. ' +
      ADAPTED,
  },
  {
    key: 'effectiveRank',
    label: 'Effective rank',
    symbol: '(Σσᵢ)²/Σσᵢ²',
    scale: 'linear',
    help: 'Participation number of the singular values of `BA`. ' + ADAPTED,
  },
  {
    key: 'sv',
    label: 'Singular values of the change',
    symbol: 'σᵢ(s·BA)',
    scale: 'log',
    help: 'Singular values of what each adapted layer has gained, largest first: columns `sv1.1`, `sv1.2` … `sv2.1` …',
  },
] as const satisfies readonly SeriesInfo[];

/** Key of a series, as `metrics` names it. */
export type SeriesKey = (typeof seriesInfos)[number]['key'];

/** Recorded without being asked for. */
export const defaultSeries: readonly SeriesKey[] = [
  ...(['loss', 'testLoss', 'trainAccuracy', 'testAccuracy', 'flowTime'] as const),
  ...(['alignmentIn', 'alignmentOut', 'overlapIn', 'normBA', 'imbalance'] as const),
];

const WHOLE: readonly SeriesKey[] = ['loss', 'testLoss', 'trainAccuracy', 'testAccuracy', 'flowTime'];
const TESTED: readonly SeriesKey[] = ['testLoss', 'testAccuracy'];
/** Those that speak of two factors. */
export const factorSeries: readonly SeriesKey[] = ['subspaceAlignment', 'normA', 'normB', 'imbalance'];

/** When a series is recorded, in words. */
export function recordedWhen(key: string): string {
  const among = (keys: readonly string[]) => keys.includes(key);
  if (among(TESTED)) return 'where there is a test set';
  const when = among(defaultSeries) ? 'always' : 'on request';
  return among(factorSeries) ? `${when}, of A and B` : when;
}

/** A column of a run: its series, and where it has them the adapted layer and the place in the spectrum, both from 0. */
export interface NetworkColumn {
  readonly key: string;
  readonly series: SeriesKey;
  readonly layer: number;
  readonly place: number;
}

/** The columns of a run besides its first, in order; `ranks` of the adapted layers. */
export function columnsOf(
  asked: readonly string[],
  run: { readonly ranks: readonly number[]; readonly test: boolean; readonly factors: boolean },
): readonly NetworkColumn[] {
  return seriesInfos.flatMap(({ key: series }): NetworkColumn[] => {
    if (!defaultSeries.includes(series) && !asked.includes(series)) return [];
    if (TESTED.includes(series) && !run.test) return [];
    if (factorSeries.includes(series) && !run.factors) return [];
    if (WHOLE.includes(series)) return [{ key: series, series, layer: 0, place: 0 }];
    return run.ranks.flatMap((rank, layer): NetworkColumn[] =>
      series === 'sv'
        ? Array.from({ length: rank }, (_, place) => ({
            ...{ key: `sv${layer + 1}.${place + 1}`, series, layer, place },
          }))
        : [{ key: `${series}.${layer + 1}`, series, layer, place: 0 }],
    );
  });
}

/** Every column that a run can have, of numbered ones the first. */
export const columnKeys: readonly string[] = seriesInfos.map(({ key }) =>
  WHOLE.includes(key) ? key : key === 'sv' ? 'sv1.1' : `${key}.1`,
);

/** The series that a column belongs to (`alignmentIn` for `alignmentIn.2`, `sv` for `sv2.1`). */
export function seriesOfColumn(column: string): SeriesKey | undefined {
  if (/^sv[1-9]\d*\.[1-9]\d*$/.test(column)) return 'sv';
  const base = column.replace(/\.[1-9]\d*$/, '');
  const found = seriesInfos.find(({ key }) => key === base)?.key;
  if (found === undefined || found === 'sv') return undefined;
  const numbered = base !== column;
  return WHOLE.includes(found) === numbered ? undefined : found;
}

/** How to draw and explain a column, or a series as a whole. */
export function columnInfo(column: string): SeriesInfo | undefined {
  const info = seriesInfos.find(({ key }) => key === (seriesOfColumn(column) ?? column));
  if (column === stepInfo.key) return stepInfo;
  if (info === undefined || info.key === column) return info;
  const spectrum = /^sv(\d+)\.(\d+)$/.exec(column);
  const label = spectrum
    ? `${info.label}, adapted layer ${spectrum[1]!} (${spectrum[2]!})`
    : `${info.label}, adapted layer ${column.slice(info.key.length + 1)}`;
  return { ...info, key: column, label };
}
