import type { Finding } from './issue.ts';
import { isList, isObject, member, objectOf, show, type Json, type JsonObject, type Path } from './json.ts';
import { withDefaults } from './defaults.ts';
import type { ProblemKind, ResolvedVariant } from './kinds/contract.ts';
import { problemKind, problemKinds } from './kinds/registry.ts';
import { migrate } from './migrate.ts';
import { assign, merge } from './overlay.ts';
import { SECTIONS, documentSchema, sectionSchemas, sweepablePaths, type Section } from './schema.ts';
import type { Schema } from './schemaModel.ts';
import { structureFindings } from './structure.ts';
import { gridPoints, gridSize, labelOf, readSweep, type Assignment, type AxisGroup } from './sweep.ts';
import { closest } from './suggest.ts';
import { readOverlays, type Overlay } from './variants.ts';

/** An experiment with every default explicit. Plain data. */
export interface ResolvedExperiment {
  readonly version: number;
  readonly title: string;
  readonly notes?: string;
  readonly problem: JsonObject;
  readonly adapter: JsonObject;
  readonly dynamics: JsonObject;
  readonly metrics: readonly string[];
  readonly seeds: readonly number[];
  /** Values of every axis, ranges written out; `zip` if there is one. */
  readonly sweep: JsonObject;
  readonly variants: readonly JsonObject[];
  /** Id of the published figure that the file claims to reproduce. */
  readonly reproduces?: string;
}

/** One point of the grid. */
export interface ResolvedVariantEntry {
  /** Swept settings as written, by dotted path; the overlay's name, where there is one, as `variant`. */
  readonly label: JsonObject;
  readonly name?: string;
  readonly resolved: ResolvedVariant;
  /** Where its settings stand in the file, besides the place they would normally have. */
  readonly sources: readonly Source[];
}

/** The settings under `path` come from `source` in the document. */
export interface Source {
  readonly path: Path;
  readonly source: Path;
}

/** What a file means. Without `experiment` there is an error among the findings, or the file is no experiment. */
export interface Resolution {
  readonly experiment?: ResolvedExperiment;
  readonly variants: readonly ResolvedVariantEntry[];
  readonly findings: readonly Finding[];
}

/** More grid points than any plot can show, and than fit in memory with their records. */
const MAX_VARIANTS = 20_000;
const MAX_RUNS = 1_000_000;
const MAX_FINDINGS = 50;

/** Gives a document its meaning: migrates, checks the structure, expands sweep and variants, fills in defaults. */
export function resolve(document: Json | undefined): Resolution {
  if (document === undefined) return { variants: [], findings: [] };
  if (!isObject(document) || !Object.hasOwn(document, 'problem')) {
    return { variants: [], findings: [notAnExperiment(document)] };
  }
  const migrated = migrate(document);
  const findings: Finding[] = [...migrated.findings];
  const file = migrated.experiment;
  if (file === undefined) return { variants: [], findings };
  const kind = kindOf(member(file, 'problem'), findings);
  if (kind === undefined) return { variants: [], findings };

  findings.push(...structureFindings(documentSchema(kind), file, [], 'partial'));
  const sweep = readSweep(member(file, 'sweep'), new Set(sweepablePaths(kind).keys()));
  findings.push(...sweep.findings);
  const overlays = readOverlays(member(file, 'variants'));
  findings.push(...overlays.findings);
  const seeds = readSeeds(member(file, 'seeds'));
  const size = gridSize(sweep.groups) * Math.max(1, overlays.overlays.length);
  if (size > MAX_VARIANTS || size * seeds.length > MAX_RUNS) findings.push(tooMany(size, seeds.length));
  if (findings.some(found => found.severity === 'error')) return { variants: [], findings };

  const variants = expand(kind, file, sweep.groups, overlays.overlays, findings);
  if (findings.some(found => found.severity === 'error')) return { variants: [], findings };
  const experiment = resolvedExperiment(kind, file, seeds, sweep.groups, overlays.overlays);
  return { experiment, variants, findings };
}

function notAnExperiment(document: Json): Finding {
  const guess = isObject(document) ? closest('problem', Object.keys(document)) : null;
  return {
    code: 'not-an-experiment',
    severity: 'hint',
    origin: 'meaning',
    message: `this file has no "problem", so it is not read as a LoRA experiment${guess === null ? '' : `; is "${guess}" meant?`}`,
    remedy: 'add "problem": { "kind": "matrixFactorization" } to make it one',
    path: [],
  };
}

function kindOf(problem: Json | undefined, findings: Finding[]): ProblemKind | undefined {
  const written = isObject(problem) ? (member(problem, 'kind') ?? problemKinds[0].kind) : problem;
  const kind = problemKind(written);
  if (kind !== undefined) return kind;
  const kinds = problemKinds.map(known => known.kind);
  const guess = typeof written === 'string' ? closest(written, kinds) : null;
  const path = isObject(problem) ? ['problem', 'kind'] : ['problem'];
  findings.push({
    code: typeof written === 'string' ? 'unknown-value' : 'wrong-type',
    severity: 'error',
    origin: 'structure',
    message:
      typeof written === 'string'
        ? `there is no problem of kind ${show(written)}${guess === null ? '' : `; did you mean "${guess}"?`}`
        : `problem must be an object with a "kind", not ${show(written)}`,
    remedy: `write { "kind": ${kinds.map(show).join(' or ')} }`,
    path,
    ...(guess !== null && {
      proposal: { kind: 'set', title: `Change to "${guess}"`, path, value: guess } as const,
    }),
  });
  return undefined;
}

