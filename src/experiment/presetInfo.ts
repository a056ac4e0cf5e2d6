/** Under which heading a shipped experiment is offered. */
export type PresetGroup =
  | 'First steps'
  | 'Plateau and scale'
  | 'Rank and directions'
  | 'Initialisation'
  | 'Optimisers and precision'
  | 'NTK regime'
  | 'Networks'
  | 'Figures of the paper'
  | 'Figures of the paper by gradient descent';

/** A shipped experiment in media/presets. */
export interface PresetInfo {
  /** File name without `.lora.json`. */
  readonly id: string;
  readonly group: PresetGroup;
  /** The first line of its file asks the same. */
  readonly question: string;
  /** What to look at, two sentences. */
  readonly look: string;
  /** Files it reads, beside it. */
  readonly files: readonly string[];
}

/** A shipped experiment by what is said of it. */
export function preset(
  group: PresetGroup,
  id: string,
  question: string,
  look: string,
  files: readonly string[] = [],
): PresetInfo {
  return { id, group, question, look, files };
}
