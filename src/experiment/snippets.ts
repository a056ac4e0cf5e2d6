import { withDefaults } from './defaults.ts';
import { isObject, objectOf, type Json, type JsonObject } from './json.ts';
import type { ProblemKind } from './kinds/contract.ts';
import { kindBranches, type Schema } from './schemaModel.ts';

/** Completions of whole values, one a kind: the object with its required and most telling members. */
export function snippetsOf(schema: Schema): JsonObject {
  const branches = kindBranches(schema);
  if (branches === null || schema.anyOf === undefined) return {};
  const snippets = [...branches].map(([kind, branch]) => ({
    label: `{ "kind": "${kind}" }`,
    description: branch.title ?? kind,
    body: snippetBody(kind, branch),
  }));
  return { defaultSnippets: snippets };
}

/** `kind`, then what has no default as a gap to fill, then scalar defaults. */
function snippetBody(kind: string, branch: Schema): Json {
  const entries: [string, Json][] = [['kind', kind]];
  for (const [key, below] of Object.entries(branch.properties ?? {})) {
    if (key === 'kind') continue;
    if (below.default === undefined && branch.required?.includes(key) === true && below.type === 'string') {
      entries.push([key, `\${${entries.length}:${below.examples?.[0] ?? 'weights.npz'}}`]);
      continue;
    }
    const full = branch.required?.includes(key) === true ? withDefaults(below, undefined) : undefined;
    const short = full !== undefined && !isObject(full) && entries.length < 4;
    if (short) entries.push([key, full]);
  }
  return objectOf(entries);
}

/** Whole files for an empty document, one a kind of problem. */
export function rootSnippets(kinds: readonly Pick<ProblemKind, 'starter'>[]): Json {
  return kinds.map(({ starter: { label, description, body } }) => ({
    ...{ label, description, body: { version: 1, ...body } },
  }));
}
