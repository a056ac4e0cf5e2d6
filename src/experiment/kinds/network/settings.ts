import type { TSchema } from 'typebox';
import { NetworkAdapterSettings } from '../../../engine/problem/network/adapterSettings.ts';
import { NetworkSettings } from '../../../engine/problem/network/settings.ts';
import { NetworkTrainingSettings } from '../../../engine/problem/network/trainingSettings.ts';
import { withDefaults } from '../../defaults.ts';
import type { Json } from '../../json.ts';
import { plainSchema } from '../../schemaModel.ts';
import { fits, settingsReader } from '../settingsReader.ts';

/** A variant's settings in the engine's own types. */
export interface Settings {
  readonly problem: NetworkSettings;
  readonly adapter: NetworkAdapterSettings;
  readonly dynamics: NetworkTrainingSettings;
}

/**
 * The settings of a variant, or null where they are not those of this kind. What a stored batch of another version does
 * not have yet has its default.
 */
export const settingsOf = settingsReader<Settings>(variant => {
  const whole = (schema: TSchema, value: Json): Json => withDefaults(plainSchema(schema), value) ?? null;
  const problem = whole(NetworkSettings, variant.problem);
  const adapter = whole(NetworkAdapterSettings, variant.adapter);
  const dynamics = whole(NetworkTrainingSettings, variant.dynamics);
  return fits(NetworkSettings, problem) &&
    fits(NetworkAdapterSettings, adapter) &&
    fits(NetworkTrainingSettings, dynamics)
    ? { problem, adapter, dynamics }
    : null;
});
