import type { Fault } from '../../fault.ts';
import type { NetworkAdapterSettings } from './adapterSettings.ts';
import { rankIn, type NetworkSizes } from './shape.ts';

/** Why a start cannot be, known from sizes alone. */
export function startFaults(
  { method, init, rank }: Pick<NetworkAdapterSettings, 'method' | 'init' | 'rank'>,
  { sizes, adapted }: NetworkSizes,
): readonly Fault[] {
  if (method === 'full') return [];
  for (const layer of adapted) {
    const own = rankIn(sizes, layer, rank);
    const most = Math.floor(Math.min(sizes[layer]!, sizes[layer + 1]!) / 2);
    const name = `layer ${layer + 1} is ${sizes[layer + 1]!}×${sizes[layer]!}`;
    if (init.kind === 'loraGa' && own > most)
      return [
        {
          code: 'rank-too-large',
          path: ['adapter', 'rank'],
          message: `Rank ${own} is too large: LoRA-GA takes 2r singular triples of the gradient, and ${name}`,
          remedy: `Set "rank" to at most ${most}, or choose another initialisation.`,
        },
      ];
    if (init.kind === 'orthogonal' && own % 2 === 1)
      return [
        {
          code: 'rank-odd',
          path: ['adapter', 'rank'],
          message: `Rank ${own} is odd: the orthogonal start splits it in halves, and ${name}`,
          remedy: 'Set "rank" to an even number, or choose another initialisation.',
        },
      ];
  }
  return [];
}
