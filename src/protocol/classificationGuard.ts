import type { Classification } from '../engine/classification.ts';
import { hasPixels } from './pixels.ts';
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
  return classification(value) && isOfItsSizes(value as Classification);
}

/** K×K counts, and as many pixels as images have. */
function isOfItsSizes({ classes, confusion, image, wrong }: Classification): boolean {
  if (confusion.length !== classes.length ** 2) return false;
  return image === null || wrong.every(({ pixels }) => hasPixels(image, pixels));
}
