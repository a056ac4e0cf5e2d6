import type { Figure } from '../../experiment/paper/figures.ts';
import type { Statistic } from '../../protocol/panel.ts';
import { statistic } from '../aggregate.ts';
import { fixed } from '../format.ts';
import type { ReportBlock, ReportCell } from './reportBlocks.ts';
import type { RanRow } from './reproduction.ts';
import type { RowMethod } from './rowJobs.ts';

const NAMES: Readonly<Record<RowMethod, string>> = { flow: 'flow', gd: 'GD' };

/**
 * ‖Z₁‖₂ at the end for the smallest α, the right panel of the paper's figures: the norm itself, not its logarithm, mean ± sd
 * over seeds. Without verdicts: it is nearly the same for every draw and either factor, and nobody gave it a band.
 */
export function normTable(
  figures: readonly Figure[],
  rows: readonly RanRow[],
  methods: readonly RowMethod[],
): ReportBlock {
  return {
    kind: 'table',
    caption: '‖Z₁‖ at the end for α = 10⁻⁵, the right panels',
    head: [
      'Row',
      'paper',
      'reference',
      ...methods.flatMap(method => [`${NAMES[method]}, B`, `${NAMES[method]}, A`]),
    ],
    rows: figures.map((figure): readonly ReportCell[] => {
      const [mean, sd] = figure.norm.reference;
      return [
        figure.label,
        fixed(figure.norm.paper, 2),
        spread({ mean, sd }),
        ...methods.flatMap(method =>
          (['B', 'A'] as const).map(factor => {
            const row = rows.find(
              ({ job }) => job.figure === figure && job.method === method && job.factor === factor,
            );
            return spread(row ? finalNorm(row) : null);
          }),
        ),
      ];
    }),
  };
}

/** ‖Z₁‖₂ at the end of a row's runs with a random start and the smallest α. */
export function finalNorm({ ended, job }: RanRow): Statistic | null {
  const smallest = job.figure.scales.length - 1;
  // the file of a row with A random has no spectral variants: its variants are the scales
  const variant =
    job.factor === 'A'
      ? smallest
      : ended.verdict?.rows.find(
          ({ scale, init }) => scale === job.figure.scales[smallest] && init === 'gaussian',
        )?.variant;
  if (variant === undefined) return null;
  const ends = ended.model.records(variant).flatMap(({ status, columns, samples }) => {
    const place = columns.indexOf('normZ1');
    const value = samples[samples.length - columns.length + place];
    return status === 'done' && place >= 0 && value !== undefined ? [value] : [];
  });
  return statistic(ends);
}

function spread(value: Statistic | null): string {
  return value === null ? '–' : `${fixed(value.mean, 3)} ± ${fixed(value.sd, 3)}`;
}
