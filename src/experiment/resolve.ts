import type { Finding } from './issue.ts';
import { isList, isObject, member, objectOf, show, type Json, type JsonObject } from './json.ts';
import { baseSettings, expand, resolveSettings, type ResolvedVariantEntry } from './expand.ts';
import type { ProblemKind } from './kinds/contract.ts';
import { problemKind, problemKinds } from './kinds/registry.ts';
import { migrate } from './migrate.ts';
import { readOwnTheory, type OwnTheory } from './ownTheory/read.ts';
import type { OwnOverlay, ReferenceFile } from './ownTheory/settings.ts';
import { curveOf, isOfTheText, figureOf } from './reproduces.ts';
import { documentSchema, sectionSchemas, sweepablePaths } from './schema.ts';
import { structureFindings } from './structure.ts';
import { gridSize, readSweep, type AxisGroup } from './sweep.ts';
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
  /** The file's own theory lines and curves from elsewhere; absent where there are none. */
  readonly overlays?: readonly OwnOverlay[];
  readonly reference?: readonly ReferenceFile[];
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
  const own = readOwnTheory(kind, file);
  findings.push(...own.findings);
  const seeds = readSeeds(member(file, 'seeds'));
  const size = gridSize(sweep.groups) * Math.max(1, overlays.overlays.length);
  if (size > MAX_VARIANTS || size * seeds.length > MAX_RUNS) findings.push(tooMany(size, seeds.length));
  if (findings.some(found => found.severity === 'error')) return { variants: [], findings };

  const variants = expand(kind, file, sweep.groups, overlays.overlays, findings);
  if (findings.some(found => found.severity === 'error')) return { variants: [], findings };
  const experiment = resolvedExperiment(kind, file, seeds, sweep.groups, overlays.overlays, own);
  findings.push(...claimFindings(experiment.reproduces, variants));
  return { experiment, variants, findings };
}

function notAnExperiment(document: Json): Finding {
  const guess = isObject(document) ? closest('problem', Object.keys(document)) : null;
  return {
    code: 'not-an-experiment',
    severity: 'hint',
    origin: 'meaning',
    message: `this file has no "problem", so it is not read as a LoRA experiment${guess === null ? '' : `; is "${guess}" meant?`}`,
    remedy: `add "problem": { "kind": "${problemKinds[0].kind}" } to make it one`,
    path: [],
  };
}

/** A claim to reproduce a figure that none of the settings fit. */
function claimFindings(
  reproduces: string | undefined,
  variants: readonly ResolvedVariantEntry[],
): readonly Finding[] {
  const figure = figureOf(reproduces);
  if (figure === undefined || variants.some(({ resolved }) => curveOf(figure, resolved) !== null)) return [];
  if (variants.some(({ resolved }) => isOfTheText(figure, resolved)))
    return [
      {
        ...{ code: 'reproduces-text', severity: 'hint', origin: 'meaning', path: ['reproduces'] },
        message: `the random factor is A, as in the paper’s text; ${figure.label} was made with B, and only that is compared with it`,
        remedy: 'set "randomFactor" to "B" to compare',
      },
    ];
  return [
    {
      code: 'reproduces-nothing',
      severity: 'warning',
      origin: 'meaning',
      message: `no variant has the settings of ${figure.label}, so nothing will be compared with it`,
      remedy: 'take the settings from the preset, or remove "reproduces"',
      path: ['reproduces'],
      proposal: { kind: 'remove', title: 'Remove "reproduces"' },
    },
  ];
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

function resolvedExperiment(
  kind: ProblemKind,
  file: JsonObject,
  seeds: readonly number[],
  groups: readonly AxisGroup[],
  overlays: readonly Overlay[],
  own: OwnTheory,
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
    ...(own.overlays.length > 0 && { overlays: own.overlays }),
    ...(own.reference.length > 0 && { reference: own.reference }),
  };
}
