import type { MatrixView, TargetView } from '../../protocol/directions.ts';
import type { ViewState } from '../../protocol/viewState.ts';
import { cividis } from '../cividis.ts';
import { fixed, plain } from '../numbers.ts';
import { subscript } from './staircaseModel.ts';
import { LOG_FLOOR } from './valueAxis.ts';

/** One entry as it is shown. */
export interface MatrixCell {
  /** In the cell: log₁₀ on a log scale. */
  readonly text: string;
  /** In words, with its name: `|u₂ᵀFv₃| = 3.1 × 10⁻⁵`. */
  readonly words: string;
  readonly fill: string;
  readonly ink: string;
}

/** The matrix at one sample, ready to be placed. */
export interface MatrixGrid {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row, then column; null where nothing is defined. */
  readonly cells: readonly (readonly (MatrixCell | null)[])[];
  /** What the darkest and the brightest colour stand for. */
  readonly low: string;
  readonly high: string;
}

/** Decades that the colours span at most. */
const DECADES = 12;

/** The sample of a matrix nearest to a flow time; the last where none is asked for. */
export function sampleAt(t: ArrayLike<number>, time: number | null): number {
  let best = t.length - 1;
  if (time === null) return best;
  for (let i = 0; i < t.length; i++) if (Math.abs(t[i]! - time) < Math.abs(t[best]! - time)) best = i;
  return best;
}

/** The entries at a sample. Colours mean the same at all times. */
export function matrixGrid(
  matrix: MatrixView,
  sample: number,
  target: TargetView | null,
  y: ViewState['y'],
  many: boolean,
): MatrixGrid {
  const { size, mean, sd } = matrix;
  const log = y === 'log';
  const [low, high] = range(mean, log);
  const names = Array.from({ length: size }, (_, i) => i);
  const cells = names.map(row =>
    names.map((column): MatrixCell | null => {
      const at = sample * size * size + row * size + column;
      const value = mean[at]!;
      if (Number.isNaN(value)) return null;
      const drawn = log ? value : 10 ** value;
      const { fill, text: ink } = cividis(high > low ? (drawn - low) / (high - low) : 0.5);
      const isZero = value <= LOG_FLOOR;
      const size10 = isZero ? 0 : 10 ** value;
      const spread = many && !isZero ? `, log₁₀ ${fixed(value)} ± ${fixed(sd[at]!)}` : '';
      const sigma = row === column && row < size - 1 ? target?.sigma[row] : undefined;
      const goal = sigma === undefined ? '' : `; target σ${subscript(row + 1)} = ${plain(sigma)}`;
      return {
        text: isZero ? '0' : log ? fixed(value, 1) : plain(size10, 2),
        words: `${entryName(row, column, size)} = ${plain(size10)}${spread}${goal}`,
        fill,
        ink,
      };
    }),
  );
  const bound = (value: number) => (log ? plain(10 ** value, 1) : plain(value, 2));
  return {
    rows: names.map(i => (i === size - 1 ? 'U⊥' : `u${subscript(i + 1)}`)),
    columns: names.map(i => (i === size - 1 ? 'V⊥' : `v${subscript(i + 1)}`)),
    cells,
    low: log ? `≤ ${bound(low)}` : '0',
    high: bound(high),
  };
}

/** What an entry is: of the last row and column the norm of what lies outside. */
function entryName(row: number, column: number, size: number): string {
  const outside = [row === size - 1, column === size - 1] as const;
  if (outside[0] && outside[1]) return '‖U⊥ᵀFV⊥‖';
  if (outside[0]) return `‖U⊥ᵀFv${subscript(column + 1)}‖`;
  if (outside[1]) return `‖u${subscript(row + 1)}ᵀFV⊥‖`;
  return `|u${subscript(row + 1)}ᵀFv${subscript(column + 1)}|`;
}

/** The extremes over all times and entries; on a log scale zeros do not count, and the span is limited. */
function range(mean: Float64Array, log: boolean): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of mean) {
    if (Number.isNaN(value) || value <= LOG_FLOOR) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high >= low)) return [0, 1];
  return log ? [Math.max(low, high - DECADES), high] : [0, 10 ** high];
}
