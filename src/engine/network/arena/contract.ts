/**
 * out[p] = base[p] + Σ_c M[p, c]·X[c] for rows p: every matrix product of a network, forwards and backwards. Places and steps
 * count numbers of the arena. `M[p, c]` lies at `M + p·rowStep + c·termStep`, so that M can be read transposed; rows of X and
 * of the result are contiguous. The terms are added in their order, each product and each sum rounded once.
 */
export interface RowProduct {
  readonly out: number;
  readonly outStep: number;
  /** The first base row; negative: there is none. */
  readonly base: number;
  /** 0 where all rows have the same base. */
  readonly baseStep: number;
  readonly M: number;
  readonly rowStep: number;
  readonly termStep: number;
  readonly X: number;
  readonly xStep: number;
  /** Terms of each sum. */
  readonly depth: number;
  /** Numbers in a row, a multiple of four. */
  readonly length: number;
}

/** Memory for the matrices of one training run, and their products. A place is an index into `memory`. */
export interface Arena {
  /** Which code multiplies. Both give the same bits. */
  readonly kernel: 'wasm' | 'typescript';
  /** Replaced whenever something is allocated: not for keeping before everything is. */
  readonly memory: Float64Array;
  /** The place of `length` zeros, a multiple of four. */
  allocate(length: number): number;
  /** Rows `first` … `first + count − 1` of a product. */
  multiply(product: RowProduct, first: number, count: number): void;
  /** Leaves the memory to the next arena; nothing of it may be used afterwards. */
  release(): void;
}

/** A length rounded up to a multiple of four: rows are multiplied in tiles of four, and what is added stays zero. */
export function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
