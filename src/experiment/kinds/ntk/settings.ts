import type { TSchema } from 'typebox';
import { NtkAdapterSettings, NtkSettings } from '../../../engine/problem/ntk/settings.ts';
import { NtkSolverSettings } from '../../../engine/problem/ntk/solverSettings.ts';
import { withDefaults } from '../../defaults.ts';
import type { Json } from '../../json.ts';
import { plainSchema } from '../../schemaModel.ts';
import { fits, settingsReader } from '../settingsReader.ts';

/** A variant's settings in the engine's own types. */
export interface Settings {
  readonly problem: NtkSettings;
  readonly adapter: NtkAdapterSettings;
  readonly dynamics: NtkSolverSettings;
}

/**
 * The settings of a variant, or null where they are not those of this kind. What a stored batch of another version does
 * not have yet has its default.
 */
export const settingsOf = settingsReader<Settings>(variant => {
  const whole = (schema: TSchema, value: Json): Json => withDefaults(plainSchema(schema), value) ?? null;
  const problem = whole(NtkSettings, variant.problem);
  const adapter = whole(NtkAdapterSettings, variant.adapter);
  const dynamics = whole(NtkSolverSettings, variant.dynamics);
  return fits(NtkSettings, problem) && fits(NtkAdapterSettings, adapter) && fits(NtkSolverSettings, dynamics)
    ? { problem, adapter, dynamics }
    : null;
});
