/** A label that may be moved up or down to stay readable. `y` in pixels from the top. */
export interface Pushable {
  y: number;
}

/**
 * Moves labels apart until neighbours are at least `gap` pixels from each other, keeping their order and staying
 * within [top, bottom] where there is room. Changes `y` in place and returns its argument.
 */
export function pushApart<T extends Pushable>(
  labels: T[],
  gap = 13,
  top = -Infinity,
  bottom = Infinity,
): T[] {
  const order = labels.map((label, index) => ({ label, index }));
  order.sort((a, b) => a.label.y - b.label.y || a.index - b.index);
  let least = top;
  for (const { label } of order) {
    label.y = Math.max(label.y, least);
    least = label.y + gap;
  }
  let most = bottom;
  for (const { label } of order.reverse()) {
    label.y = Math.min(label.y, most);
    most = label.y - gap;
  }
  return labels;
}
