import type { Result } from '../../engine/fault.ts';
import { openTable, type TableFile } from '../../data/table.ts';
import { faultFinding, type Finding } from '../issue.ts';
import type { Path } from '../json.ts';
import type { ProblemKind } from '../kinds/contract.ts';
import type { ReadFile } from '../load.ts';
import { readSafely } from '../readSafely.ts';
import { didYouMean } from '../suggest.ts';
import type { ReferenceFile } from './settings.ts';

/** A curve from elsewhere: values of the series itself, not their logarithms; NaN where it has none. */
export interface ReferenceCurve {
  readonly on: string;
  readonly value: Float64Array;
}

/** A table that was read. Its rows are in the order of time. */
export interface LoadedReference {
  readonly label: string;
  readonly path: string;
  /** Flow times, or step numbers of a discrete optimiser: t = η·step. */
  readonly clock: 't' | 'step';
  readonly time: Float64Array;
  readonly curves: readonly ReferenceCurve[];
}

/** What a table is held against. */
export interface RecordedRuns {
  /** Whether some variant has steps. */
  readonly discrete: boolean;
  /** Keys of the series that some variant records. */
  readonly recorded: ReadonlySet<string>;
}

/** Tables by the bytes they were read from: a text that is being typed reads the same file again and again. */
const opened = new WeakMap<Uint8Array, Result<TableFile>>();

/**
 * Reads the tables that `reference` names, each by the same rules of place as weights. What cannot be drawn is left
 * out with a warning: no run depends on it.
 * @param listed whether the file has a list of tables rather than one
 */
export async function readReferences(
  kind: ProblemKind,
  reference: readonly ReferenceFile[],
  listed: boolean,
  runs: RecordedRuns,
  readFile: ReadFile,
): Promise<{ readonly references: readonly LoadedReference[]; readonly findings: readonly Finding[] }> {
  const references: LoadedReference[] = [];
  const findings: Finding[] = [];
  for (const [i, file] of reference.entries()) {
    const path: Path = listed ? ['reference', i, 'path'] : ['reference', 'path'];
    const read = await readSafely(readFile, file.path);
    if (!read.ok) {
      const remedy = 'check the path; it is relative to the experiment';
      findings.push(warning('reference-unreadable', `${file.path}: ${read.reason}`, remedy, path));
      continue;
    }
    const table = opened.get(read.bytes) ?? openTable(read.bytes, file.path);
    opened.set(read.bytes, table);
    if (!table.ok) {
      findings.push(...table.faults.map(fault => asWarning(faultFinding(fault, path))));
      continue;
    }
    const loaded = loadTable(kind, file, table.value, path, runs);
    findings.push(...loaded.findings);
    if (loaded.reference !== null) references.push(loaded.reference);
  }
  return { references, findings };
}

function loadTable(
  kind: ProblemKind,
  { path: file, label }: ReferenceFile,
  table: TableFile,
  path: Path,
  { discrete, recorded }: RecordedRuns,
): { readonly reference: LoadedReference | null; readonly findings: readonly Finding[] } {
  const { names } = table;
  const clock = names.includes('t') ? 't' : names.includes('step') ? 'step' : null;
  if (clock === null) {
    const message = `${file}: there is no column t or step; it has ${list(names)}`;
    return refused([warning('reference-no-time', message, 'call the column of flow times t', path)]);
  }
  if (clock === 'step' && !discrete) {
    const message = `${file}: it counts steps, and a flow has none`;
    return refused([warning('reference-step', message, 'add a column t with flow times', path)]);
  }
  const time = table.column(clock);
  if (!time.ok) return refused(time.faults.map(fault => asWarning(faultFinding(fault, path))));
  const late = time.value.findIndex((t, row) => !(t > (time.value[row - 1] ?? -Infinity)));
  if (late >= 0) {
    const place = `${clock} = ${time.value[late]} in line ${table.lineOf(late)}`;
    const before = late === 0 ? 'is no time' : `does not come after ${time.value[late - 1]}`;
    const remedy = 'keep one run, its rows in the order of time';
    return refused([warning('reference-time-order', `${file}: ${place} ${before}`, remedy, path)]);
  }
  const series = names.filter(name => kind.seriesOf(name) !== undefined);
  const others = names.filter(name => !series.includes(name) && name !== 't' && name !== 'step');
  if (series.length === 0) {
    const hint = others.length === 1 ? didYouMean(others[0] ?? '', kind.columns) : '';
    const message = `${file}: no column is a series; it has ${list(others)}${hint}`;
    const remedy = 'name columns by the keys of series: loss, alignment, normZ1 …';
    return refused([warning('reference-no-series', message, remedy, path)]);
  }
  const findings: Finding[] = [];
  if (others.length > 0) {
    const message = `${file}: ${list(others)} ${others.length === 1 ? 'is no series and is' : 'are no series and are'} left out`;
    const remedy = 'name columns by the keys of series: loss, alignment, normZ1 …';
    findings.push({ ...warning('reference-column', message, remedy, path), severity: 'hint' });
  }
  for (const on of series) {
    const metric = kind.seriesOf(on) ?? on;
    if (recorded.has(metric)) continue;
    const message = `${file}: ${on} is not recorded, so there is nothing to compare it with`;
    findings.push(warning('series-not-recorded', message, `add "${metric}" to "metrics"`, path));
  }
  const curves = series.flatMap(on => {
    const value = table.column(on);
    if (value.ok) return [{ on, value: value.value }];
    findings.push(...value.faults.map(fault => asWarning(faultFinding(fault, path))));
    return [];
  });
  return { reference: { label, path: file, clock, time: time.value, curves }, findings };
}

function refused(findings: readonly Finding[]): {
  readonly reference: null;
  readonly findings: readonly Finding[];
} {
  return { reference: null, findings };
}

function warning(code: string, message: string, remedy: string, path: Path): Finding {
  return { code, severity: 'warning', origin: 'meaning', message, remedy, path };
}

function asWarning(finding: Finding): Finding {
  return { ...finding, severity: 'warning' };
}

function list(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} …` : names.join(', ');
}
