import { NtkAdapterSettings, NtkSettings } from '../../../engine/problem/ntk/settings.ts';
import { NtkSolverSettings } from '../../../engine/problem/ntk/solverSettings.ts';
import { sectionsReader } from '../settingsReader.ts';

/** A variant's settings in the engine's own types. */
export interface Settings {
  readonly problem: NtkSettings;
  readonly adapter: NtkAdapterSettings;
  readonly dynamics: NtkSolverSettings;
}

/** The settings of a variant, or null where they are not those of this kind. */
export const settingsOf = sectionsReader({
  problem: NtkSettings,
  adapter: NtkAdapterSettings,
  dynamics: NtkSolverSettings,
});
