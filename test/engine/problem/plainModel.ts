import type { Matrix } from '../../../src/engine/linalg/matrix.ts';
import {
  frobeniusNorm,
  multiply,
  multiplyTransposedLeft,
  multiplyTransposedRight,
  plus,
  scaled,
} from '../../../src/engine/linalg/products.ts';
import { denseFactor } from '../../../src/engine/linalg/frozenFactor.ts';
import { denseTriples } from '../../../src/engine/linalg/lowRank.ts';
import { jacobiSingularValues } from '../../../src/engine/linalg/jacobiSvd.ts';
import type { Factors, System } from '../../../src/engine/system.ts';

/** The model written down plainly, entry by entry: what every clever path is compared with. */
export function plainModel(system: System): {
  residual(factors: Factors): Matrix;
  loss(factors: Factors): number;
  gradient(factors: Factors): Factors;
  descend(steps: number, learningRate: number): Factors;
} {
  const W2 = denseFactor(system.W2);
  const W1 = denseFactor(system.W1);
  const D = system.target.dense ?? denseTriples(system.target);
  const s = system.scaling;
  const residual = ({ A1, B1, A2, B2 }: Factors): Matrix => {
    const M1 = plus(W1, multiply(B1, A1), s);
    const first = plus(D, multiply(multiply(W2, B1), A1), -s);
    return plus(first, multiply(B2, multiply(A2, M1)), -s);
  };
  const loss = (factors: Factors) => 0.5 * frobeniusNorm(residual(factors)) ** 2;
  const gradient = (factors: Factors): Factors => {
    const { A1, B1, A2, B2 } = factors;
    const M1 = plus(W1, multiply(B1, A1), s);
    const M2 = plus(W2, multiply(B2, A2), s);
    const E = residual(factors);
    const G1 = scaled(multiplyTransposedLeft(M2, E), -s);
    const G2 = scaled(multiplyTransposedRight(E, M1), -s);
    return {
      A1: multiplyTransposedLeft(B1, G1),
      B1: multiplyTransposedRight(G1, A1),
      A2: multiplyTransposedLeft(B2, G2),
      B2: multiplyTransposedRight(G2, A2),
    };
  };
  const descend = (steps: number, learningRate: number) => {
    let state = system.initial;
    for (let k = 0; k < steps; k++) {
      const g = gradient(state);
      const kept = (name: keyof Factors) =>
        system.frozen?.includes(name) ? state[name] : plus(state[name], g[name], -learningRate);
      state = { A1: kept('A1'), B1: kept('B1'), A2: kept('A2'), B2: kept('B2') };
    }
    return state;
  };
  return { residual, loss, gradient, descend };
}

/** Numbers that no rotation changes: loss, norms of all factors and gradients, spectra of the products. */
export function invariants(system: System, factors: Factors): number[] {
  const model = plainModel(system);
  const gradient = model.gradient(factors);
  const { A1, B1, A2, B2 } = factors;
  const E = model.residual(factors);
  const { u, v, gamma1, gamma2, sigma, mu, nu } = system.probes;
  const row = (x: Float64Array): Matrix => ({ rows: 1, cols: x.length, data: x });
  const signal = multiply(row(u), multiplyTransposedRight(E, row(v))).data[0]!;
  const along1 = plus(multiplyTransposedRight(row(gamma1.y), A1), multiply(row(gamma1.x), B1));
  const along2 = plus(multiplyTransposedRight(row(gamma2.y), A2), multiply(row(gamma2.x), B2));
  // A reduced problem may have fewer singular values: the others are zero.
  const values = (B: Matrix, A: Matrix) => [...jacobiSingularValues(multiply(B, A)), 0, 0].slice(0, 2);
  return [
    model.loss(factors),
    ...[A1, B1, A2, B2].map(frobeniusNorm),
    ...[gradient.A1, gradient.B1, gradient.A2, gradient.B2].map(frobeniusNorm),
    Math.abs(signal),
    frobeniusNorm(along1),
    frobeniusNorm(along2),
    sigma,
    mu,
    nu,
    ...values(B1, A1),
    ...values(B2, A2),
  ];
}
