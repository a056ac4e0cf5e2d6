import { needsPlainCoordinates } from '../../../engine/dynamics/settings.ts';
import type { Result } from '../../../engine/fault.ts';
import { chooseKernel } from '../../../engine/kernel/choose.ts';
import { startSystem } from '../../../engine/problem/matrixFactorization/build.ts';
import { planSimulation } from '../../../engine/simulate.ts';
import type { PlannedRun } from '../../../engine/simulation.ts';
import type { LoadedFiles, ResolvedVariant } from '../contract.ts';
import { preparedOf, scalesOf } from './facts.ts';
import type { Settings } from './settings.ts';

/** Draws the adapters, reduces where that is exact, and plans the run. */
export function planMatrixFactorization(
  settings: Settings,
  variant: ResolvedVariant,
  seed: number,
  files: LoadedFiles,
): Result<PlannedRun> {
  const { problem, adapter, dynamics } = settings;
  const prepared = preparedOf(settings, files);
  if (!prepared.ok) return prepared;
  const reduce = !needsPlainCoordinates(dynamics);
  const system = startSystem(prepared.value, { problem, adapter, seed, files, reduce });
  if (!system.ok) return system;
  const scales = scalesOf(settings, prepared.value);
  const automatic = dynamics.kind === 'gradientFlow' && dynamics.until === 'auto';
  const until =
    dynamics.kind === 'gradientFlow' && dynamics.until !== 'auto' ? dynamics.until : scales.horizon;
  const run = planSimulation({
    system: system.value,
    dynamics,
    horizon: until,
    mayStopEarly: automatic,
    ...(scales.escape && { predictedEscape: scales.escape.time }),
    initScale: adapter.initScale,
    metrics: variant.metrics,
    seed,
    makeKernel: chooseKernel(),
  });
  return { ok: true, value: run };
}
