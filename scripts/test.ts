/**
 * `npm test`: every check of the project, cheap ones first, stopping at the first that fails. Ends with the counts of
 * all suites on a line of their own: `312 passed, 0 failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface Stage {
  readonly name: string;
  readonly command: string;
  /** Where the stage writes its counts, if it counts; a stage that does not is one check. */
  readonly results?: string;
}

const RESULTS = '.cache/results';

const stages: readonly Stage[] = [
  { name: 'rig', command: 'node test/rig/setup.ts' },
  { name: 'types', command: 'npm run --silent typecheck' },
  { name: 'lint', command: 'npm run --silent lint' },
  vitest('unit'),
  { name: 'bundle', command: 'npm run --silent bundle' },
  { name: 'vsix', command: 'npm run --silent vsix' },
  vitest('package'),
  { name: 'host', command: 'node test/rig/hostTests.ts', results: `${RESULTS}/host.json` },
  vitest('e2e', '--bail=1'),
];

function vitest(project: string, ...options: readonly string[]): Stage {
  const results = `${RESULTS}/${project}.json`;
  const reporters = `--reporter=default --reporter=json --outputFile.json=${results}`;
  return {
    name: project,
    command: ['vitest run --project', project, reporters, ...options].join(' '),
    results,
  };
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

const rows: string[] = [];
let passed = 0;
let failed = 0;
for (const stage of stages) {
  console.log(`\n── ${stage.name}: ${stage.command}`);
  const start = performance.now();
  const { status } = spawnSync(stage.command, { shell: true, stdio: 'inherit' });
  const seconds = (performance.now() - start) / 1000;
  const counts = count(stage, status === 0);
  passed += counts.passed;
  failed += counts.failed;
  const numbers = `${String(counts.passed).padStart(5)} passed ${String(counts.failed).padStart(3)} failed`;
  rows.push(`${stage.name.padEnd(8)} ${numbers} ${seconds.toFixed(1).padStart(7)} s`);
  if (status !== 0) break;
}

console.log(`\n${rows.join('\n')}`);
if (rows.length < stages.length)
  console.log(`Stopped there: ${stages.length - rows.length} stages did not run`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** What a stage's own report says, made consistent with its exit code. */
function count(stage: Stage, ok: boolean): Counts {
  const counts = stage.results === undefined ? undefined : read(stage.results);
  if (counts === undefined)
    return ok && stage.results === undefined ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  return ok ? counts : { passed: counts.passed, failed: Math.max(1, counts.failed) };
}

/** vitest's JSON report or the rig's. */
function read(file: string): Counts | undefined {
  if (!existsSync(file)) return undefined;
  const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const number = (...keys: readonly string[]): number => {
    const value = keys.map(key => report[key]).find(found => typeof found === 'number');
    return typeof value === 'number' ? value : 0;
  };
  return { passed: number('numPassedTests', 'passed'), failed: number('numFailedTests', 'failed') };
}
