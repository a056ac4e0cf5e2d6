import type { Result } from '../../fault.ts';
import type { PlannedRun } from '../../simulation.ts';
import type { EngineFiles } from '../arrays.ts';
import type { NetworkAdapterSettings } from '../network/adapterSettings.ts';
import { planPrepared } from '../network/plan.ts';
import type { NetworkTrainingSettings } from '../network/trainingSettings.ts';
import { preparedModel, type PreparedModel } from './prepared.ts';
import type { CharacterModelSettings } from './settings.ts';
import { characterModelSizes } from './shape.ts';
import { writingOf } from './writing.ts';

/** One run: resolved settings, the keys of the series asked for, the seed of adapters, batches and writing, and the files read. */
export interface CharacterModelInput {
  readonly problem: CharacterModelSettings;
  readonly adapter: NetworkAdapterSettings;
  readonly dynamics: NetworkTrainingSettings;
  readonly metrics: readonly string[];
  readonly seed: number;
  readonly files: EngineFiles;
}

/** Plans a run, or says why it cannot be: a text that is too short, a layer that is not there. */
export function planCharacterModel({ problem, files, ...rest }: CharacterModelInput): Result<PlannedRun> {
  const found = characterModelSizes(problem, rest.adapter, files);
  if (!found.ok) return found;
  const sizes = found.value;
  let model: PreparedModel | undefined;
  return planPrepared({
    ...{ ...rest, loss: 'crossEntropy', sizes },
    prepare: function* () {
      return (model = yield* preparedModel(problem, sizes, files));
    },
    describe: (_, { layers }) =>
      model === undefined ? {} : { writing: writingOf(model, layers, sizes.vocabulary, rest.seed) },
  });
}
