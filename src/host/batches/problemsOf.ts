import { dotted } from '../../experiment/json.ts';
import type { LoadedExperiment } from '../../experiment/load.ts';
import type { FileProblem } from '../../runs/panelNotes.ts';

/** What keeps an experiment from running, for its panel; empty where nothing does. */
export function problemsOf(loaded: LoadedExperiment): readonly FileProblem[] {
  if (loaded.experiment !== undefined) return [];
  const errors = loaded.issues.filter(({ severity }) => severity === 'error');
  return (errors.length > 0 ? errors : loaded.issues).map(({ message, remedy, line, path }) => ({
    message,
    remedy,
    line,
    field: path.length === 0 ? '' : dotted(path),
  }));
}

/** A bug of ours must not look like a mistake in the file. */
export function internalProblem(error: unknown): FileProblem {
  const what = error instanceof Error ? error.message : String(error);
  return { message: `Internal error: ${what}`, remedy: 'Please report it with the log', line: 1, field: '' };
}
