import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const dist = resolve(import.meta.dirname, '..', '..', 'dist');

interface Output {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
}

interface Metafile {
  readonly outputs: Readonly<Record<string, Output>>;
}

const { outputs } = JSON.parse(readFileSync(join(dist, 'metafile.json'), 'utf8')) as Metafile;
const scripts = Object.keys(outputs).filter(file => /\.[cm]?js$/.test(file));

/** A bundle's file with the chunks that are read with it. */
function readWith(file: string): ReadonlySet<string> {
  const found = new Set([`dist/${file}`]);
  for (const each of found)
    for (const { path, kind } of outputs[each]?.imports ?? [])
      if (kind === 'import-statement' && path in outputs) found.add(path);
  return found;
}

/** The packages that ended up in a bundle. */
function packagesOf(...files: readonly string[]): ReadonlySet<string> {
  const names = files.flatMap(file => Object.keys(outputs[`dist/${file}`]?.inputs ?? {}));
  return new Set(names.flatMap(input => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []));
}

/** Names under which JavaScript turns strings into code: `eval(…)`, `Function(…)`, `new Function(…)`. */
function codeGenerators(path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ts.isIdentifier(node.expression))
      if (['eval', 'Function'].includes(node.expression.text)) found.push(node.getText().slice(0, 80));
    node.forEachChild(visit);
  };
  visit(
    ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS),
  );
  return found;
}

describe('bundles', () => {
  /** Bytes that each may have; what grows past this grows on purpose. */
  it.each([
    ['extension.cjs', 12_000],
    ['host.cjs', 970_000],
    ['worker.cjs', 1_200_000],
    ['cli.js', 820_000],
    ['render.js', 1_100_000],
    ['figures.mjs', 1_100_000],
    ['webview/main.js', 250_000],
    ['webview/main.css', 60_000],
  ])('%s is there and no larger than %i bytes', (file, limit) => {
    expect(existsSync(join(dist, file))).toBe(true);
    expect(statSync(join(dist, file)).size).toBeGreaterThan(0);
    expect(statSync(join(dist, file)).size).toBeLessThanOrEqual(limit);
  });

  it.each(scripts)('%s turns no string into code', file => {
    expect(codeGenerators(resolve(dist, '..', file))).toEqual([]);
  });

  it('hold one vega-util at most', () => {
    for (const [file, { inputs }] of Object.entries(outputs)) {
      const copies = Object.keys(inputs).flatMap(
        input => /^.*node_modules\/vega-util\//.exec(input)?.[0] ?? [],
      );
      expect(new Set(copies).size, file).toBeLessThanOrEqual(1);
    }
  });

  it.each(['extension.cjs', 'host.cjs', 'worker.cjs', 'cli.js'])(
    '%s starts without the plotting library',
    file => {
      expect([...packagesOf(file)].filter(name => /^(vega|d3|lit$)/.test(name))).toEqual([]);
    },
  );

  const panel = scripts
    .filter(file => file.startsWith('dist/webview/'))
    .map(file => file.slice('dist/'.length));

  it('the panel holds no validator and no mathematics', () => {
    const foreign = /^(typebox|ml-matrix|jsonc-parser|fflate)$/;
    expect([...packagesOf(...panel)].filter(name => foreign.test(name))).toEqual([]);
    expect([...packagesOf(...panel)]).toContain('vega');
  });

  it('the panel draws its first curves without the plotting library, from no more than 300 kB', () => {
    const first = [...readWith('webview/main.js')];
    const packages = packagesOf(...first.map(file => file.slice('dist/'.length)));
    expect([...packages].filter(name => name.startsWith('vega'))).toEqual([]);
    const bytes = first.map(file => statSync(resolve(dist, '..', file)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(300_000);
  });

  it('the command line can be executed', () => {
    expect(readFileSync(join(dist, 'cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(join(dist, 'cli.js')).mode & 0o111).toBe(0o111);
  });
});
