import type { NetworkSizes } from '../../../engine/problem/network/shape.ts';
import type { Quantities, Quantity } from '../contract.ts';
import { trainableIn } from './sizes.ts';
import type { Settings } from './settings.ts';

interface Entry extends Quantity {
  readonly value: (adapter: Settings['adapter'], sizes: NetworkSizes | null) => number | undefined;
}

const entries: readonly Entry[] = [
  {
    ...{ name: 'r', symbol: 'r', help: 'Rank of the adapters, `adapter.rank`.' },
    value: adapter => adapter.rank,
  },
  {
    ...{ name: 'alpha', symbol: 'α', help: 'Initialisation scale, `adapter.initScale`.' },
    value: adapter => adapter.initScale,
  },
  {
    ...{ name: 's', symbol: 's', help: 'Scaling of the product, `adapter.scaling`.' },
    value: adapter => adapter.scaling,
  },
  {
    ...{
      name: 'N',
      symbol: 'N',
      help: 'Examples of fine-tuning; no value where new classes leave about as many as `N` asks for, or fewer.',
    },
    value: (_, sizes) => (sizes?.counted === true ? sizes.examples : undefined),
  },
  {
    ...{ name: 'd', symbol: 'd', help: 'Inputs of the network.' },
    value: (_, sizes) => sizes?.data.features,
  },
  { ...{ name: 'K', symbol: 'K', help: 'Classes.' }, value: (_, sizes) => sizes?.data.classes },
  {
    ...{ name: 'trainable', symbol: 'p', help: 'Numbers that are trained.' },
    value: (adapter, sizes) => (sizes === null ? undefined : trainableIn(adapter, sizes)),
  },
];

/** Names, symbols and meanings, for completion, hovers and docs. */
export const quantities: readonly Quantity[] = entries.map(({ name, symbol, help }) => ({
  ...{ name, symbol, help },
}));

/** Their values for a variant; those that are not defined are left out. */
export function quantitiesOf(adapter: Settings['adapter'], sizes: NetworkSizes | null): Quantities {
  const values = new Map<string, number>();
  for (const { name, value } of entries) {
    const found = value(adapter, sizes);
    if (found !== undefined) values.set(name, found);
  }
  return { values, complete: sizes !== null };
}
