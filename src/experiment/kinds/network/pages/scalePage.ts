import type { PageLine, PageView, XyChart, XySeries } from '../../../../protocol/page.ts';
import type { EndedRun } from '../../contract.ts';
import { endOf, summary, type NetworkVariant } from './results.ts';

/** What is drawn against α. */
export interface Quantity {
  readonly key: string;
  readonly title: string;
  readonly label: string;
  readonly scale: 'linear' | 'log';
  /** From 0 to 1. */
  readonly share?: true;
  readonly of: (run: EndedRun) => number | null;
}

const LOSS: Quantity = {
  ...{ key: 'loss', title: 'Training loss at the end', label: 'L', scale: 'log' },
  of: run => endOf(run, 'loss'),
};
const ACCURACY: Quantity = {
  ...{ key: 'testAccuracy', title: 'Test accuracy at the end', label: 'accuracy', scale: 'linear' },
  share: true,
  of: run => endOf(run, 'testAccuracy'),
};
export const BEST_COSINE: Quantity = {
  ...{ key: 'peakCosine', title: 'Best alignment on the way', label: 'max |cos v₁|', scale: 'linear' },
  share: true,
  of: run => endOf(run, 'peakCosine'),
};

/** What such a page draws, the first over the whole width, and says of it. */
export interface AgainstScale {
  readonly label: string;
  readonly quantities: readonly Quantity[];
  readonly remark: string;
}

/** Of networks that classify. */
export const CLASSIFIERS: AgainstScale = {
  label: 'Loss, accuracy and alignment against α',
  quantities: [LOSS, ACCURACY, BEST_COSINE],
  remark:
    'Observed, not proven: the alignment rises as α falls, the loss does so only from large to moderate α. Below that a ' +
    'smaller start escapes later and the rest is differences between draws. With Adam, and where a network is stuck, ' +
    'neither holds: perfect alignment is no success.',
};

/** End values and best alignment against α; null where fewer than two scales have ended. */
export function scalePage(
  variants: readonly NetworkVariant[],
  seeds: number,
  { label, quantities, remark }: AgainstScale,
): PageView | null {
  const started = variants.filter(({ alpha, runs }) => alpha !== null && runs.length > 0);
  const scales = [...new Set(started.map(({ alpha }) => alpha!))].sort((a, b) => a - b);
  if (scales.length < 2) return null;
  const whole = variants.filter(({ alpha, runs }) => alpha === null && runs.length > 0);
  return {
    ...{ key: 'scale', short: 'α', label },
    charts: quantities.map((quantity, i) =>
      chartOf(quantity, { started, whole, scales, seeds, wide: i === 0 }),
    ),
    remarks: [remark],
  };
}

function chartOf(
  quantity: Quantity,
  page: {
    readonly started: readonly NetworkVariant[];
    readonly whole: readonly NetworkVariant[];
    readonly scales: readonly number[];
    readonly seeds: number;
    readonly wide: boolean;
  },
): XyChart {
  const { started, whole, scales, seeds, wide } = page;
  const { key, title, label, scale } = quantity;
  const groups = [...new Set(started.map(({ group }) => group))];
  const series = groups.map((group, i): XySeries => ({
    ...{ name: group, variant: null, colour: i % 6, dash: i % 4, style: 'both', aside: 0 },
    points: started
      .filter(variant => variant.group === group)
      .sort((a, b) => a.alpha! - b.alpha!)
      .flatMap(variant => {
        const found = summary(variant.runs.map(quantity.of), scale);
        if (found === null) return [];
        const { mean: y, spread, count } = found;
        const words = `${variant.name}, ${count} of ${seeds} runs`;
        return [
          { x: variant.alpha!, y, spread, variant: variant.id, tone: 'neutral' as const, count: 1, words },
        ];
      }),
  }));
  return {
    ...{ kind: 'xy', key, title, wide, lines: linesOf(quantity, whole), categories: [] },
    caption: seeds === 1 ? 'one run' : `mean ± 1 sd, ${seeds} runs`,
    summary: series.map(own => wordsOf(own, label)).join('; '),
    x: { label: 'α', scale: 'log', from: scales[0]! / 2, to: scales.at(-1)! * 2 },
    y: { label, scale, ...(scale === 'linear' && (quantity.share ? { from: 0, to: 1 } : rangeOf(series))) },
    series,
  };
}

/** Tenths around what is drawn. */
function rangeOf(series: readonly XySeries[]): { readonly from: number; readonly to: number } {
  const values = series.flatMap(({ points }) => points.flatMap(({ y, spread }) => [y, ...(spread ?? [])]));
  const lowest = values.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = values.reduce((most, value) => Math.max(most, value), -Infinity);
  return { from: Math.floor(10 * lowest - 1) / 10, to: Math.ceil(10 * highest + 1) / 10 };
}

/** What full fine-tuning ends at; it has no α, and no change of low rank to align. */
function linesOf(quantity: Quantity, whole: readonly NetworkVariant[]): readonly PageLine[] {
  if (quantity === BEST_COSINE) return [];
  return whole.flatMap(({ runs }): PageLine[] => {
    const found = summary(runs.map(quantity.of), quantity.scale);
    return found === null
      ? []
      : [{ kind: 'observed', label: 'full fine-tuning', shape: { kind: 'y', value: found.mean } }];
  });
}

function wordsOf({ name, points }: XySeries, label: string): string {
  const values = points.map(({ x, y }) => `${y.toPrecision(3)} at α = ${x}`).join(', ');
  return `${name === '' ? label : `${name}, ${label}`}: ${values}`;
}
