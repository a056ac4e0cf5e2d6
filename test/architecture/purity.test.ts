import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { place, sourceFiles, walk, type SourceFile } from './sourceFile.ts';

/** Exact in IEEE arithmetic, so that every machine stores the same bits. */
const exactMath =
  /^(abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc|PI|SQRT2|SQRT1_2|LN2|LN10)$/;

const clocksAndChance = /^(Date|performance|setTimeout|setInterval|setImmediate|queueMicrotask|crypto)$/;
const nodeGlobals = /^(process|Buffer|require|__dirname|__filename|global)$/;
const domGlobals = /^(window|document|navigator|HTMLElement|Element|localStorage|requestAnimationFrame)$/;

/** Places in a file where an identifier of the platform (not a local name or a property) is read. */
function globalsRead(file: SourceFile, names: RegExp): string[] {
  const found: string[] = [];
  const declared = new Set<string>();
  walk(file.tree, node => {
    if (
      (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) &&
      ts.isIdentifier(node.name)
    )
      declared.add(node.name.text);
    if (ts.isImportSpecifier(node)) declared.add(node.name.text);
  });
  walk(file.tree, node => {
    if (!ts.isIdentifier(node) || !names.test(node.text) || declared.has(node.text)) return;
    const { parent } = node;
    const isProperty =
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      (ts.isPropertyAssignment(parent) && parent.name === node) ||
      (ts.isPropertySignature(parent) && parent.name === node) ||
      (ts.isMethodSignature(parent) && parent.name === node) ||
      (ts.isMethodDeclaration(parent) && parent.name === node) ||
      (ts.isBindingElement(parent) && parent.propertyName === node);
    if (!isProperty) found.push(`${place(file, node)} reads ${node.text}`);
  });
  return found;
}

describe('the engine', () => {
  const engine = sourceFiles('src/engine');

  it('computes with + − × ÷ √ alone', () => {
    const inexact = engine.flatMap(file => {
      const found: string[] = [];
      walk(file.tree, node => {
        if (
          ts.isPropertyAccessExpression(node) &&
          ts.isIdentifier(node.expression) &&
          node.expression.text === 'Math' &&
          !exactMath.test(node.name.text)
        )
          found.push(`${place(file, node)} uses Math.${node.name.text}`);
        if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken)
          if (!/^\d+$/.test(node.right.getText())) found.push(`${place(file, node)} uses ${node.getText()}`);
      });
      return found;
    });
    expect(inexact).toEqual([]);
  });

  it('reads no clock and draws no unseeded number', () => {
    expect(engine.flatMap(file => globalsRead(file, clocksAndChance))).toEqual([]);
    expect(engine.filter(file => file.text.includes('Math.random')).map(file => file.path)).toEqual([]);
  });

  it('prints nothing', () => {
    expect(engine.flatMap(file => globalsRead(file, /^console$/))).toEqual([]);
  });
});

describe('platforms', () => {
  it('the DOM is known in webview alone', () => {
    expect(sourceFiles('src').flatMap(file => globalsRead(file, domGlobals))).toEqual([]);
  });

  it('Node’s globals are known in the command line, the worker and the node adapters alone', () => {
    const allowed = /^src\/(cli|worker)\/|\/node[A-Z]\w*\.ts$/;
    const others = sourceFiles('src', 'webview').filter(file => !allowed.test(file.path));
    expect(others.flatMap(file => globalsRead(file, nodeGlobals))).toEqual([]);
  });

  it('the web is never asked', () => {
    const network = /^(fetch|XMLHttpRequest|WebSocket|EventSource)$/;
    expect(sourceFiles('src', 'webview').flatMap(file => globalsRead(file, network))).toEqual([]);
  });
});
