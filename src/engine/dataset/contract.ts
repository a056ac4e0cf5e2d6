/** Labelled points of one task: N rows of d numbers. */
export interface Examples {
  /** N×d, row-major, in single precision where the user’s file has it so; an image row by row, channel after channel. Finite. */
  readonly inputs: Float64Array | Float32Array;
  /** N class numbers, 0 … classes − 1. */
  readonly labels: Int32Array;
  /** N. */
  readonly count: number;
}

/** Labelled points whose d numbers are ones at some places and zeros elsewhere: characters, words, categories. */
export interface OneHotExamples {
  /** N×w: at which places the w ones of each point are, ascending in every row. */
  readonly ones: Int32Array;
  /** N class numbers. */
  readonly labels: Int32Array;
  /** N. */
  readonly count: number;
}

/** What a network can be given. */
export type NetworkExamples = Examples | OneHotExamples;

/** How the numbers of a point make an image: rows · columns · channels = d. */
export interface ImageShape {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

/** What the points and classes of a task of classification are. */
export interface TaskDescription {
  /** d: numbers of a point. */
  readonly features: number;
  /** K: labels are 0 … K − 1. */
  readonly classes: number;
  /** What the classes are called, in their order; null where they have no names. */
  readonly classNames: readonly string[] | null;
  /** Null where points are no images. */
  readonly image: ImageShape | null;
}

/** A task of classification, with points to train on and others to test on. */
export interface LabelledData extends TaskDescription {
  readonly train: Examples;
  /** Null where all points are for training. */
  readonly test: Examples | null;
}

/** The examples at the given places, in that order, in the precision that they have. */
export function pickedExamples({ inputs, labels, count }: Examples, places: ArrayLike<number>): Examples {
  const features = count === 0 ? 0 : inputs.length / count;
  const picked = emptyLike(inputs, places.length * features);
  const chosen = new Int32Array(places.length);
  for (let to = 0; to < places.length; to++) {
    const from = places[to]!;
    picked.set(inputs.subarray(from * features, (from + 1) * features), to * features);
    chosen[to] = labels[from]!;
  }
  return { inputs: picked, labels: chosen, count: places.length };
}

/** So many zeros of the same precision. */
export function emptyLike(inputs: Examples['inputs'], length: number): Examples['inputs'] {
  return inputs instanceof Float64Array ? new Float64Array(length) : new Float32Array(length);
}
