import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles, type Import, type SourceFile } from './sourceFile.ts';

type Layer =
  | 'engine'
  | 'data'
  | 'protocol'
  | 'experiment'
  | 'runs'
  | 'charts'
  | 'worker'
  | 'cli'
  | 'host'
  | 'extension'
  | 'webview';

/** What each layer may know of: further in only. Inside itself it may import what it likes. */
const inward: Readonly<Record<Layer, readonly Layer[]>> = {
  engine: [],
  data: ['engine'],
  protocol: [],
  experiment: ['engine', 'data'],
  runs: ['engine', 'data', 'experiment', 'protocol'],
  charts: ['protocol'],
  worker: ['engine', 'data', 'experiment', 'runs', 'protocol'],
  cli: ['engine', 'data', 'experiment', 'runs', 'protocol', 'worker', 'charts'],
  host: ['engine', 'data', 'experiment', 'runs', 'protocol', 'worker', 'charts'],
  extension: ['host'],
  webview: ['protocol', 'charts'],
};

/** Shapes of messages and records are types that both sides share; nothing of them is left at run time. */
const typesOnly: Readonly<Partial<Record<Layer, readonly Layer[]>>> = {
  protocol: ['engine', 'runs'],
  experiment: ['protocol'],
};

/** Packages a layer may run. `typescript` types of a package are free. */
const packages: Readonly<Record<Layer, readonly RegExp[]>> = {
  engine: [/^typebox$/, /^ml-matrix$/, /^@stdlib\//, /^fflate$/],
  data: [/^fflate$/, /^fast-png$/],
  protocol: [],
  experiment: [/^typebox(\/|$)/, /^jsonc-parser$/, /^@stdlib\//],
  runs: [/^typebox(\/|$)/],
  charts: [],
  worker: [],
  cli: [/^vega(-lite|-interpreter)?$/],
  host: [/^vscode$/, /^jsonc-parser$/],
  extension: [/^vscode$/],
  webview: [
    /^vega(-lite|-interpreter|-tooltip)?$/,
    /^lit(\/|$)/,
    /^@vscode-elements\/elements\//,
    /^@vscode\/codicons\//,
  ],
};

const files = sourceFiles('src', 'webview');

function layerOf(path: string): Layer {
  if (path === 'src/extension.ts') return 'extension';
  return (path.startsWith('webview/') ? 'webview' : path.split('/')[1]) as Layer;
}

function target(file: SourceFile, { from }: Import): string | undefined {
  return from.startsWith('.') ? posix.join(posix.dirname(file.path), from) : undefined;
}

function violations(check: (file: SourceFile, found: Import) => boolean): string[] {
  return files.flatMap(file =>
    file.imports.filter(found => check(file, found)).map(found => `${file.path} imports ${found.from}`),
  );
}

describe('layers', () => {
  it('are known: every file belongs to one', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.map(file => file.path).filter(path => !Object.hasOwn(inward, layerOf(path)))).toEqual([]);
  });

  it('import inward only', () => {
    const outward = violations((file, found) => {
      const path = target(file, found);
      if (path === undefined) return false;
      const from = layerOf(file.path);
      const to = layerOf(path);
      if (!path.startsWith('src/') && !path.startsWith('webview/')) return true;
      return !(
        to === from ||
        inward[from].includes(to) ||
        (found.typeOnly && typesOnly[from]?.includes(to) === true)
      );
    });
    expect(outward).toEqual([]);
  });

  it('know vscode in the host alone', () => {
    const hosts = (path: string): boolean => ['host', 'extension'].includes(layerOf(path));
    expect(violations((file, { from }) => from === 'vscode' && !hosts(file.path))).toEqual([]);
  });

  it('know Node in the command line, the worker and the node adapters alone', () => {
    const allowed = (path: string): boolean =>
      path.startsWith('src/cli/') ||
      path.startsWith('src/worker/') ||
      /^src\/(?!engine).*\/node[A-Z]\w*\.ts$/.test(path);
    expect(violations((file, { from }) => isBuiltin(from) && !allowed(file.path))).toEqual([]);
  });

  it('name Node’s built-ins with their scheme', () => {
    expect(violations((_, { from }) => isBuiltin(from) && !from.startsWith('node:'))).toEqual([]);
  });

  it('run only the packages they may', () => {
    const foreign = violations((file, found) => {
      if (found.typeOnly || found.from.startsWith('.') || isBuiltin(found.from)) return false;
      return !packages[layerOf(file.path)].some(name => name.test(found.from));
    });
    expect(foreign).toEqual([]);
  });

  it('write relative imports with their extension', () => {
    expect(
      violations((_, { from }) => from.startsWith('.') && !/\.(ts|js|css|svg|json)$/.test(from)),
    ).toEqual([]);
  });

  it('do not go round in circles at run time', () => {
    const graph = new Map(
      files.map(file => [
        file.path,
        file.imports.filter(found => !found.typeOnly).flatMap(found => target(file, found) ?? []),
      ]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      const seen = trail.indexOf(path);
      if (seen >= 0) cycles.push([...trail.slice(seen), path].join(' → '));
      if (seen >= 0 || done.has(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });
});
