/**
 * The smallest rank r with r(r + 1)/2 > KN. From it on LoRA has no spurious local minimum for almost every perturbation of
 * the problem (arXiv 2402.11867): sufficient, not necessary.
 */
export function thresholdRank(outputs: number, samples: number): number {
  let rank = 1;
  while ((rank * (rank + 1)) / 2 <= outputs * samples) rank++;
  return rank;
}

/** The largest rank r with r(r + 1)/2 ≤ KN: full fine-tuning has a minimiser of no larger rank. */
export function solutionRankBound(outputs: number, samples: number): number {
  return thresholdRank(outputs, samples) - 1;
}
