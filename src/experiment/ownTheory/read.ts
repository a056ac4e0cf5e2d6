import { withDefaults } from '../defaults.ts';
import type { Finding } from '../issue.ts';
import { isList, isObject, member, type Json, type JsonObject, type Path } from '../json.ts';
import type { ProblemKind } from '../kinds/contract.ts';
import { plainSchema } from '../schemaModel.ts';
import { structureFindings } from '../structure.ts';
import { closest, didYouMean } from '../suggest.ts';
import { readExpression } from './expressionRules.ts';
import {
  OWN_KINDS,
  overlaysSchema,
  referenceSchema,
  type OwnOverlay,
  type ReferenceFile,
} from './settings.ts';

/** What a file draws besides its curves. Presentation: no run depends on it. */
export interface OwnTheory {
  readonly overlays: readonly OwnOverlay[];
  readonly reference: readonly ReferenceFile[];
}

/** Reads `overlays` and `reference` of a file, expressions included; what cannot be read is left out, and said. */
export function readOwnTheory(
  kind: ProblemKind,
  file: JsonObject,
): OwnTheory & { readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const schemas = {
    overlays: plainSchema(overlaysSchema(kind)),
    reference: plainSchema(referenceSchema),
  };
  const read = (key: 'overlays' | 'reference'): Json | undefined => {
    const written = member(file, key);
    if (written === undefined) return undefined;
    const found = structureFindings(schemas[key], written, [key], 'whole');
    findings.push(...found);
    return found.length === 0 ? withDefaults(schemas[key], written) : undefined;
  };
  const overlays = entriesOf(read('overlays')).map(overlayOf);
  const reference = entriesOf(read('reference')).map(referenceOf);
  for (const [i, overlay] of overlays.entries()) findings.push(...overlayFindings(kind, overlay, i));
  return { overlays, reference, findings };
}

function entriesOf(value: Json | undefined): readonly JsonObject[] {
  return (isList(value) ? value : [value]).filter(isObject);
}

function overlayOf(entry: JsonObject): OwnOverlay {
  const expr = textOf(entry, 'expr') ?? '';
  const constants = member(entry, 'with');
  return {
    on: textOf(entry, 'on') ?? '',
    label: textOf(entry, 'label') ?? expr,
    kind: OWN_KINDS.find(kind => kind === member(entry, 'kind')) ?? 'prediction',
    expr,
    with: Object.fromEntries(
      Object.entries(isObject(constants) ? constants : {}).filter(
        (constant): constant is [string, number] => typeof constant[1] === 'number',
      ),
    ),
  };
}

function referenceOf(entry: JsonObject): ReferenceFile {
  const path = textOf(entry, 'path') ?? '';
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return { kind: 'file', path, label: textOf(entry, 'label') ?? name };
}

function textOf(entry: JsonObject, key: string): string | undefined {
  const value = member(entry, key);
  return typeof value === 'string' ? value : undefined;
}

function overlayFindings(kind: ProblemKind, overlay: OwnOverlay, i: number): readonly Finding[] {
  const at: Path = ['overlays', i];
  const own = Object.keys(overlay.with);
  return [
    ...own.flatMap(name => constantFindings(name, [...at, 'with', name])),
    ...(kind.seriesOf(overlay.on) === undefined ? [unknownSeries(kind, overlay.on, [...at, 'on'])] : []),
    ...readExpression(overlay.expr, [...at, 'expr'], { quantities: kind.quantities, own }).findings,
  ];
}

/** Constants need names that an expression can write, and time is taken. */
function constantFindings(name: string, path: Path): readonly Finding[] {
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && name !== 't') return [];
  return [
    {
      ...{ code: 'constant-name', severity: 'error', origin: 'meaning', path, at: 'key' },
      message:
        name === 't' ? 'no constant can be called t: that is time' : `"${name}" is no name for a constant`,
      remedy: 'use letters, digits and _, a letter first, as in C or T_0',
    },
  ];
}

function unknownSeries(kind: ProblemKind, on: string, path: Path): Finding {
  const guess = closest(on, kind.columns);
  return {
    ...{ code: 'overlay-series-unknown', severity: 'error', origin: 'meaning', path },
    message: `there is no series "${on}" to draw over${didYouMean(on, kind.columns)}`,
    remedy: `choose one of ${kind.columns.join(', ')}`,
    ...(guess !== null && {
      proposal: { kind: 'set', title: `Change to "${guess}"`, path, value: guess } as const,
    }),
  };
}
