import type { Dims } from '../../../engine/system.ts';
import type { Derived, LoadedFiles } from '../contract.ts';
import { dimsOf } from './dims.ts';
import { affordablePrepared, scalesOf } from './facts.ts';
import { foresightOf } from './foresight.ts';
import type { Settings } from './settings.ts';

/** Numbers that follow from the settings: for hints in the editor and axes of plots. */
export function derivedFrom(settings: Settings, files: LoadedFiles): Derived {
  const { adapter, dynamics } = settings;
  const dims = dimsOf(settings, files);
  const trainable = dims === null ? undefined : trainedNumbers(adapter, dims);
  const prepared = affordablePrepared(settings, files);
  const scales = prepared?.ok === true ? scalesOf(settings, prepared.value) : undefined;
  const escape = prepared?.ok === true ? foresightOf(settings, prepared.value).escape : undefined;
  const horizon =
    dynamics.kind === 'gradientFlow'
      ? (dynamics.times?.at(-1) ?? (dynamics.until === 'auto' ? scales?.horizon : dynamics.until))
      : dynamics.learningRate * dynamics.steps;
  return {
    ...(trainable !== undefined && { trainable }),
    ...(scales && { lambda: scales.lambda, deltaW: scales.deltaW }),
    ...(escape && { escape }),
    ...(scales?.learningRateLimit !== undefined && { learningRateLimit: scales.learningRateLimit }),
    ...(horizon !== undefined && { horizon }),
  };
}

/** r(m + 2h + n); without both B where the recipe freezes them. */
function trainedNumbers({ rank, init }: Settings['adapter'], { m, h, n }: Dims): number {
  return init.kind === 'mica' ? rank * (h + n) : rank * (m + 2 * h + n);
}
