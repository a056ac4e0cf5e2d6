import { readFileSync } from 'node:fs';
import { jacobiSvd } from '../../../src/engine/linalg/jacobiSvd.ts';
import { fromRows, type Matrix } from '../../../src/engine/linalg/matrix.ts';
import { multiplyTransposedLeft, multiplyTransposedRight } from '../../../src/engine/linalg/products.ts';
import type { Factors, System } from '../../../src/engine/system.ts';

export type Rows = readonly (readonly number[])[];

export interface CaseInputs {
  readonly W2: Rows;
  readonly W1: Rows;
  readonly D: Rows;
  readonly A1: Rows;
  readonly B1: Rows;
  readonly A2: Rows;
  readonly B2: Rows;
}

/** A reference case as it lies in test/reference/cases. */
export function readCase<T>(name: string): T {
  const url = new URL(`../../reference/cases/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as T;
}

function column(matrix: Matrix, j: number): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, i) => matrix.data[i * matrix.cols + j]!);
}

/** The plain, dense system of a reference case, in the case's own coordinates; nothing is reduced. */
export function denseSystem(inputs: CaseInputs, scaling = 1): System {
  const W2 = fromRows(inputs.W2);
  const W1 = fromRows(inputs.W1);
  const D = fromRows(inputs.D);
  const dims = { m: W2.rows, h: W2.cols, n: W1.cols };
  const initial: Factors = {
    A1: fromRows(inputs.A1),
    B1: fromRows(inputs.B1),
    A2: fromRows(inputs.A2),
    B2: fromRows(inputs.B2),
  };
  const svd = jacobiSvd(D);
  const first = jacobiSvd(multiplyTransposedLeft(W2, D));
  const second = jacobiSvd(multiplyTransposedRight(D, W1));
  const rank1 = initial.A1.rows;
  const rank2 = initial.A2.rows;
  return {
    dims,
    rank1,
    rank2,
    W2: { kind: 'dense', matrix: W2 },
    W1: { kind: 'dense', matrix: W1 },
    target: { left: svd.U, strengths: svd.values, right: svd.V, dense: D },
    initial,
    scaling,
    probes: {
      u: column(svd.U, 0),
      v: column(svd.V, 0),
      sigma: svd.values[0]!,
      gamma1: { x: column(first.U, 0), y: column(first.V, 0) },
      gamma2: { x: column(second.U, 0), y: column(second.V, 0) },
      mu: first.values[0]!,
      nu: second.values[0]!,
      aligned: false,
    },
    reduction: {
      ...dims,
      r1: rank1,
      r2: rank2,
      full: { ...dims, r: rank1 },
      reasons: ['plain: a reference case'],
    },
  };
}
