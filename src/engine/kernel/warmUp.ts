import { zeros, type Matrix } from '../linalg/matrix.ts';
import type { System } from '../system.ts';
import type { KernelFactory } from './contract.ts';

const CALLS = 300;
const RANK = 4;

/**
 * Runs every operation of a kernel a few hundred times on two small systems, one for each form of the gradient, so that the
 * code is compiled and partly optimised before the first run needs it: about ten milliseconds, once a worker. WASM has no
 * on-stack replacement, so functions get faster between calls, not within one.
 */
export function warmUpKernel(make: KernelFactory): void {
  for (const size of [10, 32]) {
    const system = plainSystem(size);
    const kernel = make(system);
    const y = kernel.allocate();
    const z = kernel.allocate();
    const slope = kernel.allocate();
    const other = kernel.allocate();
    const coefficients = [0.5, 0.25, 0.125];
    const vectors = [slope, slope, slope];
    const sums = new Float64Array(16);
    const norms = new Float64Array(4);
    kernel.write(y, system.initial);
    kernel.gradient(y, slope);
    for (let i = 0; i < CALLS; i++) {
      kernel.stage(z, y, 1e-3, coefficients, vectors, other);
      kernel.lossOfGradient();
      if (i % 10 !== 0) continue;
      kernel.endStep(z, y, 1e-3, coefficients, coefficients, coefficients, vectors, sums);
      kernel.combine(z, null, coefficients, vectors);
      kernel.blockNorms(z, norms);
      kernel.dot(y, z);
      kernel.loss(y);
      kernel.residualParts(y, norms);
    }
  }
}

/** A square system with identities for the frozen factors and one target direction; only its sizes matter. */
function plainSystem(size: number): System {
  const identity = {
    kind: 'diagonal',
    rows: size,
    cols: size,
    values: new Float64Array(size).fill(1),
  } as const;
  const direction = (): Float64Array => new Float64Array(size).fill(1 / Math.sqrt(size));
  const column: Matrix = { rows: size, cols: 1, data: direction() };
  const filled = (rows: number, cols: number): Matrix => ({
    rows,
    cols,
    data: zeros(rows, cols).data.fill(1e-2),
  });
  const axis = direction();
  return {
    dims: { m: size, h: size, n: size },
    rank1: RANK,
    rank2: RANK,
    W2: identity,
    W1: identity,
    target: { left: column, strengths: Float64Array.of(1), right: column },
    initial: {
      A1: filled(RANK, size),
      B1: filled(size, RANK),
      A2: filled(RANK, size),
      B2: filled(size, RANK),
    },
    scaling: 1,
    probes: {
      u: axis,
      v: axis,
      sigma: 1,
      gamma1: { x: axis, y: axis },
      gamma2: { x: axis, y: axis },
      mu: 1,
      nu: 1,
      aligned: true,
    },
    reduction: {
      m: size,
      h: size,
      n: size,
      r1: RANK,
      r2: RANK,
      full: { m: size, h: size, n: size, r: RANK },
      reasons: [],
    },
  };
}
