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
    const got = own < rank ? `Rank ${rank}, of which it gets ${own},` : `Rank ${rank}`;
    if (init.kind === 'loraGa' && own > most)
      return [
        {
          code: 'rank-too-large',
          path: ['adapter', 'rank'],
          message: `${got} is too large: LoRA-GA takes 2r singular triples of the gradient, and ${name}`,
          remedy: remedyOf(`Set "rank" to at most ${most}`, most),
        },
      ];
    if (init.kind === 'orthogonal' && own % 2 === 1)
      return [
        {
          code: 'rank-odd',
          path: ['adapter', 'rank'],
          message: `${got} is odd: the orthogonal start splits it in halves, and ${name}`,
          remedy:
            own < rank
              ? remedyOf(`Set "rank" to ${own - 1}`, own - 1)
              : remedyOf('Set "rank" to an even number', 2 * most),
        },
      ];
  }
  return [];
}

/** Where no rank would do, the layer itself is too narrow. */
function remedyOf(rank: string, most: number): string {
  const first = most > 0 ? rank : 'Leave this layer out of "layers"';
  return `${first}, or choose another initialisation.`;
}
