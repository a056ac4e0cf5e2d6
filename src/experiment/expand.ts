import { withDefaults } from './defaults.ts';
import type { Finding } from './issue.ts';
import { isList, isObject, member, objectOf, type Json, type JsonObject } from './json.ts';
import type { ProblemKind, ResolvedVariant } from './kinds/contract.ts';
import { assign, merge } from './overlay.ts';
import { SECTIONS, sectionSchemas, type Section } from './schema.ts';
import type { Schema } from './schemaModel.ts';
import { mapPath, movedTo, type Source } from './sources.ts';
import { structureFindings } from './structure.ts';
import { gridPoints, labelOf, type Assignment, type AxisGroup } from './sweep.ts';
import type { Overlay } from './variants.ts';

/** One point of the grid. */
export interface ResolvedVariantEntry {
  /** Swept settings as written, by dotted path; the overlay's name, where there is one, as `variant`. */
  readonly label: JsonObject;
  readonly name?: string;
  readonly resolved: ResolvedVariant;
  /** Where its settings stand in the file, besides the place they would normally have. */
  readonly sources: readonly Source[];
}

/** Messages of the combinations; more would be the same mistake again. */
const MAX_FINDINGS = 50;

/** Every variant, overlays slowest; structural faults of a combination go to `findings`, each place once. */
export function expand(
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

/** The members of a file that hold settings. */
export function baseSettings(file: JsonObject): JsonObject {
  return objectOf(Object.entries(file).filter(([key]) => SECTIONS.some(section => section === key)));
}

function sourceOf({ axis, index }: Assignment): Source {
  const path = axis.path.split('.');
  return { path, source: axis.listed ? ['sweep', axis.path, index] : ['sweep', axis.path] };
}

/** Settings with every default explicit. */
export function resolveSettings(
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
