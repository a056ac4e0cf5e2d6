import { AdapterSettings } from '../../../engine/adapter/settings.ts';
import { DynamicsSettings } from '../../../engine/dynamics/settings.ts';
import { MatrixFactorizationSettings } from '../../../engine/problem/matrixFactorization/settings.ts';
import { fits, settingsReader } from '../settingsReader.ts';

/** A variant's settings in the engine's own types. */
export interface Settings {
  readonly problem: MatrixFactorizationSettings;
  readonly adapter: AdapterSettings;
  readonly dynamics: DynamicsSettings;
}

/** The settings of a variant, or null where they are not those of this kind. */
export const settingsOf = settingsReader<Settings>(({ problem, adapter, dynamics }) =>
  fits(MatrixFactorizationSettings, problem) &&
  fits(AdapterSettings, adapter) &&
  fits(DynamicsSettings, dynamics)
    ? { problem, adapter, dynamics }
    : null,
);
