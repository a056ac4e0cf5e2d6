import type { SweepAxisView } from '../../protocol/sweep.ts';
import { labelTexts, shortFieldNames } from '../naming.ts';
import type { VariantRecord } from '../record.ts';

const LEAST_VALUES = 3;

/** The numeric settings that differ between variants, the one with the most values first; none where none has three. */
export function sweepAxes(variants: readonly Pick<VariantRecord, 'label'>[]): readonly SweepAxisView[] {
  const paths = [...new Set(variants.flatMap(({ label }) => Object.keys(label)))];
  const fields = shortFieldNames(paths);
  const axes = paths.flatMap((path, i): SweepAxisView[] => {
    const found = variants.map(({ label }) => label[path]).filter(value => value !== undefined);
    const values = [...new Set(found.filter(value => typeof value === 'number'))].sort((a, b) => a - b);
    // a setting that is a word for some variants has no place on a line
    if (values.length < 2 || found.some(value => typeof value !== 'number')) return [];
    return [{ path, field: fields[i] ?? path, values, labels: labelTexts(values), log: isLog(values) }];
  });
  axes.sort((a, b) => b.values.length - a.values.length);
  return (axes[0]?.values.length ?? 0) >= LEAST_VALUES ? axes : [];
}

/** Over more than a decade, or in steps that grow like a power. */
function isLog(values: readonly number[]): boolean {
  const [first = 0] = values;
  const last = values.at(-1) ?? 0;
  if (!(first > 0)) return false;
  if (last / first >= 10) return true;
  const ratios = values.slice(1).map((value, i) => value / values[i]!);
  return values.length > 3 && Math.max(...ratios) / Math.min(...ratios) < 1.05 && last / first >= 4;
}
