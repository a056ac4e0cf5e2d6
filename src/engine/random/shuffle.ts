import type { RandomStream } from './stream.ts';

/** 0 … count − 1 in random order (Fisher and Yates). */
export function shuffledIndices(count: number, random: RandomStream): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
