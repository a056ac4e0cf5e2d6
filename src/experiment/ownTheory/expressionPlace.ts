import { findNode, type JsonDocument } from '../document.ts';
import { rawOffset, saidOffset } from '../stringText.ts';

/** A place within an expression of an open file. */
export interface ExpressionPlace {
  /** Index of the line it belongs to. */
  readonly overlay: number;
  /** The name that stands there, empty between two; in the text of the file. */
  readonly word: string;
  readonly from: number;
  readonly to: number;
  /** Names of the constants in its `with`. */
  readonly own: readonly string[];
}

const PART = /[\p{L}\p{N}_]/u;

/**
 * The expression that a place of a file belongs to, with the name around it; null anywhere else. The place may be right
 * behind the last character, as a cursor is.
 */
export function expressionAt(document: JsonDocument, offset: number): ExpressionPlace | null {
  const list = findNode(document.root, ['overlays']);
  if (list.depth < 1 || list.node?.type !== 'array') return null;
  const overlay = (list.node.children ?? []).findIndex(
    entry => entry.offset < offset && offset < entry.offset + entry.length,
  );
  const at = ['overlays', overlay, 'expr'];
  const { node, depth } = findNode(document.root, at);
  if (overlay < 0 || depth < at.length || node?.type !== 'string') return null;
  if (offset <= node.offset || offset >= node.offset + node.length) return null;
  const raw = document.text.slice(node.offset, node.offset + node.length);
  const said = String(node.value);
  let from = saidOffset(raw, offset - node.offset);
  let to = from;
  while (from > 0 && PART.test(said[from - 1] ?? '')) from -= 1;
  while (to < said.length && PART.test(said[to] ?? '')) to += 1;
  // A name begins with a letter: what stands before that is a number, as in 2t.
  while (from < to && /\p{N}/u.test(said[from] ?? '')) from += 1;
  const constants = findNode(document.root, ['overlays', overlay, 'with']);
  const members = constants.depth === 3 && constants.node?.type === 'object' ? constants.node.children : [];
  return {
    overlay,
    word: said.slice(from, to),
    from: node.offset + rawOffset(raw, from),
    to: node.offset + rawOffset(raw, to),
    own: (members ?? []).map(member => String(member.children?.[0]?.value)),
  };
}
