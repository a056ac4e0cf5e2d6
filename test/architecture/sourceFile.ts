import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

export const project = resolve(import.meta.dirname, '..', '..');

export interface Import {
  /** As written: `../engine/fault.ts`, `node:fs`, `vscode`. */
  readonly from: string;
  /** Leaves no trace at run time. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** Relative to the project: `src/engine/fault.ts`. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Re-exports another module: `export … from`. */
  readonly reexports: boolean;
  readonly defaultExport: boolean;
  readonly tree: ts.SourceFile;
}

const generated = /(^|\/)(generated|assembly|node_modules)\//;

/** Every TypeScript file below these folders that a person wrote. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap(folder =>
      globSync(`${folder}/**/*.ts`, { cwd: project, exclude: path => generated.test(`${path}/`) }),
    )
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => !generated.test(path))
    .sort()
    .map(read);
}

function read(path: string): SourceFile {
  const text = readFileSync(resolve(project, path), 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  let reexports = false;
  let defaultExport = false;
  const add = (specifier: ts.Node, typeOnly: boolean): void => {
    if (ts.isStringLiteral(specifier)) imports.push({ from: specifier.text, typeOnly });
  };
  walk(tree, node => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      reexports = true;
      add(node.moduleSpecifier, node.isTypeOnly);
    }
    if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0]
    )
      add(node.arguments[0], false);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isExportAssignment(node)) defaultExport = true;
    if (
      ts.canHaveModifiers(node) &&
      ts.getModifiers(node)?.some(m => m.kind === ts.SyntaxKind.DefaultKeyword)
    )
      defaultExport = true;
  });
  return { path, text, lines: text.trimEnd().split('\n').length, imports, reexports, defaultExport, tree };
}

function isTypeOnly(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.length > 0 &&
    names.elements.every(element => element.isTypeOnly)
  );
}

/** Visits a node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild(child => walk(child, visit));
}

/** `src/engine/fault.ts:12` for messages. */
export function place(file: SourceFile, node: ts.Node): string {
  return `${file.path}:${file.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
