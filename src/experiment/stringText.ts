/** Characters that the piece of a JSON string at `at` takes in the text: 6 for `\u03bb`, 2 for `\"`, 1 otherwise. */
function pieceLength(raw: string, at: number): number {
  if (raw[at] !== '\\') return 1;
  return raw[at + 1] === 'u' ? 6 : 2;
}

/** Where the `offset`-th code unit of a string stands in its JSON text, both counted from the opening quote. */
export function rawOffset(raw: string, offset: number): number {
  let at = 1;
  for (let said = 0; said < offset && at < raw.length - 1; said++) at += pieceLength(raw, at);
  return Math.min(at, raw.length - 1);
}

/** Which code unit of a string a place in its JSON text belongs to: the inverse of `rawOffset`. */
export function saidOffset(raw: string, place: number): number {
  let at = 1;
  let said = 0;
  while (at < place && at < raw.length) {
    at += pieceLength(raw, at);
    said += 1;
  }
  return said;
}
