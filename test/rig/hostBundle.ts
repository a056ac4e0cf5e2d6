import { build } from 'esbuild';
import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Bundles every test/host/**\/*.host.ts with mocha into one file that any VS Code can run, here or on a desktop.
 * Returns its path. Throws where there is no such test.
 */
export async function bundleHostTests(project: string): Promise<string> {
  const suites = globSync('test/host/**/*.host.ts', { cwd: project }).sort();
  if (suites.length === 0) throw new Error('There is no test/host/**/*.host.ts to run');
  const loads = suites.map(file => `await import(${JSON.stringify(`./${file.replaceAll('\\', '/')}`)});`);
  const outfile = resolve(project, 'dist', 'test', 'host.cjs');
  await build({
    stdin: {
      contents: [
        "import { runInHost } from './test/rig/mochaInHost.ts';",
        `export const run = () => runInHost(async () => { ${loads.join(' ')} });`,
      ].join('\n'),
      resolveDir: project,
      sourcefile: join(project, 'host-tests.ts'),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    mainFields: ['module', 'main'],
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
    // mocha's parallel runner looks for files of its own; we never run in parallel
    logOverride: { 'require-resolve-not-external': 'silent' },
    // mocha locates itself by import.meta, which a CommonJS bundle does not have
    define: { 'import.meta.url': '__bundleUrl' },
    banner: { js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    outfile,
  });
  return outfile;
}
