import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { project } from './pages.ts';

/**
 * Every diagnostic code that the sources can emit: literals given to a property `code`, and literals given to a
 * parameter named `code` of any function of ours.
 */
export function diagnosticCodes(): ReadonlySet<string> {
  const files = globSync('src/**/*.ts', { cwd: project }).filter(path => !path.includes('assembly'));
  const sources = files.map(path =>
    ts.createSourceFile(path, readFileSync(join(project, path), 'utf8'), ts.ScriptTarget.Latest, true),
  );
  const exported = new Map(sources.flatMap(source => [...helpersOf(source, 'exported')]));
  const found = new Set<string>();
  for (const source of sources) {
    collectCodes(source, new Map([...exported, ...helpersOf(source, 'own')]), found);
  }
  // `error.code` of Node is compared, never emitted
  return new Set([...found].filter(code => /^[a-z0-9-]+$/.test(code)));
}

/** Functions with a parameter `code`, and where it stands among their parameters. */
function helpersOf(source: ts.SourceFile, which: 'own' | 'exported'): ReadonlyMap<string, number> {
  const helpers = new Map<string, number>();
  const add = (name: string, parameters: ts.NodeArray<ts.ParameterDeclaration>) => {
    const index = parameters.findIndex(({ name: parameter }) => parameter.getText(source) === 'code');
    if (index >= 0) helpers.set(name, index);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) && node.name) {
      const exported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
      if (exported || which === 'own') add(node.name.text, node.parameters);
    }
    if (which === 'own' && ts.isVariableDeclaration(node)) {
      const made = node.initializer;
      if (made && ts.isArrowFunction(made)) add(node.name.getText(source), made.parameters);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return helpers;
}

function collectCodes(source: ts.SourceFile, helpers: ReadonlyMap<string, number>, found: Set<string>): void {
  const literals = (node: ts.Expression | undefined): void => {
    if (node === undefined) return;
    if (ts.isStringLiteralLike(node)) found.add(node.text);
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(literals);
    else if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) literals(node.expression);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'code') literals(node.initializer);
    if (ts.isCallExpression(node)) {
      const index = helpers.get(node.expression.getText(source));
      if (index !== undefined) literals(node.arguments[index]);
    }
    node.forEachChild(visit);
  };
  visit(source);
}
