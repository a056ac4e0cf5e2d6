import type { Expectations } from '../../experiment/kinds/expectations.ts';
import type { RunRecord } from '../record.ts';
import type { Finding, Signature } from './contract.ts';
import { evidenceOf } from './evidence.ts';
import { signatures } from './signatures.ts';

/** What a run shows, if anything. */
export interface Diagnosis extends Finding {
  readonly signature: Signature;
}

/** The first signature that a finished run fits. Cancelled runs show nothing: they were not let to their end. */
export function diagnoseRun(resolved: unknown, expected: Expectations, record: RunRecord): Diagnosis | null {
  if (record.status === 'cancelled') return null;
  const run = evidenceOf(resolved, expected, record);
  if (run === null) return null;
  for (const signature of signatures) {
    // of what failed for other reasons nothing is known
    if (record.status === 'failed' && signature.key !== 'diverged') return null;
    if (signature.key !== 'diverged' && expected.signatures?.includes(signature.key) === false) continue;
    const found = signature.detect(run);
    if (found !== null) return { ...found, signature };
  }
  return null;
}

/** What most seeds of a variant show. */
export interface VariantDiagnosis extends Diagnosis {
  /** How many seeds show it, of how many that ended. */
  readonly seeds: number;
  readonly ended: number;
  /** log₁₀ of the final loss, the middle one of those seeds. */
  readonly logLoss: number;
}

/** The diagnosis of a variant: one that at least half of its runs share; of diverged runs, any. */
export function diagnoseVariant(
  resolved: unknown,
  expected: Expectations,
  records: readonly RunRecord[],
): VariantDiagnosis | null {
  const ended = records.filter(({ status }) => status !== 'cancelled');
  const found = ended.flatMap(record => {
    const diagnosis = diagnoseRun(resolved, expected, record);
    return diagnosis === null ? [] : [{ diagnosis, logLoss: finalLogLoss(record) }];
  });
  for (const signature of signatures) {
    const same = found
      .filter(({ diagnosis }) => diagnosis.signature === signature)
      .sort((a, b) => a.logLoss - b.logLoss);
    const middle = same[Math.floor(same.length / 2)];
    if (middle === undefined) continue;
    if (signature.key !== 'diverged' && 2 * same.length < ended.length) continue;
    return { ...middle.diagnosis, seeds: same.length, ended: ended.length, logLoss: middle.logLoss };
  }
  return null;
}

function finalLogLoss({ columns, samples }: RunRecord): number {
  return Math.log10(samples[samples.length - columns.length + columns.indexOf('loss')]!);
}
