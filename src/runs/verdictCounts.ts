import type { VerdictInfo } from '../engine/simulation.ts';
import type { VerdictCountView } from '../protocol/verdicts.ts';
import type { RunRecord } from './record.ts';

/** How many runs ended with which verdict, the best first; none where ends are not judged or no run has ended. */
export function verdictCounts(
  records: readonly Pick<RunRecord, 'verdict'>[],
  verdicts: readonly VerdictInfo[],
): readonly VerdictCountView[] {
  return verdicts
    .map(({ key, short, label, tone }) => ({
      ...{ short, label, tone },
      count: records.filter(({ verdict }) => verdict === key).length,
    }))
    .filter(({ count }) => count > 0);
}
