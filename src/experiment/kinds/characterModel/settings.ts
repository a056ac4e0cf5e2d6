import { CharacterModelSettings } from '../../../engine/problem/characterModel/settings.ts';
import { NetworkAdapterSettings } from '../../../engine/problem/network/adapterSettings.ts';
import { NetworkTrainingSettings } from '../../../engine/problem/network/trainingSettings.ts';
import { sectionsReader } from '../settingsReader.ts';

/** A variant's settings in the engine's own types. */
export interface Settings {
  readonly problem: CharacterModelSettings;
  readonly adapter: NetworkAdapterSettings;
  readonly dynamics: NetworkTrainingSettings;
}

/** The settings of a variant, or null where they are not those of this kind. */
export const settingsOf = sectionsReader({
  problem: CharacterModelSettings,
  adapter: NetworkAdapterSettings,
  dynamics: NetworkTrainingSettings,
});
