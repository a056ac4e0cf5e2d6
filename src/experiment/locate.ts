import { exists, findNode, spanOf, type JsonDocument } from './document.ts';
import { insertion, removal } from './edits.ts';
import type { Finding, Issue, Proposal, TextEdit } from './issue.ts';
import type { Json, Path } from './json.ts';
import type { LineIndex } from './lines.ts';
import { mapPath, type Source } from './sources.ts';

/** Finds the place of a finding in the text, and turns what it proposes into an edit of the text. */
export function locate(
  finding: Finding,
  document: JsonDocument,
  lines: LineIndex,
  sources: readonly Source[] = [],
): Issue {
  const path = place(finding.path, document, sources);
  const span = spanOf(document, path, finding.at ?? 'value');
  const edits = finding.proposal && editsOf(finding.proposal, path, document, sources);
  const { code, severity, origin, message, remedy } = finding;
  return {
    ...{ code, severity, origin, message, remedy, path, ...span },
    ...lines.at(span.offset),
    ...(finding.proposal && edits && { fix: { title: finding.proposal.title, edits } }),
  };
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
): readonly TextEdit[] | undefined {
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
    return [{ offset: node.offset, length: node.length, text: JSON.stringify(value) }];
  }
  const [key, ...deeper] = path.slice(depth);
  // A shorthand such as "gaussian" has no members to write into.
  if (node?.type !== 'object' || key === undefined) return undefined;
  const nested = deeper.reduceRight<Json>((inner, name) => ({ [name]: inner }), value);
  return insertion(node, String(key), nested, document.text);
}
