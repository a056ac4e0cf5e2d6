import type { NetworkColumn } from './series.ts';

/** The best alignment of the first adapted layer over the samples of a run: the gradient turns, and adapters with it. */
export class PeakTracker {
  #cosine: number | null = null;
  #outCosine: number | null = null;
  #overlap: number | null = null;
  #step: number | null = null;

  /** `values` begins with the step. */
  see(step: number, columns: readonly NetworkColumn[], values: Float64Array): void {
    const at = (key: string): number => values[1 + columns.findIndex(column => column.key === key)]!;
    const cosine = 1 - at('alignmentIn.1');
    if (cosine > (this.#cosine ?? -1)) {
      this.#cosine = cosine;
      this.#step = step;
    }
    this.#outCosine = higher(this.#outCosine, 1 - at('alignmentOut.1'));
    this.#overlap = higher(this.#overlap, at('overlapIn.1'));
  }

  /** By the keys of the end state’s numbers. */
  get ends(): Readonly<Record<string, number | null>> {
    return {
      peakCosine: this.#cosine,
      peakStep: this.#step,
      peakOutputCosine: this.#outCosine,
      peakOverlap: this.#overlap,
    };
  }
}

function higher(best: number | null, value: number): number | null {
  return Number.isFinite(value) && value > (best ?? -Infinity) ? value : best;
}
