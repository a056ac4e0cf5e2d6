import { rankIn, sizesOf, type NetworkSizes } from '../../../engine/problem/network/shape.ts';
import type { LoadedFiles } from '../contract.ts';
import type { Settings } from './settings.ts';

/** The sizes of a variant; null where its settings do not go together. */
export function sizesIn({ problem, adapter }: Settings, files: LoadedFiles): NetworkSizes | null {
  const sizes = sizesOf(problem, adapter, files);
  return sizes.ok ? sizes.value : null;
}

/** Numbers that are trained: of A and B in every adapted layer, or of its whole matrix. */
export function trainableIn(adapter: Settings['adapter'], { sizes, adapted }: NetworkSizes): number {
  return adapted.reduce((sum, layer) => {
    const [n, m] = [sizes[layer]!, sizes[layer + 1]!];
    return sum + (adapter.method === 'full' ? m * n : rankIn(sizes, layer, adapter.rank) * (m + n));
  }, 0);
}
