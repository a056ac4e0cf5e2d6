import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';

/** What the process outside reads once the host is gone: a result without `complete` means that the host died. */
export interface HostResult {
  readonly complete: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Runs mocha inside the extension host: the suites that `load` defines, a line a test on the console, the counts in the
 * file LORA_HOST_RESULT names. Rejects when a test failed or was skipped, which ends VS Code with a failure.
 */
export async function runInHost(load: () => Promise<void>): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 90_000, reporter: SilentReporter, forbidOnly: true });
  const grep = process.env['LORA_GREP'];
  if (grep !== undefined) mocha.grep(grep);
  // what mocha does before it loads a file: define describe, it and the hooks
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await load();

  const counts = { passed: 0, failed: 0, skipped: 0 };
  report({ complete: false, ...counts });
  await new Promise<void>(resolve => {
    const runner = mocha.run(() => resolve());
    runner.on('suite', suite => {
      if (!suite.root) console.log(`${'  '.repeat(depth(suite))}${suite.title}`);
    });
    runner.on('pass', test => {
      counts.passed++;
      console.log(`${'  '.repeat(depth(test.parent) + 1)}✔ ${test.title} (${test.duration ?? 0} ms)`);
    });
    runner.on('pending', test => {
      counts.skipped++;
      console.log(`${'  '.repeat(depth(test.parent) + 1)}- ${test.title} (skipped)`);
    });
    runner.on('fail', (test, error: unknown) => {
      counts.failed++;
      const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
      console.log(`${'  '.repeat(depth(test.parent) + 1)}✖ ${test.fullTitle()}\n${trace}`);
    });
  });
  report({ complete: true, ...counts });
  console.log(`${counts.passed} passed, ${counts.failed} failed in VS Code`);
  if (counts.failed > 0 || counts.skipped > 0)
    throw new Error(`${counts.failed} tests failed, ${counts.skipped} were skipped`);
}

/** mocha prints nothing by itself: its own reporters write past the console that the rig reads. */
class SilentReporter extends Mocha.reporters.Base {}

function depth(suite: Mocha.Suite | undefined): number {
  let n = 0;
  for (let s = suite; s !== undefined && !s.root; s = s.parent) n++;
  return n;
}

function report(result: HostResult): void {
  const file = process.env['LORA_HOST_RESULT'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(result));
}
