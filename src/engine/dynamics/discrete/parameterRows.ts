import { layoutOf } from '../../kernel/layout.ts';
import type { System } from '../../system.ts';

/** The parameters in a state, row by row: padding is left out, and rows of B are told apart for LoRA+. */
export interface ParameterRows {
  /** Index of each row's first entry, and of the entry after its last. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Learning rate of each row. */
  readonly rates: Float64Array;
}

/** All rows of A1, B1ᵀ, A2 and B2ᵀ in the kernels' layout; those of B learn `ratio` times as fast. */
export function parameterRows(system: System, learningRate: number, ratio: number): ParameterRows {
  const { dims, rank1, rank2, stride, offsets } = layoutOf(system.dims, system.rank1, system.rank2);
  const blocks = [
    { offset: offsets[0], count: rank1, length: dims.n, rate: learningRate },
    { offset: offsets[1], count: rank1, length: dims.h, rate: learningRate * ratio },
    { offset: offsets[2], count: rank2, length: dims.h, rate: learningRate },
    { offset: offsets[3], count: rank2, length: dims.m, rate: learningRate * ratio },
  ];
  const rows = blocks.flatMap(({ offset, count, length, rate }) =>
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
