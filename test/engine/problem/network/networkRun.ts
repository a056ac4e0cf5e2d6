import { planNetwork, type NetworkInput } from '../../../../src/engine/problem/network/plan.ts';
import type { Outcome } from '../../../../src/engine/simulation.ts';

/** A run of a small network on digits: 64-12-10, pre-trained in five epochs, 60 steps. */
export function input(
  change: {
    readonly problem?: Partial<NetworkInput['problem']>;
    readonly adapter?: Partial<NetworkInput['adapter']>;
    readonly dynamics?: NetworkInput['dynamics'];
    readonly metrics?: readonly string[];
    readonly seed?: number;
    readonly files?: NetworkInput['files'];
  } = {},
): NetworkInput {
  return {
    problem: {
      ...{
        kind: 'network',
        data: { kind: 'digits' },
        hidden: [12],
        activation: 'relu',
        loss: 'crossEntropy',
      },
      pretraining: { epochs: 5, batch: 50, learningRate: 5e-3, seed: 0 },
      ...{ task: { kind: 'rotate', quarters: 1 }, N: 100 },
      ...change.problem,
    },
    adapter: {
      ...{ method: 'lora', layers: 'all', rank: 2, init: { kind: 'gaussian', randomFactor: 'A' } },
      ...{ initScale: 0.1, scaling: 1, ...change.adapter },
    },
    dynamics: change.dynamics ?? {
      ...{ kind: 'adaptiveGd', firstStep: 0.05, steps: 60, learningRateRatio: 1, precision: 'float64' },
    },
    metrics: change.metrics ?? [],
    seed: change.seed ?? 0,
    files: change.files ?? {},
  };
}

export interface NetworkRan {
  readonly columns: readonly string[];
  readonly rows: readonly Float64Array[];
  readonly outcome: Outcome;
  /** A column at the first sample, or at the last. */
  readonly first: (column: string) => number;
  readonly last: (column: string) => number;
}

/** Runs to the end, or throws with the faults. */
export function ran(settings: NetworkInput): NetworkRan {
  const planned = planNetwork(settings);
  if (!planned.ok) throw new Error(planned.faults.map(({ code }) => code).join());
  const simulation = planned.value.start();
  const rows: Float64Array[] = [];
  let step = simulation.next();
  for (; step.done !== true; step = simulation.next())
    if (step.value.kind === 'sample') rows.push(step.value.values);
  const { columns } = planned.value;
  const at = (row: Float64Array, column: string) => {
    const place = columns.indexOf(column);
    if (place < 0) throw new Error(`there is no column ${column}`);
    return row[place]!;
  };
  return {
    ...{ columns, rows, outcome: step.value },
    first: column => at(rows[0]!, column),
    last: column => at(rows.at(-1)!, column),
  };
}
