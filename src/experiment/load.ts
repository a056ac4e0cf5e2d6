import { estimateBatch, type BatchEstimate } from './cost.ts';
import type { FolderListing } from './folderListing.ts';
import { configHash, type FileHashes } from './identity.ts';
import type { Finding, Issue, Severity } from './issue.ts';
import type { LoadedFiles } from './kinds/contract.ts';
import { isList, isObject, member } from './json.ts';
import { problemKind } from './kinds/registry.ts';
import { LineIndex } from './lines.ts';
import { readAll } from './reading.ts';
import { locate } from './locate.ts';
import { overlayRules } from './ownTheory/overlayRules.ts';
import { readReferences, type LoadedReference } from './ownTheory/references.ts';
import { parseText } from './parse.ts';
import type { ResolvedVariantEntry } from './expand.ts';
import { resolve, type ResolvedExperiment } from './resolve.ts';
import { mapPath } from './sources.ts';

/** What came of reading a user's file. `reason` completes "weights.npz: …"; of a folder there are no bytes, but what is in it. */
export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: string; readonly folder?: FolderListing };

/** Reads a file of an experiment by its path as written; who reads, and what may be read, is the host's matter. */
export type ReadFile = (path: string) => Promise<ReadResult>;

/** An experiment as far as it can be understood. It can run if `experiment` is there. */
export interface LoadedExperiment {
  /** Everything there is to say, in the order of the text. */
  readonly issues: readonly Issue[];
  /** Absent where there is an error, or the file is no experiment. */
  readonly experiment?: ResolvedExperiment;
  /** The grid, in order: overlays slowest, the last axis fastest. Empty where there is no experiment. */
  readonly variants: readonly ResolvedVariantEntry[];
  readonly seeds: readonly number[];
  readonly files: LoadedFiles;
  readonly fileHashes: FileHashes;
  /** Curves from elsewhere, as far as they could be read. No run depends on them. */
  readonly references: readonly LoadedReference[];
  readonly configHash: string;
  readonly estimate: BatchEstimate;
}

/** Reads, resolves and checks an experiment and the files it names. Never throws for anything a user can write. */
export async function loadExperiment(text: string, readFile: ReadFile): Promise<LoadedExperiment> {
  const { document, issues } = parseText(text);
  const lines = new LineIndex(document.text);
  const { experiment, variants, findings } = resolve(document.value);
  const syntaxBroken = issues.some(issue => issue.severity === 'error');
  const found = [...issues];
  for (const finding of findings) {
    // What is missing from a broken text may only not be written yet.
    const premature = syntaxBroken && ['not-an-experiment', 'missing-key'].includes(finding.code);
    if (!premature) found.push(locate(finding, document, lines));
  }
  const none = {
    variants: [],
    seeds: [],
    files: {},
    fileHashes: {},
    references: [],
    configHash: '',
    estimate: estimateBatch([], 0),
  };
  if (experiment === undefined || syntaxBroken) return { issues: inOrder(found), ...none };

  const read = await readAll(variants, readFile);
  const said = new Map<string, { finding: Finding; entries: Set<ResolvedVariantEntry> }>();
  const say = (finding: Finding, entry: ResolvedVariantEntry) => {
    const key = JSON.stringify([finding.code, mapPath(finding.path, entry.sources)]);
    const before = said.get(key);
    if (before === undefined) said.set(key, { finding, entries: new Set([entry]) });
    else before.entries.add(entry);
  };
  for (const { finding, entry } of read.findings) say(finding, entry);
  const readable = read.findings.length === 0;
  for (const entry of variants) {
    const kind = problemKind(entry.resolved.problem['kind']);
    if (!readable || kind === undefined) continue;
    for (const finding of kind.check(entry.resolved, read.files)) say(finding, entry);
    const { overlays = [] } = experiment;
    for (const finding of overlayRules(kind, overlays, entry.resolved, read.files)) say(finding, entry);
  }
  for (const { finding, entries } of said.values()) {
    const [first] = entries;
    if (first === undefined) continue;
    found.push(
      locate(forVariant(finding, first, entries.size, variants.length), document, lines, first.sources),
    );
  }
  const kind = problemKind(experiment.problem['kind']);
  const listed = isObject(document.value) && isList(member(document.value, 'reference'));
  const runs = {
    discrete: variants.some(({ resolved }) => kind?.method(resolved).discrete === true),
    recorded: new Set(variants.flatMap(({ resolved }) => resolved.metrics)),
  };
  const { references, findings: unfit } = kind
    ? await readReferences(kind, experiment.reference ?? [], listed, runs, readFile)
    : { references: [], findings: [] };
  found.push(...unfit.map(finding => locate(finding, document, lines)));
  if (found.some(issue => issue.severity === 'error')) return { issues: inOrder(found), ...none };
  const estimate = estimateBatch(
    variants.map(({ resolved }) => problemKind(resolved.problem['kind'])?.estimate(resolved, read.files)),
    experiment.seeds.length,
  );
  if (estimate.storedBytes > LARGE_BATCH) found.push(locate(largeBatch(estimate), document, lines));
  return {
    issues: inOrder(found),
    experiment,
    variants,
    seeds: experiment.seeds,
    files: read.files,
    fileHashes: read.hashes,
    references,
    configHash: configHash(experiment, read.hashes),
    estimate,
  };
}

/** The default limit of what is kept of all batches. */
const LARGE_BATCH = 5e8;

function largeBatch({ runs, storedBytes }: BatchEstimate): Finding {
  return {
    code: 'batch-large',
    severity: 'warning',
    origin: 'meaning',
    message: `${runs} runs will store about ${Math.round(storedBytes / 1e6)} MB of samples`,
    remedy: 'set "samples" in dynamics, or run fewer seeds',
    path: ['seeds'],
  };
}

/** Says for which variants a message holds where it does not hold for all. */
function forVariant(finding: Finding, entry: ResolvedVariantEntry, count: number, total: number): Finding {
  if (count === total || Object.keys(entry.label).length === 0) return finding;
  const label = Object.entries(entry.label)
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
  const others = count === 1 ? '' : ` (and ${count - 1} more of ${total} variants)`;
  return { ...finding, message: `${finding.message}, for ${label}${others}` };
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

function inOrder(issues: readonly Issue[]): readonly Issue[] {
  return issues.toSorted((a, b) => a.offset - b.offset || RANK[a.severity] - RANK[b.severity]);
}
