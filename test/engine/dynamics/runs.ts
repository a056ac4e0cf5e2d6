import type { DynamicsSettings } from '../../../src/engine/dynamics/settings.ts';
import { chooseKernel } from '../../../src/engine/kernel/choose.ts';
import { planSimulation, type SimulationInput } from '../../../src/engine/simulate.ts';
import type { System } from '../../../src/engine/system.ts';
import { drive, type Finished } from '../reference/drive.ts';

/** Runs a system with the default kernel; `changes` go into the input of `planSimulation`. */
export function runSystem(
  system: System,
  dynamics: DynamicsSettings,
  changes: Partial<SimulationInput> = {},
): Finished {
  return drive(
    planSimulation({
      system,
      dynamics,
      horizon: 10,
      mayStopEarly: false,
      metrics: [],
      seed: 0,
      makeKernel: chooseKernel(),
      ...changes,
    }),
  );
}

/** Runs the gradient flow to a horizon with evenly spaced samples. */
export function runFlow(
  system: System,
  horizon: number,
  options: { readonly samples?: number; readonly tolerance?: number } & Partial<SimulationInput> = {},
): Finished {
  const { samples = 41, tolerance = 1e-6, ...changes } = options;
  return runSystem(
    system,
    { kind: 'gradientFlow', until: horizon, samples, tolerance },
    { horizon, ...changes },
  );
}

/** Largest |a/b − 1| of two columns where b is above a floor. */
export function worstRatio(a: readonly number[], b: readonly number[], floor = 0): number {
  if (a.length !== b.length) throw new Error(`${a.length} against ${b.length} samples`);
  return b.reduce(
    (most, value, i) => (value > floor ? Math.max(most, Math.abs(a[i]! / value - 1)) : most),
    0,
  );
}
