/**
 * Runs before the scripts a newcomer calls, under whatever Node is there. Every script needs Node 24, which `npm ci`
 * brings along as the package `node`; where its install script was skipped, this makes up for it.
 */
import { spawnSync } from 'node:child_process';

const NEEDED = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < NEEDED && !repaired()) {
  console.error(
    `This project runs on Node ${NEEDED} and found ${process.version}: run \`npm rebuild node --ignore-scripts=false\` ` +
      `(its install script was skipped), or put a Node ${NEEDED} on the PATH`,
  );
  process.exit(1);
}

function repaired() {
  console.error(`Node ${process.version} found, Node ${NEEDED} needed: fetching it (npm rebuild node) …`);
  const shell = process.platform === 'win32';
  spawnSync('npm', ['rebuild', 'node', '--ignore-scripts=false'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell,
  });
  const { stdout } = spawnSync('node', ['--version'], { encoding: 'utf8', shell });
  return Number(/^v(\d+)/.exec(stdout ?? '')?.[1]) >= NEEDED;
}
