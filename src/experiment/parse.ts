import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import { plainValue, type JsonDocument, type Span } from './document.ts';
import type { Issue, Severity } from './issue.ts';
import type { Path } from './json.ts';
import { problemKinds } from './kinds/registry.ts';
import { LineIndex } from './lines.ts';
import { brackets, explain } from './syntax.ts';

/** An experiment is a page of text; more is a mistake, and is not parsed. */
const MAX_CHARACTERS = 4_000_000;
const MAX_DEPTH = 100;
const MAX_SYNTAX_ISSUES = 5;

/**
 * Parses JSON with comments and trailing commas. Never throws: whatever can be read of a broken text is read, and
 * `issues` says what is wrong where.
 */
export function parseText(text: string): {
  readonly document: JsonDocument;
  readonly issues: readonly Issue[];
} {
  // A byte-order mark is no character of the experiment; one space keeps every offset.
  const source = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const lines = new LineIndex(source);
  const nothing: JsonDocument = { text: source, value: undefined, root: undefined };
  const issue = (
    code: string,
    span: Span,
    message: string,
    remedy: string,
    severity: Severity,
    path: Path,
  ) => ({
    ...{ code, severity, origin: 'syntax' as const, message, remedy, path, ...span },
    ...lines.at(span.offset),
  });
  if (source.length > MAX_CHARACTERS) {
    const message = `the file has ${source.length} characters; an experiment has at most ${MAX_CHARACTERS}`;
    const remedy = 'keep matrices in a .npz file beside it';
    return {
      document: nothing,
      issues: [issue('file-too-large', { offset: 0, length: 1 }, message, remedy, 'error', [])],
    };
  }
  const { depth, closers } = brackets(source);
  if (depth > MAX_DEPTH) {
    const message = `brackets nest ${depth} deep; an experiment needs fewer than ten`;
    return {
      document: nothing,
      issues: [issue('json-too-deep', { offset: 0, length: 1 }, message, 'close them', 'error', [])],
    };
  }
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const value = root && plainValue(root);
  const issues: Issue[] = [];
  if (root === undefined && errors.length === 0) {
    const remedy = `begin with { "problem": { "kind": "${problemKinds[0].kind}" } }`;
    issues.push(issue('file-empty', { offset: 0, length: 0 }, 'the file is empty', remedy, 'error', []));
  }
  for (const error of errors) {
    const said = explain(error, source);
    const last = issues.at(-1);
    // After a word that is no value, what the parser still expects is only its echo.
    const echo = last !== undefined && isWord(last.code) && said.code.endsWith('-expected');
    if (echo || last?.offset === error.offset || issues.length >= MAX_SYNTAX_ISSUES) continue;
    const fix =
      said.code === 'json-unclosed' &&
      issues.length === 0 &&
      closers !== '' &&
      error.offset + error.length >= source.trimEnd().length
        ? { title: `Insert ${closers}`, edits: [{ offset: source.length, length: 0, text: closers }] }
        : undefined;
    issues.push({
      ...issue(
        said.code,
        { offset: error.offset, length: error.length },
        said.message,
        said.remedy,
        'error',
        [],
      ),
      ...(fix && { fix }),
    });
  }
  if (root !== undefined) {
    for (const found of suspiciousNodes(root)) {
      issues.push(issue(found.code, found.node, found.message, found.remedy, found.severity, found.path));
    }
  }
  return { document: { text: source, value, root }, issues };
}

function isWord(code: string): boolean {
  return code === 'json-symbol' || code === 'json-quotes' || code === 'json-comment';
}

interface Suspicion {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
  readonly node: Span;
  readonly path: Path;
}

/** Things that are JSON and still not meant: keys given twice, numbers beyond the range of doubles. */
function* suspiciousNodes(node: Node, path: Path = []): Generator<Suspicion> {
  if (node.type === 'number' && !Number.isFinite(node.value)) {
    yield {
      code: 'number-overflow',
      severity: 'error',
      message: 'the number is too large for double precision',
      remedy: 'give a number below 1.8e308',
      node: { offset: node.offset, length: node.length },
      path,
    };
  }
  const seen = new Map<string, Node>();
  for (const [i, child] of (node.children ?? []).entries()) {
    if (node.type !== 'object') {
      yield* suspiciousNodes(child, [...path, i]);
      continue;
    }
    const [key, value] = child.children ?? [];
    if (key === undefined) continue;
    const name = String(key.value);
    const before = seen.get(name);
    if (before !== undefined) {
      yield {
        code: 'duplicate-key',
        severity: 'warning',
        message: `"${name}" is given twice; the last one counts`,
        remedy: 'remove one of them',
        node: { offset: before.offset, length: before.length },
        path: [...path, name],
      };
    }
    seen.set(name, key);
    if (value !== undefined) yield* suspiciousNodes(value, [...path, name]);
  }
}
