import type { PageView, XySeries } from '../../../../protocol/page.ts';
import { lowestOf, summary, type NetworkVariant } from './results.ts';

/** Best alignment of every adapted layer; null where no variant adapts three. */
export function depthPage(variants: readonly NetworkVariant[], seeds: number): PageView | null {
  const drawn = variants.filter(({ runs }) => runs.length > 0);
  const deepest = Math.max(0, ...drawn.map(layersOf));
  if (deepest < 3) return null;
  const series = drawn.map((variant): XySeries => {
    const { id, name, colour, dash, runs } = variant;
    const points = Array.from({ length: layersOf(variant) }, (_, i) => i + 1).flatMap(layer => {
      const cosines = runs.map(run => {
        const lowest = lowestOf(run, `alignmentIn.${layer}`);
        return lowest === null ? null : 1 - lowest;
      });
      const found = summary(cosines, 'linear');
      if (found === null) return [];
      const { mean: y, spread } = found;
      const words = `${name}, adapted layer ${layer}`;
      return [{ x: layer, y, spread, variant: id, tone: 'neutral' as const, count: 1, words }];
    });
    return { ...{ name, colour, dash, variant: null, style: 'both', aside: 0 }, points };
  });
  return {
    key: 'depth',
    short: 'depth',
    label: 'Best alignment by layer',
    charts: [
      {
        ...{ kind: 'xy', key: 'depth', title: 'Best alignment on the way', wide: true },
        caption: seeds === 1 ? 'one run' : `mean ± 1 sd, ${seeds} runs`,
        summary: series
          .map(({ name, points }) => `${name}: ${points.map(({ y }) => y.toFixed(2)).join(', ')}`)
          .join('; '),
        x: {
          ...{ label: 'adapted layer', scale: 'linear', from: 0.5, to: deepest + 0.5 },
          ticks: Array.from({ length: deepest }, (_, i) => ({ value: i + 1, label: String(i + 1) })),
        },
        y: { label: 'max |cos v₁|', scale: 'linear', from: 0, to: 1 },
        ...{ series, lines: [], categories: [] },
      },
    ],
    remarks: [
      'Observed by plain descent, not proven: the smaller α, the better every layer aligns with its own −∇_W L(W₀) before the ' +
        'gradient turns. With Adam that does not hold, and where a network is stuck, perfect alignment is no success. Layers ' +
        'differ in size and so in what α means for them: α√n compares.',
    ],
  };
}

function layersOf({ runs }: NetworkVariant): number {
  return Math.max(
    0,
    ...runs.map(({ columns }) => columns.filter(key => key.startsWith('alignmentIn.')).length),
  );
}
