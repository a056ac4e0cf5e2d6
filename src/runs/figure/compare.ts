import { canonicalJson } from '../../experiment/identity.ts';
import type { Json } from '../../experiment/json.ts';
import { fixed, formatNumber, roughly } from '../format.ts';
import type { RunRecord, VariantLabel } from '../record.ts';
import type { CertifiedRun, FigureCertificate } from './certificate.ts';
import { columnDigests, digestsOf, runDigest } from './digests.ts';

/** How the runs of a figure compare with those that were computed again. */
export interface FigureComparison {
  readonly same: boolean;
  /** What differs, in sentences; empty where nothing does. */
  readonly lines: readonly string[];
}

/** The largest relative difference among the numbers that the figure carries in full. */
interface Largest {
  readonly relative: number;
  readonly line: string;
}

/** Runs are named in full up to this many. */
const MOST_NAMED = 5;

/** Settings of one variant as a word: runs of two batches are of one variant where it is the same. */
export function labelKey(label: VariantLabel): string {
  return canonicalJson(label as Json);
}

/**
 * Compares the runs that a figure carries with the same runs computed again, bit for bit. `again` is in the order of
 * `certificate.runs`; undefined where a run could not be computed.
 */
export function compareRuns(
  certificate: FigureCertificate,
  again: readonly (RunRecord | undefined)[],
): FigureComparison {
  const digests = again.map(record => record && digestsOf(record));
  const differing = certificate.runs.filter((run, i) => {
    const found = digests[i];
    return found === undefined || runDigest(found) !== run.digest;
  });
  if (differing.length === 0) return { same: true, lines: [] };
  const found = columnDigests(digests.filter(each => each !== undefined));
  const series = Object.keys(certificate.series).filter(key => found[key] !== certificate.series[key]);
  const named = differing.slice(0, MOST_NAMED).map(run => runName(certificate, run));
  const more = differing.length > MOST_NAMED ? ` and ${differing.length - MOST_NAMED} more` : '';
  const largest = largestDifference(certificate, again);
  return {
    same: false,
    lines: [
      `${differing.length} of ${certificate.runs.length} runs differ: ${named.join('; ')}${more}`,
      `series that differ: ${series.length > 0 ? series.join(', ') : 'none as a whole'}`,
      largest?.line ??
        'the numbers that the figure carries in full agree: the difference lies between them, or at the end',
    ],
  };
}

function runName({ variants }: FigureCertificate, { variant, seed }: CertifiedRun): string {
  const settings = Object.entries(variants[variant] ?? {}).map(
    ([path, value]) => `${path} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [...settings, `seed ${seed}`].join(', ');
}

function largestDifference(
  certificate: FigureCertificate,
  again: readonly (RunRecord | undefined)[],
): Largest | null {
  let largest: Largest | null = null;
  certificate.runs.forEach((run, i) => {
    const record = again[i];
    for (const [key, values] of Object.entries(run.marks?.values ?? {})) {
      const place = record?.columns.indexOf(key) ?? -1;
      if (record === undefined || place < 0) continue;
      values.forEach((was, mark) => {
        const row = run.marks?.rows[mark] ?? 0;
        const is = record.samples[row * record.columns.length + place] ?? NaN;
        const relative = difference(was, is);
        if (relative <= (largest?.relative ?? 0)) return;
        const t = run.marks?.values['t']?.[mark] ?? NaN;
        const size = Number.isFinite(relative) ? roughly(relative) : 'without bound';
        const line = `largest relative difference that is known: ${size}, ${key} at t = ${formatNumber(t)} of ${runName(certificate, run)}: ${exact(was)} in the figure, ${exact(is)} now`;
        largest = { relative, line };
      });
    }
  });
  return largest;
}

function difference(was: number, is: number): number {
  if (Object.is(was, is) || (Number.isNaN(was) && Number.isNaN(is))) return 0;
  const relative = Math.abs(was - is) / Math.max(Math.abs(was), Math.abs(is));
  return Number.isNaN(relative) ? Infinity : relative;
}

/** All digits of a number. */
function exact(value: number): string {
  return Number.isFinite(value) ? String(value).replace('-', '−') : fixed(value, 0);
}
