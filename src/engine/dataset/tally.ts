import type { Classification, Misclassified } from '../classification.ts';
import { exponential } from '../theory/exponential.ts';
import type { NetworkExamples, TaskDescription } from './contract.ts';

/** Wrong examples that are kept. */
const MOST = 12;
/** More classes make a table that nobody reads. */
const MOST_CLASSES = 100;

/** Counts, example by example, what a network says of a set. */
export class Tally {
  readonly #data: TaskDescription;
  readonly #of: Classification['of'];
  readonly #examples: NetworkExamples;
  readonly #confusion: number[];
  readonly #wrong: Omit<Misclassified, 'pixels'>[] = [];

  constructor(data: TaskDescription, of: Classification['of'], examples: NetworkExamples) {
    this.#data = data;
    this.#of = of;
    this.#examples = examples;
    this.#confusion = new Array<number>(data.classes * data.classes).fill(0);
  }

  /** The K logits of the example at `place`, which lie in `memory` from `at` on. The class is that of the first largest. */
  add(place: number, memory: ArrayLike<number>, at: number): void {
    const { classes } = this.#data;
    let said = 0;
    for (let k = 1; k < classes; k++) if (memory[at + k]! > memory[at + said]!) said = k;
    const label = this.#examples.labels[place]!;
    this.#confusion[label * classes + said]! += 1;
    if (said === label) return;
    let total = 0;
    for (let k = 0; k < classes; k++) total += exponential(memory[at + k]! - memory[at + said]!);
    const share = 1 / total;
    const least = this.#wrong[MOST - 1];
    if (least !== undefined && share <= least.share) return;
    const before = this.#wrong.findIndex(other => other.share < share);
    this.#wrong.splice(before < 0 ? this.#wrong.length : before, 0, { place, label, said, share });
    if (this.#wrong.length > MOST) this.#wrong.pop();
  }

  /** What was counted; null where there are too many classes to tabulate. */
  result(): Classification | null {
    const { classes, classNames, image } = this.#data;
    if (classes > MOST_CLASSES) return null;
    return {
      classes: classNames ?? Array.from({ length: classes }, (_, k) => String(k)),
      of: this.#of,
      confusion: this.#confusion,
      image,
      wrong: this.#wrong.map(example => ({
        ...example,
        pixels: image === null ? '' : this.#pixels(example.place),
      })),
    };
  }

  /** An example as bytes, 0 and 1 being black and white; what lies beyond is scaled to the example’s own range. */
  #pixels(place: number): string {
    const { features } = this.#data;
    if ('ones' in this.#examples) return '';
    const values = this.#examples.inputs.subarray(place * features, (place + 1) * features);
    let [low, high] = [0, 1];
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    let text = '';
    for (const value of values)
      text += Math.round((255 * (value - low)) / (high - low))
        .toString(16)
        .padStart(2, '0');
    return text;
  }
}
