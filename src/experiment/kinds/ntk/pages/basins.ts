import type { Landscape } from '../../../../engine/problem/ntk/landscape.ts';

/** To which minimum each cell of a landscape leads by steepest descent from cell to cell, numbered from the lowest; the plateau leads nowhere: 255. */
export function basinsOf({ size, values, flat, minima }: Landscape): Uint8Array {
  const basins = new Uint8Array(size * size).fill(255);
  const minimumAt = new Map(minima.map(({ value }, i) => [values.indexOf(value), i]));
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  for (const cell of order) {
    const own = minimumAt.get(cell);
    if (own !== undefined) basins[cell] = own;
    else if (values[cell]! < flat) basins[cell] = basins[lowestNeighbour(cell, size, values)]!;
  }
  return basins;
}

/** Crossing the first angle’s end turns the second by half its range. */
function lowestNeighbour(cell: number, size: number, values: Float64Array): number {
  const [row, column] = [Math.floor(cell / size), cell % size];
  let best = cell;
  for (let down = -1; down <= 1; down++)
    for (let across = -1; across <= 1; across++) {
      const crossed = row + down < 0 || row + down >= size;
      const i = (row + down + size) % size;
      const j = (column + across + (crossed ? size / 2 : 0) + size) % size;
      if (values[i * size + j]! < values[best]!) best = i * size + j;
    }
  return best;
}
