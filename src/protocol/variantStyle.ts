/** How many series colours and dash patterns there are. */
const COLOURS = 6;
const DASHES = 4;

/**
 * Colour by the value of the first field, dash by that of the second; further fields, and first fields with more values
 * than colours, move the dash on. `place`: which value of each field; `counts`: how many it has.
 */
export function variantStyle(
  place: readonly number[],
  counts: readonly number[],
): { readonly colour: number; readonly dash: number } {
  const [first = 0] = place;
  let dash = Math.floor(first / COLOURS);
  let stride = 1;
  for (let j = 1; j < place.length; j += 1) {
    dash += (place[j] ?? 0) * stride;
    stride *= counts[j] ?? 1;
  }
  return { colour: first % COLOURS, dash: dash % DASHES };
}
