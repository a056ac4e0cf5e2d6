/** An example that was given the wrong class. */
export interface Misclassified {
  /** Its place in the set, from 0. */
  readonly place: number;
  readonly label: number;
  readonly said: number;
  /** Probability that the softmax gives to what was said. */
  readonly share: number;
  /** Two hexadecimal digits a number, as a byte, row by row and channel after channel; empty where points are no images. */
  readonly pixels: string;
}

/** What the end state calls the examples of each class. */
export interface Classification {
  /** Names of the classes, in the order of their labels. */
  readonly classes: readonly string[];
  /** Which examples were judged. */
  readonly of: 'test' | 'train';
  /** K×K, row after row: how many examples of the class of the row were given the class of the column. */
  readonly confusion: readonly number[];
  /** Size of images; null where points are no images. */
  readonly image: { readonly rows: number; readonly columns: number; readonly channels: number } | null;
  /** Some of those that were wrong, the surest first. */
  readonly wrong: readonly Misclassified[];
}
