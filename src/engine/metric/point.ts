import { layoutOf, type Layout } from '../kernel/layout.ts';
import type { System } from '../system.ts';
import { AdapterGrams } from './adapterGrams.ts';
import type { MetricShape } from './contract.ts';
import { LearnedMap } from './learnedMap.ts';

/** What a point's dynamics knows how to compute at the point's state, only when it is asked. */
export interface PointSource {
  /** L, to full precision. */
  loss(): number;
  /** ‖∇L‖² over all trained factors. */
  squaredGradient(): number;
  /** E in parts, and L: see `Kernel.residualParts`. */
  residualParts(parts: Float64Array): number;
}

/**
 * One state of a trajectory, and the intermediate results that several metrics share: each is computed at most once a
 * point, and only if a metric asks. The state is in the kernels' layout, in the coordinates and units of the system.
 */
export class TrajectoryPoint {
  readonly system: System;
  readonly layout: Layout;
  /** The four blocks [A1 | B1ᵀ | A2 | B2ᵀ]; valid until the next `moveTo`. */
  state: Float64Array;
  t = 0;
  readonly #adapter1: AdapterGrams;
  readonly #adapter2: AdapterGrams;
  readonly #map: LearnedMap;
  readonly #residual = new Float64Array(4);
  #source: PointSource | undefined;
  #loss = NaN;
  #gradient2 = NaN;
  #known = { loss: false, adapter1: false, adapter2: false, map: false, residual: false, gradient: false };

  constructor(system: System) {
    const layout = layoutOf(system.dims, system.rank1, system.rank2);
    const { dims, rank1, rank2, stride, offsets } = layout;
    this.system = system;
    this.layout = layout;
    this.state = new Float64Array(layout.length);
    this.#adapter1 = new AdapterGrams({
      rank: rank1,
      stride,
      offsetA: offsets[0],
      offsetB: offsets[1],
      inner: dims.n,
      outer: dims.h,
    });
    this.#adapter2 = new AdapterGrams({
      rank: rank2,
      stride,
      offsetA: offsets[2],
      offsetB: offsets[3],
      inner: dims.h,
      outer: dims.m,
    });
    this.#map = new LearnedMap(system, layout);
  }

  /** Sizes that decide the number of columns. */
  get shape(): MetricShape {
    const { dims, rank1, rank2, target } = this.system;
    return { dims, rank1, rank2, targets: target.strengths.length };
  }

  /** Moves to another state, whose loss may be known. `source` answers for that state until the next `moveTo`. */
  moveTo(t: number, state: Float64Array, source: PointSource, loss?: number): void {
    this.t = t;
    this.state = state;
    this.#source = source;
    const known = this.#known;
    known.loss = loss !== undefined;
    if (loss !== undefined) this.#loss = loss;
    known.adapter1 = known.adapter2 = known.map = known.residual = known.gradient = false;
  }

  /** L = ½‖E‖²_F. */
  get loss(): number {
    if (!this.#known.loss) this.#loss = this.#source?.loss() ?? NaN;
    this.#known.loss = true;
    return this.#loss;
  }

  get adapter1(): AdapterGrams {
    if (!this.#known.adapter1) this.#adapter1.update(this.state);
    this.#known.adapter1 = true;
    return this.#adapter1;
  }

  get adapter2(): AdapterGrams {
    if (!this.#known.adapter2) this.#adapter2.update(this.state);
    this.#known.adapter2 = true;
    return this.#adapter2;
  }

  /** F = left·rightᵀ. */
  get map(): LearnedMap {
    if (!this.#known.map) this.#map.update(this.state);
    this.#known.map = true;
    return this.#map;
  }

  /** e = uᵀEv, and the squared norms of E's column, row and bulk off the signal. */
  get residual(): Float64Array {
    this.prepareResidual();
    return this.#residual;
  }

  /** Computes `residual`, with which `loss` comes along. */
  prepareResidual(): void {
    if (this.#known.residual) return;
    const loss = this.#source?.residualParts(this.#residual) ?? NaN;
    this.#known.residual = true;
    if (!this.#known.loss) this.#loss = loss;
    this.#known.loss = true;
  }

  /** ‖∇L‖² over all trained factors. */
  get gradient2(): number {
    if (!this.#known.gradient) this.#gradient2 = this.#source?.squaredGradient() ?? NaN;
    this.#known.gradient = true;
    return this.#gradient2;
  }
}