function tooMany(variants: number, seeds: number): Finding {
  return {
    code: 'too-many-runs',
    severity: 'error',
    origin: 'meaning',
    message: `the sweep has ${variants} variants and ${variants * seeds} runs; a batch has at most ${MAX_VARIANTS} and ${MAX_RUNS}`,
    remedy: 'sweep over fewer values, or split the experiment',
    path: ['sweep'],
  };
}

/** Seeds 0 … count − 1, or the list as it stands. */
function readSeeds(seeds: Json | undefined): readonly number[] {
  if (isList(seeds)) return seeds.filter(seed => typeof seed === 'number');
  const count = typeof seeds === 'number' && seeds >= 1 && seeds <= 100_000 ? Math.floor(seeds) : 1;
  return Array.from({ length: count }, (_, seed) => seed);
}

/** Every variant, overlays slowest; structural faults of a combination go to `findings`, each place once. */
function expand(
  kind: ProblemKind,
  file: JsonObject,
  groups: readonly AxisGroup[],
  overlays: readonly Overlay[],
  findings: Finding[],
): readonly ResolvedVariantEntry[] {
  const schemas = sectionSchemas(kind);
  const base = baseSettings(file);
  const whole: Schema = { type: 'object', properties: schemas, required: ['problem'] };
  const variants: ResolvedVariantEntry[] = [];
  const said = new Set<string>();
  const named: readonly (Overlay | undefined)[] = overlays.length > 0 ? overlays : [undefined];
  for (const overlay of named) {
    const laid = overlay ? merge(whole, base, overlay.settings) : base;
    for (const point of gridPoints(groups)) {
      const settings = point.reduce(
        (below, { axis, value }) => assign(whole, below, axis.path.split('.'), value),
        laid,
      );
      const sources = [...point.map(sourceOf), ...(overlay?.sources ?? [])];
      for (const found of structureFindings(whole, settings, [], 'whole')) {
        const place = mapPath(found.path, sources);
        const key = JSON.stringify([found.code, place]);
        if (said.has(key) || findings.length >= MAX_FINDINGS) continue;
        said.add(key);
        findings.push(movedTo(found, place, sources));
      }
      variants.push({
        label: overlay ? { variant: overlay.name, ...labelOf(point) } : labelOf(point),
        ...(overlay && { name: overlay.name }),
        resolved: resolveSettings(kind, schemas, settings),
        sources,
      });
    }
  }
  return variants;
}

function movedTo(found: Finding, path: Path, sources: readonly Source[]): Finding {
  const { proposal } = found;
  if (proposal?.kind !== 'set') return { ...found, path };
  return { ...found, path, proposal: { ...proposal, path: mapPath(proposal.path, sources) } };
}

function baseSettings(file: JsonObject): JsonObject {
  return objectOf(Object.entries(file).filter(([key]) => SECTIONS.some(section => section === key)));
}

function sourceOf({ axis, index }: Assignment): Source {
  const path = axis.path.split('.');
  return { path, source: axis.listed ? ['sweep', axis.path, index] : ['sweep', axis.path] };
}

/** Where in the document a setting stands: the longest source that covers it, else its ordinary place. */
export function mapPath(path: Path, sources: readonly Source[]): Path {
  let best: Source | undefined;
  for (const candidate of sources) {
    const covers = candidate.path.every((segment, i) => String(segment) === String(path[i]));
    if (covers && candidate.path.length > (best?.path.length ?? -1)) best = candidate;
  }
  return best === undefined ? path : [...best.source, ...path.slice(best.path.length)];
}

function resolveSettings(
  kind: ProblemKind,
  schemas: Readonly<Record<Section, Schema>>,
  settings: Json,
): ResolvedVariant {
  const given = isObject(settings) ? settings : {};
  const section = (name: 'problem' | 'adapter' | 'dynamics'): JsonObject => {
    const full = withDefaults(schemas[name], member(given, name));
    return isObject(full) ? full : {};
  };
  const asked = member(given, 'metrics') ?? [];
  const wanted = new Set<Json>([...kind.defaultSeries, ...(isList(asked) ? asked : [])]);
  return {
    problem: section('problem'),
    adapter: section('adapter'),
    dynamics: section('dynamics'),
    metrics: kind.series.map(series => series.key).filter(key => wanted.has(key)),
  };
}

function resolvedExperiment(
  kind: ProblemKind,
  file: JsonObject,
  seeds: readonly number[],
  groups: readonly AxisGroup[],
  overlays: readonly Overlay[],
): ResolvedExperiment {
  const text = (key: string) => {
    const value = member(file, key);
    return typeof value === 'string' ? value : undefined;
  };
  const notes = text('notes');
  const reproduces = text('reproduces');
  const zipped = groups.filter(group => group.length > 1).map(group => group.map(axis => axis.path));
  const axes = groups.flat().map((axis): [string, Json] => [axis.path, axis.values]);
  return {
    version: Number(member(file, 'version') ?? 1),
    title: text('title') ?? '',
    ...(notes !== undefined && { notes }),
    ...resolveSettings(kind, sectionSchemas(kind), baseSettings(file)),
    seeds,
    sweep: objectOf(zipped.length > 0 ? [...axes, ['zip', zipped]] : axes),
    variants: overlays.map(overlay => ({ name: overlay.name, ...overlay.settings })),
    ...(reproduces !== undefined && { reproduces }),
  };
}
