import { zeros } from '../../../linalg/matrix.ts';
import { symmetricEigen } from '../../../linalg/symmetricEigen.ts';
import { diagonaliseTridiagonal } from '../../../linalg/tridiagonal.ts';
import { randomStream } from '../../../random/stream.ts';
import { add, dot, norm, type TwiceDifferentiable } from './iterate.ts';

export interface SmallestEigenvalue {
  readonly value: number;
  /** Its unit eigenvector. */
  readonly vector: Float64Array;
  /** ‖Hw − μw‖: an eigenvalue lies this close to `value`. */
  readonly residual: number;
}

/** Up to this size the Hessian is formed from products with the axes. */
const DENSE = 48;
/** Most products beyond, and how small the residual should be against the largest eigenvalue. */
const MOST_PRODUCTS = 500;
const ACCURACY = 1e-9;

/**
 * The smallest eigenvalue of the Hessian at the state evaluated last, from products alone: all of them where there are few,
 * else by Lanczos’s method with full reorthogonalisation from a fixed start. Yields after every product.
 */
export function* smallestEigenvalue(
  objective: TwiceDifferentiable,
): Generator<undefined, SmallestEigenvalue, undefined> {
  return yield* objective.size <= DENSE ? byColumns(objective) : byLanczos(objective);
}

function* byColumns(objective: TwiceDifferentiable): Generator<undefined, SmallestEigenvalue, undefined> {
  const { size } = objective;
  const hessian = zeros(size, size);
  const axis = new Float64Array(size);
  const column = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    axis[j] = 1;
    objective.product(axis, column);
    axis[j] = 0;
    // Only the upper triangle is read below.
    for (let i = 0; i <= j; i++) hessian.data[i * size + j] = column[i]!;
    yield;
  }
  const { values, vectors } = symmetricEigen(hessian);
  const vector = new Float64Array(size);
  for (let i = 0; i < size; i++) vector[i] = vectors.data[i * size + size - 1]!;
  return finished(objective, vector, values[size - 1]!);
}

function* byLanczos(objective: TwiceDifferentiable): Generator<undefined, SmallestEigenvalue, undefined> {
  const { size } = objective;
  const most = Math.min(size, MOST_PRODUCTS);
  const random = randomStream('optimiser', 0);
  const basis: Float64Array[] = [];
  const diagonal = new Float64Array(most);
  const off = new Float64Array(most);
  let next = new Float64Array(size);
  for (let i = 0; i < size; i++) next[i] = random.normal();
  let length = norm(next);
  for (let k = 0; k < most; k++) {
    for (let i = 0; i < size; i++) next[i] = next[i]! / length;
    basis.push(next);
    const image = new Float64Array(size);
    objective.product(next, image);
    yield;
    diagonal[k] = dot(image, next);
    // Twice is enough: rounding would otherwise bring found eigenvectors back as copies.
    for (let pass = 0; pass < 2; pass++)
      for (const earlier of basis) add(image, -dot(image, earlier), earlier);
    length = norm(image);
    off[k] = length;
    next = image;
    const last = k + 1 === most;
    if (last || length === 0 || (k >= 20 && k % 10 === 0)) {
      const ritz = smallestRitz(diagonal.subarray(0, k + 1), off.subarray(0, k));
      if (last || length * Math.abs(ritz.vector[k]!) <= ACCURACY * ritz.largest)
        return finished(objective, combination(basis, ritz.vector), ritz.value);
    }
  }
  throw new Error('the Lanczos iteration ended without a result');
}

/** Smallest eigenpair of the tridiagonal matrix with this diagonal and off-diagonal, and the largest |eigenvalue|. */
function smallestRitz(
  diagonal: Float64Array,
  off: Float64Array,
): { value: number; vector: Float64Array; largest: number } {
  const size = diagonal.length;
  const values = diagonal.slice();
  const rows = Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size);
    row[i] = 1;
    return row;
  });
  diagonaliseTridiagonal(values, off.slice(), (i, c, s) => {
    const upper = rows[i]!;
    const lower = rows[i + 1]!;
    for (let l = 0; l < size; l++) {
      const x = upper[l]!;
      const y = lower[l]!;
      upper[l] = c * x - s * y;
      lower[l] = s * x + c * y;
    }
  });
  let best = 0;
  let largest = 0;
  for (let i = 0; i < size; i++) {
    if (values[i]! < values[best]!) best = i;
    largest = Math.max(largest, Math.abs(values[i]!));
  }
  return { value: values[best]!, vector: rows[best]!, largest };
}

function combination(basis: readonly Float64Array[], weights: Float64Array): Float64Array {
  const out = new Float64Array(basis[0]!.length);
  basis.forEach((vector, k) => add(out, weights[k]!, vector));
  return out;
}

function finished(objective: TwiceDifferentiable, vector: Float64Array, value: number): SmallestEigenvalue {
  const length = norm(vector);
  for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! / length;
  const image = new Float64Array(vector.length);
  objective.product(vector, image);
  add(image, -value, vector);
  return { value, vector, residual: norm(image) };
}
