/** Labels as they can be read without the heading of a column: `initScale 0.01`, but `both`. */
export function labelWords(fields: readonly string[], labels: readonly string[]): readonly string[] {
  return labels.map((label, i) => (isNumber(label) ? `${fields[i] ?? ''} ${label}`.trim() : label));
}

/** The same where two numbers could be taken for one another; a number beside words says enough: `10⁻³ gaussian`. */
export function distinctWords(fields: readonly string[], labels: readonly string[]): readonly string[] {
  return labels.filter(isNumber).length > 1 ? labelWords(fields, labels) : labels;
}

function isNumber(label: string): boolean {
  return /^[−\d]/.test(label);
}
