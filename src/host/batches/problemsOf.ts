import { dotted } from '../../experiment/json.ts';
import type { LoadedExperiment } from '../../experiment/load.ts';
import type { FileProblem } from '../../runs/panelNotes.ts';

/** What keeps an experiment from running, for its panel. */
export function problemsOf(loaded: LoadedExperiment): readonly FileProblem[] {
  const errors = loaded.issues.filter(({ severity }) => severity === 'error');
  return (errors.length > 0 ? errors : loaded.issues).map(({ message, remedy, line, path }) => ({
    message,
    remedy,
    line,
    field: path.length === 0 ? '' : dotted(path),
  }));
}
