import type { SeriesInfo } from '../simulation.ts';
import type { Evaluate, Metric } from './contract.ts';
import { dot } from './learnedMap.ts';
import { thinTriangle, timesTransposedTriangle } from './thinTriangle.ts';

/** Entries are followed for the first singular triples of the target up to this many: 81 columns. */
const MOST = 8;

/**
 * The learned map in the singular bases of the target, |uᵢᵀFvⱼ|, row after row: columns `uFv.1.1`, `uFv.1.2`… The last
 * row and the last column hold the norms of what lies outside the followed directions, U⊥ = I − UUᵀ and V⊥ = I − VVᵀ.
 */
export const uFv: Metric = {
  info: {
    key: 'uFv',
    label: 'Learned map in the target’s bases',
    symbol: '|uᵢᵀFvⱼ|',
    scale: 'log',
    help: `Entries \`|uᵢᵀFvⱼ|\` of the learned map F in the singular bases of the target (the first ${MOST} directions): σᵢ on the diagonal when all is learned. The last row and column are the norms of what lies outside them, \`‖U⊥ᵀFvⱼ‖\`, \`‖uᵢᵀFV⊥‖\` and \`‖U⊥ᵀFV⊥‖_F\`.`,
  },
  byDefault: false,
  columns: shape => entries(uFv.info, 1 + Math.min(MOST, shape.targets)),
  prepare: start => {
    const { target, dims } = start.system;
    const followed = Math.min(MOST, target.strengths.length);
    const { count } = start.map;
    const { stride } = start.layout;
    const left = new Side(target.left, dims.m, followed, count, stride);
    const right = new Side(target.right, dims.n, followed, count, stride);
    const outside = outsideNorm(left, right, count);
    const size = followed + 1;
    return (point, out, at) => {
      left.take(point.map.left);
      right.take(point.map.right);
      for (let i = 0; i < followed; i++) {
        for (let j = 0; j < followed; j++)
          out[at + i * size + j] = Math.abs(dot(left.inside, i * count, right.inside, j * count, count));
        out[at + i * size + followed] = right.combined(left.inside, i * count);
        out[at + followed * size + i] = left.combined(right.inside, i * count);
      }
      outside(point, out, at + size * size - 1);
    };
  },
};

/** One factor of F = left·rightᵀ, split by the target’s singular vectors on its side. */
class Side {
  /** Components of the factor’s columns along the followed directions, followed×count. */
  readonly inside: Float64Array;
  /** What is left of each column, contiguous, one every `stride` doubles. */
  readonly rest: Float64Array;
  readonly length: number;
  readonly stride: number;
  readonly #basis: Float64Array;
  readonly #followed: number;
  readonly #count: number;
  readonly #sum: Float64Array;

  constructor(
    basis: { readonly data: Float64Array; readonly cols: number },
    length: number,
    followed: number,
    count: number,
    stride: number,
  ) {
    this.length = length;
    this.stride = stride;
    this.#followed = followed;
    this.#count = count;
    this.inside = new Float64Array(followed * count);
    this.rest = new Float64Array(count * stride);
    this.#sum = new Float64Array(length);
    this.#basis = new Float64Array(followed * length);
    for (let l = 0; l < followed; l++)
      for (let i = 0; i < length; i++) this.#basis[l * length + i] = basis.data[i * basis.cols + l]!;
  }

  take(factor: Float64Array): void {
    this.rest.set(factor);
    const { length, stride, rest } = this;
    for (let c = 0; c < this.#count; c++)
      for (let l = 0; l < this.#followed; l++) {
        const component = dot(this.#basis, l * length, factor, c * stride, length);
        this.inside[l * this.#count + c] = component;
        for (let i = 0; i < length; i++)
          rest[c * stride + i] = rest[c * stride + i]! - component * this.#basis[l * length + i]!;
      }
  }

  /** ‖Σ_c weight_c·rest_c‖, the weights from index `from` of `weights` on. */
  combined(weights: Float64Array, from: number): number {
    const { length, stride } = this;
    this.#sum.fill(0);
    for (let c = 0; c < this.#count; c++)
      for (let i = 0; i < length; i++)
        this.#sum[i] = this.#sum[i]! + weights[from + c]! * this.rest[c * stride + i]!;
    return Math.sqrt(dot(this.#sum, 0, this.#sum, 0, length));
  }
}

/** ‖U⊥ᵀFV⊥‖_F from thin QR of both rests: a product of Gram matrices would cancel. */
function outsideNorm(left: Side, right: Side, count: number): Evaluate {
  const columns = new Float64Array(left.rest.length);
  const triangles = [new Float64Array(count * count), new Float64Array(count * count)] as const;
  const product = new Float64Array(count * count);
  return (_point, out, at) => {
    columns.set(left.rest);
    thinTriangle(columns, count, left.length, left.stride, triangles[0]);
    columns.set(right.rest);
    thinTriangle(columns, count, right.length, right.stride, triangles[1]);
    timesTransposedTriangle(count, triangles[0], triangles[1], product);
    out[at] = Math.sqrt(dot(product, 0, product, 0, count * count));
  };
}

/** `key.1.1`, `key.1.2`… of a size×size matrix, row after row. */
function entries(base: SeriesInfo, size: number): SeriesInfo[] {
  return Array.from({ length: size * size }, (_, at) => {
    const numbers = `${Math.floor(at / size) + 1}.${(at % size) + 1}`;
    return { ...base, key: `${base.key}.${numbers}`, label: `${base.label} (${numbers})` };
  });
}
