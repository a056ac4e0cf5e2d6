import { exists, findNode, spanOf, type JsonDocument, type Span } from './document.ts';
import { insertion, removal, written } from './edits.ts';
import type { Finding, Issue, Proposal, TextEdit } from './issue.ts';
import type { Json, Path } from './json.ts';
import type { LineIndex } from './lines.ts';
import { mapPath, type Source } from './sources.ts';
import { rawOffset } from './stringText.ts';

/** Finds the place of a finding in the text, and turns what it proposes into an edit of the text. */
export function locate(
  finding: Finding,
  document: JsonDocument,
  lines: LineIndex,
  sources: readonly Source[] = [],
): Issue {
  const path = place(finding.path, document, sources);
  const part = finding.within && partOf(path, finding.within, document);
  const span = part ?? spanOf(document, path, finding.at ?? 'value');
  const edits = finding.proposal && editsOf(finding.proposal, path, document, sources, part);
  const { code, severity, origin, message, remedy } = finding;
  return {
    ...{ code, severity, origin, message, remedy, path, ...span },
    ...lines.at(span.offset),
    ...(finding.proposal && edits && { fix: { title: finding.proposal.title, edits } }),
  };
}

/** The stretch of text of a part of a string; undefined where the value is none. */
function partOf(
  path: Path,
  { from, to }: { readonly from: number; readonly to: number },
  document: JsonDocument,
): Span | undefined {
  const { node, depth } = findNode(document.root, path);
  if (node?.type !== 'string' || depth < path.length) return undefined;
  const raw = document.text.slice(node.offset, node.offset + node.length);
  const offset = rawOffset(raw, from);
  // The end of the string is shown at its closing quote.
  return { offset: node.offset + offset, length: Math.max(1, rawOffset(raw, to) - offset) };
}

/** The edit that writes a setting, and where it stands; no edits where a shorthand has no room for it. */
export function settingEdits(
  path: Path,
  value: Json,
  document: JsonDocument,
  sources: readonly Source[],
): { readonly path: Path; readonly edits: readonly TextEdit[] | undefined } {
  const at = place(path, document, sources);
  return { path: at, edits: setting(at, value, document) };
}

/** The mapped place where it exists, the ordinary one where only that does; else the nearest to the mapped. */
function place(path: Path, document: JsonDocument, sources: readonly Source[]): Path {
  const mapped = mapPath(path, sources);
  return !exists(document, mapped) && exists(document, path) ? path : mapped;
}

function editsOf(
  proposal: Proposal,
  path: Path,
  document: JsonDocument,
  sources: readonly Source[],
  part: Span | undefined,
): readonly TextEdit[] | undefined {
  if (proposal.kind === 'reword') {
    const text = JSON.stringify(proposal.text).slice(1, -1);
    return part && [{ ...part, text }];
  }
  if (proposal.kind === 'set')
    return setting(place(proposal.path, document, sources), proposal.value, document);
  const property = findNode(document.root, path).node?.parent;
  if (!exists(document, path) || property?.type !== 'property') return undefined;
  if (proposal.kind === 'remove') return removal(property, document.text);
  const key = property.children?.[0];
  return key && [{ offset: key.offset, length: key.length, text: JSON.stringify(proposal.to) }];
}

/** Writes a value at a path: over the old one, or as a new member of the nearest object. */
function setting(path: Path, value: Json, document: JsonDocument): readonly TextEdit[] | undefined {
  const { node, depth } = findNode(document.root, path);
  if (node !== undefined && depth === path.length) {
    return [{ offset: node.offset, length: node.length, text: written(value) }];
  }
  const [key, ...deeper] = path.slice(depth);
  // A shorthand such as "gaussian" has no members to write into.
  if (node?.type !== 'object' || key === undefined) return undefined;
  const nested = deeper.reduceRight<Json>((inner, name) => ({ [name]: inner }), value);
  return insertion(node, String(key), nested, document.text);
}
