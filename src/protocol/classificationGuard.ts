import type { Classification } from '../engine/classification.ts';
import { list, number, oneOf, orNull, shape, text, type Check } from './checks.ts';

const classification: Check = shape({
  classes: list(text),
  of: oneOf('test', 'train'),
  confusion: list(number),
  image: orNull(shape({ rows: number, columns: number, channels: number })),
  wrong: list(shape({ place: number, label: number, said: number, share: number, pixels: text })),
});

/** What a run calls examples, as it came over a boundary. */
export function isClassification(value: unknown): value is Classification {
  return classification(value);
}
