import { Value } from 'typebox/value';
import { AdapterSettings } from '../../../src/engine/adapter/settings.ts';
import type { BuildInput } from '../../../src/engine/problem/matrixFactorization/build.ts';
import { buildSystem } from '../../../src/engine/problem/matrixFactorization/build.ts';
import type { EngineFiles } from '../../../src/engine/problem/arrays.ts';
import { MatrixFactorizationSettings } from '../../../src/engine/problem/matrixFactorization/settings.ts';
import type { Fault } from '../../../src/engine/fault.ts';
import type { System } from '../../../src/engine/system.ts';

/** Settings with every default filled in, as the loader of experiments does it. */
export function problemOf(written: object): MatrixFactorizationSettings {
  return Value.Parse(
    MatrixFactorizationSettings,
    Value.Default(MatrixFactorizationSettings, { kind: 'matrixFactorization', ...written }),
  );
}

export function adapterOf(written: object): AdapterSettings {
  return Value.Parse(AdapterSettings, Value.Default(AdapterSettings, { ...written }));
}

export function inputOf(
  problem: object,
  adapter: object,
  options: { seed?: number; files?: EngineFiles; reduce?: boolean } = {},
): BuildInput {
  return {
    problem: problemOf(problem),
    adapter: adapterOf(adapter),
    seed: options.seed ?? 0,
    files: options.files ?? {},
    reduce: options.reduce ?? true,
  };
}

export function built(...args: Parameters<typeof inputOf>): System {
  const result = buildSystem(inputOf(...args));
  if (!result.ok) throw new Error(result.faults.map(fault => fault.message).join('; '));
  return result.value;
}

export function faultsOf(...args: Parameters<typeof inputOf>): readonly Fault[] {
  const result = buildSystem(inputOf(...args));
  return result.ok ? [] : result.faults;
}
