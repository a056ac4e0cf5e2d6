import type { NetworkAdapterSettings } from '../../../engine/problem/network/adapterSettings.ts';
import type { NetworkSizes } from '../../../engine/problem/network/shape.ts';
import type { NetworkTrainingSettings } from '../../../engine/problem/network/trainingSettings.ts';
import type { Finding } from '../../issue.ts';
import type { ArrayRequest, LoadedFiles, ProblemKind, ResolvedVariant, RunEstimate } from '../contract.ts';
import { methodOfTraining } from './method.ts';
import { quantitiesOf } from './quantities.ts';
import { trainableIn } from './sizes.ts';

/** Settings of every kind that trains a network. */
interface Trained {
  readonly adapter: NetworkAdapterSettings;
  readonly dynamics: NetworkTrainingSettings;
}

/** In what such kinds differ. */
interface Differences<Settings extends Trained, Sizes extends NetworkSizes> {
  /** Null where a variant's settings are not those of the kind. */
  readonly settingsOf: (variant: ResolvedVariant) => Settings | null;
  /** Null where settings do not go together, or files are missing. */
  readonly sizesIn: (settings: Settings, files: LoadedFiles) => Sizes | null;
  readonly requests: (settings: Settings) => readonly ArrayRequest[];
  readonly check: (settings: Settings, asked: readonly string[], files: LoadedFiles) => readonly Finding[];
  readonly estimate: (settings: Settings, sizes: Sizes) => RunEstimate;
}

/** What is said of a variant of such a kind before it runs; nothing where its settings are another version's. */
export function trainedKind<Settings extends Trained, Sizes extends NetworkSizes>({
  settingsOf,
  sizesIn,
  requests,
  check,
  estimate,
}: Differences<Settings, Sizes>): Pick<
  ProblemKind,
  'quantitiesOf' | 'files' | 'check' | 'method' | 'derive' | 'estimate'
> {
  return {
    quantitiesOf: (variant, files) => {
      const settings = settingsOf(variant);
      return settings === null
        ? { values: new Map(), complete: false }
        : quantitiesOf(settings.adapter, sizesIn(settings, files));
    },
    files: variant => {
      const settings = settingsOf(variant);
      return settings === null ? [] : requests(settings);
    },
    check: (variant, files) => {
      const settings = settingsOf(variant);
      return settings === null ? [] : check(settings, variant.metrics, files);
    },
    method: variant => methodOfTraining(settingsOf(variant)?.dynamics ?? null),
    derive: (variant, files) => {
      const settings = settingsOf(variant);
      const sizes = settings && sizesIn(settings, files);
      return settings && sizes ? { trainable: trainableIn(settings.adapter, sizes) } : {};
    },
    estimate: (variant, files) => {
      const settings = settingsOf(variant);
      const sizes = settings && sizesIn(settings, files);
      return settings && sizes ? estimate(settings, sizes) : { seconds: 0, bytes: 0, storedBytes: 0 };
    },
  };
}
