import { layoutOf, type Layout } from '../kernel/layout.ts';
import type { System } from '../system.ts';
import { AdapterGrams } from './adapterGrams.ts';
import type { MetricShape } from './contract.ts';
import { LearnedMap } from './learnedMap.ts';
import { ResidualBlocks } from './residualBlocks.ts';

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
  loss = 0;
  readonly #adapter1: AdapterGrams;
  readonly #adapter2: AdapterGrams;
  readonly #map: LearnedMap;
  readonly #residual: ResidualBlocks;
  #squaredGradient: () => number = () => NaN;
  #gradient2 = NaN;
  #known = { adapter1: false, adapter2: false, map: false, residual: false, gradient: false };

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
    this.#residual = new ResidualBlocks(system, layout);
  }

  /** Sizes that decide the number of columns. */
  get shape(): MetricShape {
    const { dims, rank1, rank2, target } = this.system;
    return { dims, rank1, rank2, targets: target.strengths.length };
  }

  /** Moves to another state. `squaredGradient` is called at most once, if a metric needs ‖∇L‖². */
  moveTo(t: number, state: Float64Array, loss: number, squaredGradient: () => number): void {
    this.t = t;
    this.state = state;
    this.loss = loss;
    this.#squaredGradient = squaredGradient;
    const known = this.#known;
    known.adapter1 = known.adapter2 = known.map = known.residual = known.gradient = false;
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

  /** E = Δ − F in blocks. */
  get residual(): ResidualBlocks {
    if (!this.#known.residual) this.#residual.update(this.map);
    this.#known.residual = true;
    return this.#residual;
  }

  /** ‖∇L‖² over all four factors. */
  get gradient2(): number {
    if (!this.#known.gradient) this.#gradient2 = this.#squaredGradient();
    this.#known.gradient = true;
    return this.#gradient2;
  }
}
