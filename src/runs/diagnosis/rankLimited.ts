import { about } from '../format.ts';
import type { Signature } from './contract.ts';

/** The loss is what two adapters of this rank leave of the target. */
export const rankLimited: Signature = {
  key: 'rankLimited',
  severity: 'warning',
  state: 'rank limited',
  badge: 'limited by rank',
  one: 'is limited by its rank',
  many: 'are limited by their rank',
  level: false,
  detect: run => {
    const { irreducibleLoss, targetRank } = run.expected;
    const rank = run.number('adapter.rank');
    if (
      irreducibleLoss === undefined ||
      !(irreducibleLoss > 0) ||
      rank === undefined ||
      targetRank === undefined
    )
      return null;
    if (!(Math.abs(run.last('loss') / irreducibleLoss - 1) < 1e-2)) return null;
    return {
      why: `The target has rank ${targetRank}; two adapters of rank ${rank} reach ${2 * rank}. What is left, ½Σσᵢ² = ${about(irreducibleLoss, 3)}, stays for all times.`,
      remedy: { path: 'adapter.rank', value: Math.ceil(targetRank / 2) },
    };
  },
};
