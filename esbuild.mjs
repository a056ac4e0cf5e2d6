/**
 * Bundles everything that ships into dist/. `node esbuild.mjs` minifies; `--watch` rebuilds on change, readable and
 * with source maps, for debugging.
 */
import { context, build } from 'esbuild';
import { existsSync } from 'node:fs';
import { chmod, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { noCodeGeneration } from './scripts/noCodeGeneration.mjs';

const watch = process.argv.includes('--watch');

const shared = {
  bundle: true,
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  target: 'es2023',
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  plugins: [noCodeGeneration],
};

/** Node resolves `main` first, which for jsonc-parser is a UMD file that no bundler can follow. */
const node = { ...shared, platform: 'node', target: 'node20', mainFields: ['module', 'main'] };

/** CommonJS packages inside an ES module still ask for built-ins through `require`. */
const requireInModules =
  "import { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);";

/** In the extension host `import()` is a `require` that waits: VS Code's loader of ES modules starts a thread first. */
const inHost = {
  format: 'cjs',
  external: ['vscode'],
  supported: { 'dynamic-import': false },
  outExtension: { '.js': '.cjs' },
  outdir: 'dist',
};

/** The import of the extension's rest leads to its bundle. */
const readLater = {
  name: 'read-later',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/app\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './host.cjs', external: true } : undefined,
    );
  },
};

/** Each bundle names its entry points as `output: source`; the paths of dependencies decide the rest. */
const bundles = [
  {
    ...node,
    // what is loaded with the extension is small; the rest is a bundle of its own, read when it is first asked for
    entryPoints: { extension: 'src/extension.ts' },
    ...inHost,
    plugins: [noCodeGeneration, readLater],
  },
  {
    ...node,
    entryPoints: { host: 'src/host/app.ts' },
    ...inHost,
  },
  {
    ...node,
    entryPoints: { worker: 'src/worker/entry.ts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    outdir: 'dist',
  },
  {
    ...node,
    // one build with splitting: the command line's `import('./renderSvg.ts')` stays an import on demand
    entryPoints: { cli: 'src/cli/main.ts', render: 'src/cli/renderSvg.ts' },
    format: 'esm',
    splitting: true,
    chunkNames: 'cli-[hash]',
    // vega draws text with this package where it is installed; we measure without it
    external: ['canvas'],
    banner: { js: requireInModules },
    outdir: 'dist',
  },
  {
    ...node,
    // the extension draws figures for its reports in a thread of this: Vega never enters the extension's own bundle
    entryPoints: { figures: 'src/cli/figureThread.ts' },
    format: 'esm',
    external: ['canvas'],
    banner: { js: requireInModules },
    outExtension: { '.js': '.mjs' },
    outdir: 'dist',
  },
  {
    ...shared,
    entryPoints: { main: 'webview/main.ts' },
    platform: 'browser',
    // Vega is a chunk that is read when a page or a figure needs it
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    conditions: watch ? ['development'] : ['production'],
    loader: { '.svg': 'text', '.ttf': 'file' },
    assetNames: '[name]',
    outdir: 'dist/webview',
  },
];

const present = bundles.map(withoutMissing).filter(({ entryPoints }) => Object.keys(entryPoints).length > 0);

await rm('dist/webview', { recursive: true, force: true });
await mkdir('dist', { recursive: true });

if (watch) {
  for (const bundle of present) await (await context(bundle)).watch();
  console.log('watching; Ctrl+C ends it');
} else {
  await removeOldChunks();
  // one that fails has said why by itself; the others are built all the same
  const results = await Promise.allSettled(present.map(bundle => build(bundle)));
  if (results.some(({ status }) => status === 'rejected')) process.exitCode = 1;
  const metafiles = results.flatMap(result => (result.status === 'fulfilled' ? [result.value.metafile] : []));
  for (const [file, output] of metafiles.flatMap(metafile => Object.entries(metafile.outputs)))
    console.log(`${(output.bytes / 1000).toFixed(1).padStart(9)} kB  ${file}`);
  for (const metafile of metafiles) requireOneVegaUtil(metafile);
  await writeFile('dist/metafile.json', JSON.stringify(merge(metafiles)));
  if (existsSync('dist/cli.js')) await makeExecutable('dist/cli.js');
}

/** An entry point that is not there is left out, and said so: the rest can still be built. */
function withoutMissing(bundle) {
  const entries = Object.entries(bundle.entryPoints);
  for (const [, source] of entries)
    if (!existsSync(source)) console.error(`\n!! ${source} does not exist: its bundle is NOT built\n`);
  return { ...bundle, entryPoints: Object.fromEntries(entries.filter(([, source]) => existsSync(source))) };
}

async function makeExecutable(file) {
  const text = await readFile(file, 'utf8');
  if (!text.startsWith('#!')) await writeFile(file, `#!/usr/bin/env node\n${text}`);
  await chmod(file, 0o755);
}

/** Chunks carry a hash in their name: the last build's would stay behind. */
async function removeOldChunks() {
  for await (const file of glob('dist/cli-*.js')) await rm(file);
}

/** Two copies of vega-util bring back the code generation that the interpreter avoids. */
function requireOneVegaUtil(metafile) {
  for (const [file, output] of Object.entries(metafile.outputs)) {
    const copies = new Set(
      Object.keys(output.inputs).flatMap(input => /^.*node_modules\/vega-util(?=\/)/.exec(input)?.[0] ?? []),
    );
    if (copies.size > 1)
      throw new Error(`${file} holds ${copies.size} copies of vega-util: ${[...copies].join(', ')}`);
  }
}

function merge(metafiles) {
  return {
    inputs: Object.assign({}, ...metafiles.map(metafile => metafile.inputs)),
    outputs: Object.assign({}, ...metafiles.map(metafile => metafile.outputs)),
  };
}
