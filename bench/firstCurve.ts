/**
 * `node bench/firstCurve.ts [ROUNDS]`: what a person waits for. Opens Figure 1's preset in a real VS Code with the packaged
 * extension (`npm run package` first), presses Ctrl+Enter, and measures the time until a curve is on the screen, and until
 * the batch is done. Every round has scales of its own, so that nothing is known before.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import type { Page } from 'playwright-core';
import { launchChromium } from '../test/rig/chromium.ts';
import { startServer } from '../test/rig/server.ts';
import { installVsix } from '../test/rig/vsix.ts';
import {
  editorTab,
  focusText,
  openFile,
  runCommand,
  waitForWorkbench,
  webview,
} from '../test/rig/workbench.ts';
import { machine } from './machine.ts';
import { median } from './median.ts';

const project = resolve(import.meta.dirname, '..');
const rounds = Number(process.argv[2] ?? 5);

interface Waits {
  readonly firstCurve: number;
  readonly done: number;
}

const dataFolder = mkdtempSync(join(tmpdir(), 'lora-bench-'));
const folder = mkdtempSync(join(tmpdir(), 'lora-bench-workspace-'));
const preset = readFileSync(join(project, 'media', 'presets', 'figure-1.lora.json'), 'utf8');
const name = (round: number): string => `round-${round}.lora.json`;
for (let round = 0; round < rounds; round++) {
  const scales = [1e-3, 1e-4, 1e-5].map(scale => scale * (1 + (round + 1) / 1000));
  writeFileSync(join(folder, name(round)), preset.replace('[1e-3, 1e-4, 1e-5]', JSON.stringify(scales)));
}
installVsix(join(project, 'dist', 'lora-dynamics.vsix'), dataFolder);
const server = await startServer({ dataFolder });
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1480, height: 940 } });
  await page.goto(server.address(folder));
  await waitForWorkbench(page);
  const waits: Waits[] = [];
  for (let round = 0; round < rounds; round++) waits.push(await oneRound(page, name(round)));
  const later = waits.slice(1);
  const of = (pick: (wait: Waits) => number): number => Math.round(median(later.map(pick)));
  console.log(JSON.stringify({ machine: machine(), waits }));
  console.log(
    `first curve ${waits[0]!.firstCurve} ms in a fresh window, then ${of(w => w.firstCurve)} ms (median of ${later.length}); ` +
      `180 runs done after ${of(w => w.done)} ms`,
  );
} finally {
  await browser.close();
  await server.stop();
  for (const place of [dataFolder, folder]) rmSync(place, { recursive: true, force: true, maxRetries: 3 });
}

/** Opens the file, runs it with a panel that does not exist yet, and closes everything. Milliseconds. */
async function oneRound(page: Page, file: string): Promise<Waits> {
  await openFile(page, file);
  await page.locator('.codelens-decoration', { hasText: /Run · 6 variants/ }).waitFor();
  await focusText(page);
  const began = performance.now();
  await page.keyboard.press('Control+Enter');
  const panel = webview(page);
  await panel
    .locator('lora-chart.loss .mark-line.lines_marks path[d^="M"]')
    .first()
    .waitFor({ state: 'attached' });
  const firstCurve = Math.round(performance.now() - began);
  await panel.locator('header .meta b', { hasText: 'Done' }).waitFor();
  const done = Math.round(performance.now() - began);
  await editorTab(page, /Results: round/).waitFor();
  await runCommand(page, 'View: Close All Editors');
  return { firstCurve, done };
}
