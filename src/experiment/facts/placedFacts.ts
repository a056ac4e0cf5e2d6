import { exists, findNode, type JsonDocument, type Span } from '../document.ts';
import type { ResolvedVariantEntry } from '../expand.ts';
import type { Path } from '../json.ts';
import type { Fact, FactInfo } from '../kinds/contract.ts';
import { problemKind } from '../kinds/registry.ts';
import type { LoadedExperiment } from '../load.ts';
import { mapPath } from '../sources.ts';

/** A fact at its place in the text, with every value that the variants there have. */
export interface PlacedFact {
  readonly info: FactInfo;
  readonly path: Path;
  /** Of the value that it stands beside. */
  readonly span: Span;
  /** Distinct, in the order of the variants. */
  readonly values: readonly Pick<Fact, 'value' | 'spread'>[];
}

interface Told {
  readonly fact: Fact;
  readonly entry: ResolvedVariantEntry;
}

/** The facts of every variant, computed once for what was loaded. */
const known = new WeakMap<LoadedExperiment, readonly Told[]>();

/** More variants than this are too many to be looked at while somebody types; their range would say little. */
const MOST = 1000;

/**
 * Every fact beside a setting that it hangs on: in the base settings, in a sweep's list, or in a named variant. Of the
 * settings that the file writes it is the one at which the fact varies least; of equal ones the first.
 */
export function placedFacts(loaded: LoadedExperiment, document: JsonDocument): readonly PlacedFact[] {
  return infosOf(loaded).flatMap(info => {
    const told = factsOf(loaded).filter(({ fact }) => fact.key === info.key);
    const written = ({ fact, entry }: Told): readonly (Path | undefined)[] =>
      fact.at
        .map(path => mapPath(path, entry.sources))
        .map(path => (exists(document, path) ? path : undefined));
    const candidates = told.map(written);
    const most = Math.max(0, ...candidates.map(({ length }) => length));
    const choices = [
      candidates.map(paths => paths.find(path => path !== undefined)),
      ...Array.from({ length: most }, (_, i) => candidates.map(paths => paths[i])).filter(paths =>
        paths.every(path => path !== undefined),
      ),
    ].map(paths => gathered(told, paths));
    const best = choices.reduce((least, next) => (spreadOf(next) < spreadOf(least) ? next : least));
    return best.flatMap(({ path, values }) => {
      const { node } = findNode(document.root, path);
      const span = node && { offset: node.offset, length: node.length };
      return span === undefined ? [] : [{ info, path, span, values }];
    });
  });
}

/** The facts that hang on a setting of the text, or on anything below it. */
export function factsUnder(
  loaded: LoadedExperiment,
  place: Path,
): readonly Pick<PlacedFact, 'info' | 'values'>[] {
  if (place.length === 0) return [];
  return infosOf(loaded).flatMap(info => {
    const told = factsOf(loaded).filter(
      ({ fact, entry }) =>
        fact.key === info.key && fact.at.some(path => startsWith(mapPath(path, entry.sources), place)),
    );
    return gathered(
      told,
      told.map(() => place),
    ).map(({ values }) => ({ info, values }));
  });
}

/** How many different values stand at one place, at most. */
function spreadOf(places: readonly { readonly values: readonly unknown[] }[]): number {
  return Math.max(0, ...places.map(({ values }) => values.length));
}

/** Facts by their place, each value once. */
function gathered(
  told: readonly Told[],
  paths: readonly (Path | undefined)[],
): readonly { readonly path: Path; readonly values: readonly Fact[] }[] {
  const found = new Map<string, { path: Path; values: Map<string, Fact> }>();
  for (const [i, { fact }] of told.entries()) {
    const path = paths[i];
    if (path === undefined) continue;
    const id = JSON.stringify(path);
    const there = found.get(id) ?? { path, values: new Map<string, Fact>() };
    there.values.set(JSON.stringify([fact.value, fact.spread]), fact);
    found.set(id, there);
  }
  return [...found.values()].map(({ path, values }) => ({ path, values: [...values.values()] }));
}

function infosOf(loaded: LoadedExperiment): readonly FactInfo[] {
  return problemKind(loaded.experiment?.problem['kind'])?.facts?.infos ?? [];
}

function factsOf(loaded: LoadedExperiment): readonly Told[] {
  const before = known.get(loaded);
  if (before !== undefined) return before;
  const variants = loaded.variants.length <= MOST ? loaded.variants : [];
  const told = variants.flatMap(entry => {
    const kind = problemKind(entry.resolved.problem['kind']);
    return (kind?.facts?.of(entry.resolved, loaded.files) ?? []).map(fact => ({ fact, entry }));
  });
  known.set(loaded, told);
  return told;
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((segment, i) => String(segment) === String(path[i]));
}
