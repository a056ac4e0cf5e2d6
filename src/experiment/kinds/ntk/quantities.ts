import { solutionRankBound } from '../../../engine/problem/ntk/threshold.ts';
import type { LoadedFiles, Quantities, Quantity } from '../contract.ts';
import type { Settings } from './settings.ts';
import { shapeOf, type Shape } from './shape.ts';

interface Entry extends Quantity {
  readonly value: (settings: Settings, shape: Shape | null) => number | undefined;
}

/** The named quantities of theory.md’s section on the NTK regime. */
const entries: readonly Entry[] = [
  {
    ...{ name: 'lambda', symbol: 'λ', help: 'Weight of the nuclear norm, `problem.lambda`.' },
    value: ({ problem }) => problem.lambda,
  },
  {
    ...{ name: 'r', symbol: 'r', help: 'Rank of the factors, `adapter.rank`.' },
    value: ({ adapter }) => adapter.rank,
  },
  {
    ...{ name: 'alpha', symbol: 'α', help: 'Initialisation scale, `adapter.initScale`.' },
    value: ({ adapter }) => adapter.initScale,
  },
  { ...{ name: 'm', symbol: 'm', help: 'Rows of X and of u.' }, value: (_, shape) => shape?.m },
  { ...{ name: 'n', symbol: 'n', help: 'Columns of X and rows of v.' }, value: (_, shape) => shape?.n },
  { ...{ name: 'N', symbol: 'N', help: 'Training examples.' }, value: (_, shape) => shape?.samples },
  { ...{ name: 'K', symbol: 'K', help: 'Outputs of an example.' }, value: (_, shape) => shape?.outputs },
  {
    ...{ name: 'KN', symbol: 'KN', help: 'Measurements: outputs times examples.' },
    value: (_, shape) => shape?.measurements,
  },
  {
    ...{ name: 'threshold', symbol: 'r_KN' },
    help: 'Smallest r with r(r + 1)/2 > KN: from it on spurious minima are excluded.',
    value: (_, shape) => shape?.threshold,
  },
  {
    ...{ name: 'bound', symbol: 'r_KN − 1' },
    help: 'Largest r with r(r + 1)/2 ≤ KN: full fine-tuning has a solution of no larger rank.',
    value: (_, shape) => (shape === null ? undefined : solutionRankBound(shape.outputs, shape.samples)),
  },
];

/** Names, symbols and meanings, for completion, hovers and docs. */
export const quantities: readonly Quantity[] = entries.map(({ name, symbol, help }) => ({
  ...{ name, symbol, help },
}));

/** Their values for a variant; those that are not defined are left out. */
export function quantitiesOf(settings: Settings, files: LoadedFiles): Quantities {
  const shape = shapeOf(settings, files);
  const values = new Map<string, number>();
  for (const { name, value } of entries) {
    const found = value(settings, shape);
    if (found !== undefined) values.set(name, found);
  }
  return { values, complete: shape !== null };
}
