import type { BatchLine } from '../language/codeLenses.ts';
import type { ShownBatch } from './shownBatch.ts';

/** What the line above a file says of its batches. */
export function lineOf(batches: {
  readonly running: boolean;
  readonly shown: ShownBatch | null;
  readonly hasResults: boolean;
}): BatchLine {
  const { running, shown, hasResults } = batches;
  // the verdict looks at every run: not while they come in
  const reproduced = running ? null : (shown?.reproduced ?? null);
  const verdict = reproduced?.complete === true && reproduced.passed === reproduced.total;
  const results = verdict ? `Show Results · ${reproduced.label} reproduced ✓` : 'Show Results';
  return { running, results: hasResults ? results : null };
}

/** Notices when a line has come to say something else. */
export class LineWatch {
  readonly #said = new Map<string, string>();

  /** True once after each change of the line under a key. */
  tookTurn(key: string, { running, results }: BatchLine): boolean {
    const said = `${running} ${results ?? ''}`;
    if (said === this.#said.get(key)) return false;
    this.#said.set(key, said);
    return true;
  }
}
