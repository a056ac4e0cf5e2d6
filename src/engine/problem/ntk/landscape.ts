import { pointAt } from './angle.ts';
import type { Quadratic } from './quadratic.ts';

/**
 * The whole rank-one landscape of a 2×2 problem with squared loss: u = √s(cos α, sin α), v = √s(cos β, sin β), and at every
 * pair of angles the best s ≥ 0, which is known in closed form. (α, β) and (α + π, β + π) are the same matrix, so that
 * α ∈ [0, π) and β ∈ [−π, π) show everything once.
 */
export interface Landscape {
  /** Number of values of either angle. */
  readonly size: number;
  /** α of each row and β of each column, radians: the middles of the cells. */
  readonly anglesU: Float64Array;
  readonly anglesV: Float64Array;
  /** Objective, row by row: entry i·size + j is at (α_i, β_j). */
  readonly values: Float64Array;
  /** The objective at X = 0, which is its value wherever no s > 0 is better. */
  readonly flat: number;
  /** Local minima of the grid below `flat`, the lowest first. */
  readonly minima: readonly { readonly angleU: number; readonly angleV: number; readonly value: number }[];
}

const PI = 3.141592653589793;

/** The landscape on a size×size grid. Throws unless `size` is even. */
export function landscapeOf(problem: Quadratic, lambda: number, size: number): Landscape {
  if (size % 2 !== 0) throw new RangeError('a landscape has an even number of angles');
  const anglesU = Float64Array.from({ length: size }, (_, i) => (PI * (i + 0.5)) / size);
  const anglesV = Float64Array.from({ length: size }, (_, j) => (2 * PI * (j + 0.5)) / size - PI);
  const values = new Float64Array(size * size);
  const { flat } = problem;
  const x = new Float64Array(4);
  for (let i = 0; i < size; i++) {
    const u = pointAt(anglesU[i]!);
    for (let j = 0; j < size; j++) {
      const v = pointAt(anglesV[j]!);
      x[0] = u.cosine * v.cosine;
      x[1] = u.cosine * v.sine;
      x[2] = u.sine * v.cosine;
      x[3] = u.sine * v.sine;
      values[i * size + j] = flat - bestGain(problem, x, lambda);
    }
  }
  return { size, anglesU, anglesV, values, flat, minima: minimaOf(values, anglesU, anglesV, flat) };
}

/** How much L̂(sX) + λs falls from s = 0 to the best s = max(0, ⟨p, x⟩ − λ)/(xᵀMx), for X = uvᵀ of unit u and v. */
function bestGain({ pull, matrix }: Quadratic, x: Float64Array, lambda: number): number {
  let square = 0;
  let along = 0;
  for (let k = 0; k < 4; k++) {
    let row = 0;
    for (let l = 0; l < 4; l++) row += matrix[4 * k + l]! * x[l]!;
    square += row * x[k]!;
    along += pull[k]! * x[k]!;
  }
  const beyond = along - lambda;
  return beyond <= 0 || square <= 0 ? 0 : (beyond * beyond) / (2 * square);
}

function minimaOf(
  values: Float64Array,
  anglesU: Float64Array,
  anglesV: Float64Array,
  flat: number,
): Landscape['minima'] {
  const size = anglesU.length;
  /** Crossing α = 0 or π turns v round: β moves by half the grid. */
  const at = (i: number, j: number): number => {
    const crossed = i < 0 || i >= size;
    const row = (i + size) % size;
    const column = (j + (crossed ? size / 2 : 0) + size) % size;
    return values[row * size + column]!;
  };
  const found: { angleU: number; angleV: number; value: number }[] = [];
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const value = at(i, j);
      if (value >= flat - 1e-9) continue;
      let lowest = true;
      for (let di = -1; di <= 1 && lowest; di++)
        for (let dj = -1; dj <= 1; dj++)
          if ((di !== 0 || dj !== 0) && at(i + di, j + dj) <= value) lowest = false;
      if (lowest) found.push({ angleU: anglesU[i]!, angleV: anglesV[j]!, value });
    }
  return found.sort((x, y) => x.value - y.value);
}

/** The angles of a trajectory as the landscape shows them: α in [0, π), β in [−π, π). */
export function onLandscape(
  angleU: number,
  angleV: number,
): { readonly angleU: number; readonly angleV: number } {
  if (angleU >= 0 && angleU < PI) return { angleU, angleV: angleV >= PI ? angleV - 2 * PI : angleV };
  const turned = angleV < 0 ? angleV + PI : angleV - PI;
  return { angleU: angleU < 0 ? angleU + PI : angleU - PI, angleV: turned >= PI ? turned - 2 * PI : turned };
}
