/**
 * `node bench/activation.ts [ROUNDS]`: what the extension costs a window that opens an experiment, with the packaged extension
 * (`npm run package` first) in a real VS Code. The time of activation is VS Code's own, from *Developer: Show Running
 * Extensions*; the time until the file speaks is from the opened file to the line above it that offers to run it.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../test/rig/chromium.ts';
import { startServer, type Server } from '../test/rig/server.ts';
import { installVsix } from '../test/rig/vsix.ts';
import { editorTab, openFile, runCommand, waitForWorkbench } from '../test/rig/workbench.ts';
import { loadNow, machine } from './machine.ts';
import { median } from './median.ts';

const project = resolve(import.meta.dirname, '..');
const rounds = Number(process.argv[2] ?? 5);
/** The goal, in milliseconds. */
const GOAL = 50;

const dataFolder = mkdtempSync(join(tmpdir(), 'lora-bench-'));
const folder = mkdtempSync(join(tmpdir(), 'lora-bench-workspace-'));
cpSync(join(project, 'media', 'presets', 'figure-1.lora.json'), join(folder, 'figure-1.lora.json'));
installVsix(join(project, 'dist', 'lora-dynamics.vsix'), dataFolder);
const server = await startServer({ dataFolder });
const browser = await launchChromium();
try {
  const activation: number[] = [];
  const speaks: number[] = [];
  // the first window fills VS Code's own caches
  for (let round = 0; round <= rounds; round++) {
    const measured = await oneWindow(server, browser);
    if (round === 0) continue;
    activation.push(measured.activation);
    speaks.push(measured.speaks);
  }
  const of = (times: readonly number[]): number => Math.round(median(times));
  console.log(JSON.stringify({ machine: machine(), load: loadNow(), activation, speaks }));
  console.log(
    `activation ${of(activation)} ms (goal: under ${GOAL}), ` +
      `${of(speaks)} ms from the opened file to its first line (medians of ${rounds} windows)`,
  );
} finally {
  await browser.close();
  await server.stop();
  for (const place of [dataFolder, folder]) rmSync(place, { recursive: true, force: true, maxRetries: 3 });
}

/** Opens a window and the file in it, and asks VS Code what that has cost. */
async function oneWindow(
  vscode: Server,
  chromium: Browser,
): Promise<{ readonly activation: number; readonly speaks: number }> {
  const page = await chromium.newPage({ viewport: { width: 1480, height: 940 } });
  page.setDefaultTimeout(90_000);
  await page.goto(vscode.address(folder));
  await waitForWorkbench(page);
  const began = Date.now();
  await openFile(page, 'figure-1.lora.json');
  await page.locator('.codelens-decoration', { hasText: /Run · 6 variants/ }).waitFor();
  const speaks = Date.now() - began;
  await runCommand(page, 'Developer: Show Running Extensions');
  await editorTab(page, /Running Extensions/).waitFor();
  const row = page.locator('.extension', { hasText: 'LoRA Dynamics' });
  const text = await row.locator('.activation-time').innerText();
  const activation = Number(/(\d+)\s*ms/.exec(text)?.[1] ?? Number.NaN);
  await page.close();
  return { activation, speaks };
}
