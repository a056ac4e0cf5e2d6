/**
 * The engine as a contender of a benchmark harness: `node bench/candidate.mjs FOLDER T SAMPLES RTOL REPETITIONS`, from a
 * checkout after `npm ci`, on Node 20 or later. Bundles candidate.ts in memory each time, so that it is never stale.
 */
import { build, stop } from 'esbuild';
import { fileURLToPath } from 'node:url';

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('candidate.ts', import.meta.url))],
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  mainFields: ['module', 'main'],
});
await stop();
await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
