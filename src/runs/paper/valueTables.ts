import { fixed, formatNumber } from '../format.ts';
import type { ComparedValue, FoundValue } from './comparison.ts';
import type { ReportBlock, ReportCell } from './reportBlocks.ts';
import type { RowMethod } from './rowJobs.ts';

const NAMES: Readonly<Record<RowMethod, string>> = { flow: 'flow', gd: 'GD' };

/** The published curves: paper, reference, what was found and whether it is within its band. */
export function valueTable(values: readonly ComparedValue[], methods: readonly RowMethod[]): ReportBlock {
  return {
    kind: 'table',
    caption: 'B random, as in the published figure',
    head: [
      'Value, log₁₀',
      'α',
      'paper',
      'reference',
      ...methods.flatMap(method => [NAMES[method], 'band', '']),
    ],
    rows: values.map(value => [
      nameOf(value),
      formatNumber(value.alpha),
      fixed(value.paper, 2),
      fixed(value.reference, 2),
      ...methods.flatMap((method): readonly ReportCell[] => {
        const found = value.found[method];
        return found === undefined ? ['', '', ''] : [spread(found), found.band, { state: stateOf(found) }];
      }),
    ]),
  };
}

/** The start that the paper's text describes, and how far it ends from the published values. */
export function textTable(values: readonly ComparedValue[], methods: readonly RowMethod[]): ReportBlock {
  return {
    kind: 'table',
    caption: 'A random, as in the paper’s text',
    head: [
      'Value, log₁₀',
      'α',
      'paper',
      'reference',
      ...methods.flatMap(method => [NAMES[method], 'off the paper by']),
    ],
    rows: values.map(value => [
      nameOf(value),
      formatNumber(value.alpha),
      fixed(value.paper, 2),
      fixed(value.reference, 2),
      ...methods.flatMap(method => {
        const found = value.found[method]?.value;
        if (!found) return ['–', '–'];
        return [spread({ value: found }), fixed(found.mean - value.paper, 1)];
      }),
    ]),
  };
}

function nameOf({ curve, quantity }: ComparedValue): string {
  return curve === 'spectral' ? 'loss, spectral start' : quantity === 'loss' ? 'loss' : '1 − cos';
}

function spread({ value }: Pick<FoundValue, 'value'>): string {
  return value === null ? '–' : `${fixed(value.mean, 2)} ± ${fixed(value.sd, 2)}`;
}

function stateOf({ passed }: FoundValue): 'within' | 'outside' | 'open' {
  if (passed === null) return 'open';
  return passed ? 'within' : 'outside';
}
