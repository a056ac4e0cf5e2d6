import { ENGINE_VERSION } from '../engine/version.ts';
import type { LoadedExperiment } from '../experiment/load.ts';
import type { FileProblem } from './panelNotes.ts';
import type { BatchHead } from './record.ts';

type Launched = Pick<BatchHead, 'engine' | 'configHash' | 'seeds'>;

/**
 * Why a batch cannot be resumed from the text that it was launched with, read again as `loaded`; null where it can.
 * Resumed is the same batch or none: its runs have to have the same identities, so that what is known is found.
 */
export function resumeProblem(head: Launched, loaded: LoadedExperiment): FileProblem | null {
  const remedy = 'Run the file as it is now';
  const because = (message: string): FileProblem => ({ message, remedy, line: 1, field: '' });
  if (head.engine !== ENGINE_VERSION)
    return because(
      `This batch was computed by version ${head.engine}; version ${ENGINE_VERSION} would compute all of it anew`,
    );
  if (loaded.experiment === undefined) {
    const error = loaded.issues.find(({ severity }) => severity === 'error');
    return because(
      `This batch cannot be resumed: ${error?.message ?? 'its file is not understood any more'}`,
    );
  }
  const seeds =
    loaded.seeds.length === head.seeds.length && loaded.seeds.every((seed, i) => seed === head.seeds[i]);
  if (loaded.configHash !== head.configHash || !seeds)
    return because(
      'This batch cannot be resumed: a file that it reads has changed, or settings were given on the command line',
    );
  return null;
}
