import type { Evidence } from './evidence.ts';

/** A setting that would remove the cause. */
export interface Remedy {
  /** Dotted path of the setting. */
  readonly path: string;
  readonly value: number | string;
}

/** Why a run ended as it did, with the number, and what would help. */
export interface Finding {
  /** Sentences. */
  readonly why: string;
  readonly remedy?: Remedy;
}

/** One way for a run to end that a reader should know of (theory.md, Signatures). */
export interface Signature {
  readonly key: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** In the table: `plateau`. */
  readonly state: string;
  /** In the header, after a count: `on a plateau`. */
  readonly badge: string;
  /** After the name of one variant, and of several: `is on a plateau`, `are on a plateau`. */
  readonly one: string;
  readonly many: string;
  /** The level of the loss belongs to the message. */
  readonly level: boolean;
  /** The rule: null where it does not apply. */
  detect(run: Evidence): Finding | null;
}
