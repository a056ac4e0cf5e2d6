import { leading, scaleColumns, triplesOfProduct, type Triples } from '../../linalg/lowRank.ts';
import type { Matrix } from '../../linalg/matrix.ts';
import { above, frobeniusNorm, gramOfColumns, gramOfRows, plus, transpose } from '../../linalg/products.ts';
import { svd } from '../../linalg/svd.ts';
import { misalignmentOf, overlapOf, spanDistance } from '../../metric/directions.ts';
import type { SeriesKey } from './series.ts';

/** What a layer has gained: through factors, or as a whole. */
export type LayerChange =
  { readonly A: Matrix; readonly B: Matrix; readonly scaledB: Matrix } | { readonly whole: Matrix };

/** One adapted layer at one step, as its series see it; what is not defined is NaN. */
export class LayerPoint {
  readonly #change: LayerChange;
  readonly #reference: Triples;
  readonly #triples: Triples;
  /** k of the overlaps. */
  readonly #count: number;

  /** `reference` are the triples of −∇_W L(W₀), `rank` that of the adapter. */
  constructor(change: LayerChange, reference: Triples, rank: number) {
    this.#change = change;
    this.#reference = reference;
    this.#count = rank;
    this.#triples =
      'whole' in change
        ? triplesOfWhole(change.whole)
        : triplesOfProduct(change.scaledB, transpose(change.A), 0);
  }

  value(series: SeriesKey, place: number): number {
    const { left, strengths, right } = this.#triples;
    const aim = this.#reference;
    const change = this.#change;
    switch (series) {
      case 'alignmentIn':
        return strengths.length > 0 ? misalignmentOf(right, 0, aim.right, 0) : NaN;
      case 'alignmentOut':
        return strengths.length > 0 ? misalignmentOf(left, 0, aim.left, 0) : NaN;
      case 'overlapIn':
        return this.#whole() ? overlapOf(right, aim.right, this.#count) : NaN;
      case 'overlapOut':
        return this.#whole() ? overlapOf(left, aim.left, this.#count) : NaN;
      case 'normBA':
        return Math.sqrt(strengths.reduce((sum, value) => sum + value * value, 0));
      case 'effectiveRank': {
        const sum = strengths.reduce((total, value) => total + value, 0);
        return (sum * sum) / strengths.reduce((total, value) => total + value * value, 0);
      }
      case 'sv':
        return strengths[place] ?? 0;
      case 'subspaceAlignment':
        return 'whole' in change ? NaN : this.#distance(change.A, change.B);
      case 'normA':
        return 'whole' in change ? NaN : frobeniusNorm(change.A);
      case 'normB':
        return 'whole' in change ? NaN : frobeniusNorm(change.B);
      case 'imbalance':
        return 'whole' in change ? NaN : imbalanceOf(change.A, change.B);
      case 'loss':
      case 'testLoss':
      case 'trainAccuracy':
      case 'testAccuracy':
      case 'flowTime':
        return NaN;
    }
  }

  #whole(): boolean {
    return this.#triples.strengths.length >= this.#count;
  }

  #distance(A: Matrix, B: Matrix): number {
    const { U, values } = svd(above([B, transpose(A)]));
    if (!(values[this.#count - 1]! > 0)) return NaN;
    const halves = above([
      leading(this.#reference.left, this.#count),
      leading(this.#reference.right, this.#count),
    ]);
    const frame = scaleColumns(halves, new Float64Array(this.#count).fill(Math.SQRT1_2));
    return spanDistance(leading(U, this.#count), frame);
  }
}

function triplesOfWhole(change: Matrix): Triples {
  if (!change.data.some(value => value !== 0))
    return {
      left: { rows: change.rows, cols: 0, data: new Float64Array(0) },
      strengths: new Float64Array(0),
      right: { rows: change.cols, cols: 0, data: new Float64Array(0) },
    };
  const { U, values, V } = svd(change);
  return { left: U, strengths: values, right: V };
}

function imbalanceOf(A: Matrix, B: Matrix): number {
  const ofA = gramOfRows(A);
  const ofB = gramOfColumns(B);
  return frobeniusNorm(plus(ofA, ofB, -1)) / (frobeniusNorm(ofA) + frobeniusNorm(ofB));
}
