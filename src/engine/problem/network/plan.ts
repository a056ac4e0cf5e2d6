import type { Result } from '../../fault.ts';
import type { PlannedRun } from '../../simulation.ts';
import { newArenaKernel } from '../../network/arena/wasmArena.ts';
import type { NetworkAdapterSettings } from './adapterSettings.ts';
import type { EngineFiles } from '../arrays.ts';
import { startFaults } from './refusals.ts';
import { preparedProblem } from './prepared.ts';
import { classified, columnNames, runNetwork, type NetworkRun } from './run.ts';
import { columnsOf } from './series.ts';
import type { NetworkSettings } from './settings.ts';
import { rankIn, sizesOf } from './shape.ts';
import type { NetworkTrainingSettings } from './trainingSettings.ts';

/** One run: resolved settings, the keys of the series asked for, and the seed of its adapters and batches. */
export interface NetworkInput {
  readonly problem: NetworkSettings;
  readonly adapter: NetworkAdapterSettings;
  readonly dynamics: NetworkTrainingSettings;
  readonly metrics: readonly string[];
  readonly seed: number;
  /** The files that the problem reads. */
  readonly files: EngineFiles;
}

/** Plans a run, or says why it cannot be. Nothing is drawn or trained yet. */
export function planNetwork({ problem, files, ...rest }: NetworkInput): Result<PlannedRun> {
  const sizes = sizesOf(problem, rest.adapter, files);
  if (!sizes.ok) return sizes;
  return planPrepared({
    ...{ ...rest, loss: problem.loss, sizes: sizes.value },
    prepare: () => preparedProblem(problem, sizes.value.sizes, files),
  });
}

/** The same of a network that is made in some other way. */
export function planPrepared({
  dynamics,
  metrics,
  ...run
}: Pick<NetworkRun, 'loss' | 'sizes' | 'prepare' | 'adapter' | 'seed'> &
  Partial<Pick<NetworkRun, 'describe'>> &
  Pick<NetworkInput, 'dynamics' | 'metrics'>): Result<PlannedRun> {
  const { adapter, sizes } = run;
  const faults = startFaults(adapter, sizes);
  if (faults.length > 0) return { ok: false, faults };
  const columns = columnsOf(metrics, {
    ranks: sizes.adapted.map(layer => rankIn(sizes.sizes, layer, adapter.rank)),
    test: sizes.data.test > 0,
    factors: adapter.method === 'lora',
  });
  return {
    ok: true,
    value: {
      columns: columnNames(columns),
      kernel: newArenaKernel(),
      start: () => runNetwork({ describe: classified, ...run, training: dynamics, columns }),
    },
  };
}
