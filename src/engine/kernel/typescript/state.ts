import type { Layout } from '../layout.ts';
import type { Rows } from './products.ts';

/** One state vector with its four blocks as rows: A1, B1ᵀ, A2, B2ᵀ. */
export interface State {
  readonly data: Float64Array;
  readonly A1: Rows;
  readonly B1: Rows;
  readonly A2: Rows;
  readonly B2: Rows;
}

/** A zero state. */
export function zeroState(layout: Layout): State {
  const data = new Float64Array(layout.length);
  const [A1, B1, A2, B2] = layout.offsets;
  const { stride } = layout;
  return {
    data,
    A1: { data, offset: A1, stride },
    B1: { data, offset: B1, stride },
    A2: { data, offset: A2, stride },
    B2: { data, offset: B2, stride },
  };
}
