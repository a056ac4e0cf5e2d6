import { layoutOf } from '../../kernel/layout.ts';
import type { System } from '../../system.ts';

/** The trained parameters in a state, row by row, without padding and frozen factors. */
export interface ParameterRows {
  /** Index of each row's first entry, and of the entry after its last. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Learning rate of each row. */
  readonly rates: Float64Array;
}

/** The trained rows of A1, B1ᵀ, A2 and B2ᵀ in the kernels' layout; those of B learn `ratio` times as fast. */
export function parameterRows(system: System, learningRate: number, ratio: number): ParameterRows {
  const { dims, rank1, rank2, stride, offsets } = layoutOf(system.dims, system.rank1, system.rank2);
  const blocks = [
    { name: 'A1', offset: offsets[0], count: rank1, length: dims.n, rate: learningRate },
    { name: 'B1', offset: offsets[1], count: rank1, length: dims.h, rate: learningRate * ratio },
    { name: 'A2', offset: offsets[2], count: rank2, length: dims.h, rate: learningRate },
    { name: 'B2', offset: offsets[3], count: rank2, length: dims.m, rate: learningRate * ratio },
  ] as const;
  const trained = blocks.filter(({ name }) => system.frozen?.includes(name) !== true);
  const rows = trained.flatMap(({ offset, count, length, rate }) =>
    Array.from({ length: count }, (_, i) => ({
      start: offset + i * stride,
      end: offset + i * stride + length,
      rate,
    })),
  );
  return {
    starts: Int32Array.from(rows, row => row.start),
    ends: Int32Array.from(rows, row => row.end),
    rates: Float64Array.from(rows, row => row.rate),
  };
}
