import { exists, type JsonDocument } from '../../experiment/document.ts';
import type { ResolvedVariantEntry } from '../../experiment/expand.ts';
import type { ProblemKind } from '../../experiment/kinds/contract.ts';
import type { Schema } from '../../experiment/schemaModel.ts';
import { mapPath } from '../../experiment/sources.ts';
import { numericSettings } from '../../experiment/whatIf/numericSettings.ts';
import type { FieldView } from '../../protocol/whatIf.ts';
import { shortFieldNames } from '../naming.ts';

/** Every setting of a variant that can be dragged, those that the file writes first. */
export function fieldsOf(
  kind: ProblemKind,
  { resolved, sources }: ResolvedVariantEntry,
  document: JsonDocument,
): readonly FieldView[] {
  const settings = numericSettings(kind, resolved);
  const paths = settings.map(({ path }) => path.join('.'));
  const names = shortFieldNames(paths);
  const fields = settings.map(({ path, schema, value }, i): FieldView => ({
    path: paths[i]!,
    name: names[i]!,
    symbol: symbolOf(schema),
    value,
    ...rangeOf(schema, value),
    whole: schema.type === 'integer',
    // a swept list or range stands for each of its values
    written: exists(document, mapPath(path, sources)),
  }));
  return [...fields.filter(({ written }) => written), ...fields.filter(({ written }) => !written)];
}

/** `α` of "α: initialisation scale". */
function symbolOf({ title = '' }: Schema): string {
  const [symbol = '', rest] = title.split(': ');
  return rest !== undefined && symbol.length <= 4 ? symbol : '';
}

type Way = Pick<FieldView, 'from' | 'to' | 'scale'>;

/** From a whole number to this one every step is a pixel or more. */
const FEW = 40;

/**
 * What a slider spans: numbers with both limits all of it; small whole numbers some more than they are; others as many
 * decades about the value as tell scales (1e-5) from factors (1.05); zero has no decades, and goes up to one.
 */
function rangeOf(schema: Schema, value: number): Way {
  const whole = schema.type === 'integer';
  const low = schema.minimum ?? schema.exclusiveMinimum ?? -Infinity;
  const high = schema.maximum ?? schema.exclusiveMaximum ?? Infinity;
  if (whole && value <= FEW) {
    const from = Math.max(low, 0);
    return { from, to: Math.min(high, Math.max(from + 7, 2 * value + 2)), scale: 'linear' };
  }
  if (
    !whole &&
    Number.isFinite(low) &&
    high - low <= 100 &&
    !(low === 0 && value > 0 && value < 0.01 * high)
  ) {
    const inside = (high - low) / 100;
    return {
      from: schema.minimum ?? low + inside,
      to: schema.maximum ?? high - inside,
      scale: 'linear',
    };
  }
  if (!(value > 0)) return { from: Math.max(low, 0), to: Math.min(high, 1), scale: 'linear' };
  const factor = whole || (value >= 0.1 && value <= 10) ? 10 : 1000;
  const least = whole ? Math.max(1, low) : low;
  return {
    from: Math.max(least > 0 ? least : 0, value / factor),
    to: Math.min(high, value * factor),
    scale: 'log',
  };
}
