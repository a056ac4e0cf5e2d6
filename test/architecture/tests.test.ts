import ts from 'typescript';
import { expect, it } from 'vitest';
import { place, sourceFiles, walk, type SourceFile } from './sourceFile.ts';

const suites = sourceFiles('test').filter(({ path }) => /\.(test|host|e2e)\.ts$/.test(path));

const starts = /^(it|test|describe|suite|context|specify)$/;
const switches = /^(skip|only|todo|fails|skipIf|runIf)$/;

/** `it.skip`, `describe.only`, `test.runIf(…)`, `xit(…)`, `this.skip()`. */
function switchedOff(file: SourceFile): string[] {
  const found: string[] = [];
  walk(file.tree, node => {
    if (ts.isPropertyAccessExpression(node) && switches.test(node.name.text)) {
      const object = node.expression;
      const isTest = ts.isIdentifier(object) && starts.test(object.text);
      if (isTest || object.kind === ts.SyntaxKind.ThisKeyword)
        found.push(`${place(file, node)} ${node.getText()}`);
    }
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      /^(xit|xdescribe|xtest)$/.test(node.expression.text)
    )
      found.push(`${place(file, node)} ${node.expression.text}`);
  });
  return found;
}

it('no test is skipped, and none runs alone', () => {
  expect(suites.length).toBeGreaterThan(10);
  expect(suites.flatMap(switchedOff)).toEqual([]);
});

it('no test asserts on wall-clock time', () => {
  const timed = /expect\([^)]*(performance\.now|Date\.now|elapsed|seconds)[^)]*\)\s*\.\s*toBeLess/;
  expect(suites.filter(({ text }) => timed.test(text)).map(({ path }) => path)).toEqual([]);
});
