import type { Finding } from './issue.ts';
import { isList, isObject, member, objectOf, show, type Json, type JsonObject, type Path } from './json.ts';
import type { Source } from './sources.ts';
import { SECTIONS } from './schema.ts';
import type { Schema } from './schemaModel.ts';
import { structureFindings } from './structure.ts';

/** A named alternative: settings laid over those of the file. */
export interface Overlay {
  readonly name: string;
  /** Sections it changes, as written. */
  readonly settings: JsonObject;
  readonly sources: readonly Source[];
}

/** The sections may hold anything here: what an overlay may say depends on the settings that it is laid over. */
const ENTRY: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1 },
    ...Object.fromEntries(SECTIONS.map(section => [section, {}])),
  },
};

/** Reads `variants`: a list of `{ "name": …, "dynamics": { … } }`, names unique. */
export function readOverlays(variants: Json | undefined): {
  readonly overlays: readonly Overlay[];
  readonly findings: readonly Finding[];
} {
  if (variants === undefined) return { overlays: [], findings: [] };
  if (!isList(variants)) {
    const message = `variants must be a list, not ${show(variants)}`;
    return { overlays: [], findings: [wrong('wrong-type', message, REMEDY, ['variants'])] };
  }
  const overlays: Overlay[] = [];
  const findings: Finding[] = [];
  for (const [i, entry] of variants.entries()) {
    const at = ['variants', i];
    findings.push(...structureFindings(ENTRY, entry, at, 'partial'));
    if (!isObject(entry)) continue;
    const name = member(entry, 'name');
    if (name === undefined) findings.push(wrong('missing-key', `variants.${i} needs a "name"`, REMEDY, at));
    else if (typeof name === 'string') {
      if (overlays.some(other => other.name === name)) {
        const message = `two variants are called ${show(name)}`;
        findings.push(wrong('duplicate-name', message, 'give each its own name', [...at, 'name']));
      }
      const settings = objectOf(
        Object.entries(entry).filter(([key]) => SECTIONS.some(section => section === key)),
      );
      overlays.push({ name, settings, sources: [...sourcesOf(settings, [], at)] });
    }
  }
  return { overlays, findings };
}

const REMEDY = 'write { "name": "Adam", "dynamics": { "kind": "adam" } }';

function wrong(code: string, message: string, remedy: string, path: Path): Finding {
  return { code, severity: 'error', origin: 'meaning', message, remedy, path };
}

/** Every value that the overlay writes, and every object whose kind it chooses. */
function* sourcesOf(value: Json, path: Path, at: Path): Generator<Source> {
  if (!isObject(value)) {
    yield { path, source: [...at, ...path] };
    return;
  }
  if (Object.hasOwn(value, 'kind')) yield { path, source: [...at, ...path] };
  for (const [key, below] of Object.entries(value)) yield* sourcesOf(below, [...path, key], at);
}
