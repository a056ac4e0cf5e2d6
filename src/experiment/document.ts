import { findNodeAtOffset, getNodePath, type Node } from 'jsonc-parser';
import { objectOf, type Json, type Path } from './json.ts';

/** A stretch of the text. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** A parsed text: plain values for reading, positions for messages. */
export interface JsonDocument {
  readonly text: string;
  readonly value: Json | undefined;
  readonly root: Node | undefined;
}

/** The plain value of a node. Members that are not finished yet are left out; of duplicate keys the last counts. */
export function plainValue(node: Node): Json | undefined {
  if (node.type === 'object') {
    const entries: [string, Json][] = [];
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      const plain = value === undefined ? undefined : plainValue(value);
      if (key !== undefined && plain !== undefined) entries.push([String(key.value), plain]);
    }
    return objectOf(entries);
  }
  if (node.type === 'array') {
    return (node.children ?? []).map(plainValue).filter(value => value !== undefined);
  }
  const value: unknown = node.value;
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
    ? (value as Json)
    : undefined;
}

/** The property node of a member of an object; of duplicates the last, which is the one that counts. */
function propertyNode(node: Node, key: string): Node | undefined {
  return node.children?.findLast(property => property.children?.[0]?.value === key);
}

function childNode(node: Node, segment: string | number): Node | undefined {
  if (node.type === 'array') return node.children?.[Number(segment)];
  return node.type === 'object' ? propertyNode(node, String(segment))?.children?.[1] : undefined;
}

/** The node at a path, and how much of the path exists. */
export function findNode(
  root: Node | undefined,
  path: Path,
): { readonly node: Node | undefined; readonly depth: number } {
  let node = root;
  let depth = 0;
  for (const segment of path) {
    const next = node && childNode(node, segment);
    if (next === undefined) break;
    node = next;
    depth++;
  }
  return { node, depth };
}

/** True if the document has a value at that path. */
export function exists(document: JsonDocument, path: Path): boolean {
  return document.root !== undefined && findNode(document.root, path).depth === path.length;
}

/** The path of the key or scalar value that stands at a place of the text, and its stretch; null between them. */
export function settingAt(
  { root }: JsonDocument,
  offset: number,
): { readonly path: Path; readonly span: Span } | null {
  const node = root && findNodeAtOffset(root, offset, true);
  if (node === undefined || node.type === 'object' || node.type === 'array' || node.type === 'property')
    return null;
  return { path: getNodePath(node), span: span(node) };
}

/**
 * The stretch of text for a path: the value or its key. Where the path does not exist, the key of the nearest
 * ancestor that does (of the whole document: its opening bracket).
 */
export function spanOf(document: JsonDocument, path: Path, at: 'key' | 'value'): Span {
  const { node, depth } = findNode(document.root, path);
  if (node === undefined) return { offset: 0, length: 0 };
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  if (depth === path.length && at === 'value' && depth > 0) return span(node);
  if (key !== undefined) return span(key);
  return node.type === 'object' || node.type === 'array' ? { offset: node.offset, length: 1 } : span(node);
}

function span(node: Node): Span {
  return { offset: node.offset, length: node.length };
}
