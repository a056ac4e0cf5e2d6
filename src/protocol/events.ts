/** An event that runs of a batch can have, with its definition. */
export interface EventView {
  readonly key: string;
  readonly symbol: string;
  readonly label: string;
  readonly definition: string;
  /** By variant id; left out where no run had it and nothing is predicted. */
  readonly variants: Readonly<Record<string, EventTimes>>;
}

/** When an event happened in a variant's runs, and when it was expected. */
export interface EventTimes {
  /** Mean and sd over the seeds that had it; null where none had. */
  readonly measured: { readonly mean: number; readonly sd: number } | null;
  /** Of how many runs that ended, how many had it. */
  readonly had: number;
  readonly ended: number;
  readonly predicted: { readonly mean: number; readonly sd: number } | null;
}
