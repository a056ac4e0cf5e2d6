import type { TSchema } from 'typebox';
import { HeadSettings } from '../../../engine/problem/head/settings.ts';
import { NetworkAdapterSettings } from '../../../engine/problem/network/adapterSettings.ts';
import { NetworkTrainingSettings } from '../../../engine/problem/network/trainingSettings.ts';
import { withDefaults } from '../../defaults.ts';
import type { Json } from '../../json.ts';
import { plainSchema } from '../../schemaModel.ts';
import { fits, settingsReader } from '../settingsReader.ts';

/** A variant's settings in the engine's own types. */
export interface Settings {
  readonly problem: HeadSettings;
  readonly adapter: NetworkAdapterSettings;
  readonly dynamics: NetworkTrainingSettings;
}

/**
 * The settings of a variant, or null where they are not those of this kind. What a stored batch of another version does
 * not have yet has its default.
 */
export const settingsOf = settingsReader<Settings>(variant => {
  const whole = (schema: TSchema, value: Json): Json => withDefaults(plainSchema(schema), value) ?? null;
  const problem = whole(HeadSettings, variant.problem);
  const adapter = whole(NetworkAdapterSettings, variant.adapter);
  const dynamics = whole(NetworkTrainingSettings, variant.dynamics);
  return fits(HeadSettings, problem) &&
    fits(NetworkAdapterSettings, adapter) &&
    fits(NetworkTrainingSettings, dynamics)
    ? { problem, adapter, dynamics }
    : null;
});
