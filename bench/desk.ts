/**
 * `node bench/desk.ts [KEYS]`: what a running sweep costs the person at the desk. Opens a long sweep and another experiment in a
 * real VS Code with the packaged extension (`npm run package` first), types so many characters into the other one, once at rest
 * and once while the sweep runs on the workers of the default, and stops the sweep. Measures each key until the frame that shows it, and the click
 * on *Stop* until the panel says *Stopped*.
 */
import process from 'node:process';
import type { Page } from 'playwright-core';
import { quick, slow } from '../test/e2e/experiments.ts';
import { PlotPanel } from '../test/e2e/panel.ts';
import { focusText, openFile, runCommand, webview } from '../test/rig/workbench.ts';
import { inVsCode } from './inVsCode.ts';
import { loadNow, machine } from './machine.ts';
import { median } from './median.ts';

const keys = Number(process.argv[2] ?? 150);
/** Rounds of typing at rest and in the sweep, in turns. */
const ROUNDS = 3;
/** A brisk typist: milliseconds from key to key. */
const PAUSE = 90;

await inVsCode({ 'slow.lora.json': slow, 'quick.lora.json': quick }, async ({ page }) => {
  await openFile(page, 'quick.lora.json');
  await typed(page, 40);
  const atRest: number[] = [];
  const inSweep: number[] = [];
  const stops: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    atRest.push(...(await typed(page, Math.ceil(keys / ROUNDS))));
    await startSweep(page);
    await openFile(page, 'quick.lora.json');
    inSweep.push(...(await typed(page, Math.ceil(keys / ROUNDS))));
    await openFile(page, 'slow.lora.json');
    stops.push(await stopped(page));
    await openFile(page, 'quick.lora.json');
  }
  const words = (times: readonly number[]): string =>
    `median ${median([...times]).toFixed(1)}, p95 ${p95(times).toFixed(1)} ms`;
  console.log(JSON.stringify({ machine: machine(), load: loadNow(), atRest, inSweep, stops }));
  console.log(
    `key → paint at rest: ${words(atRest)}; while a sweep runs: ${words(inSweep)}; ` +
      `p95 rises by ${(p95(inSweep) - p95(atRest)).toFixed(1)} ms (goal < 5)\n` +
      `Stop → Stopped: median ${median(stops).toFixed(0)} ms of ${ROUNDS} (goal < 100)`,
  );
});

async function startSweep(page: Page): Promise<void> {
  await openFile(page, 'slow.lora.json');
  await runCommand(page, 'LoRA: Run Experiment');
  await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Run' }).click();
  await new PlotPanel(page).waitForState('Running');
  await page.waitForTimeout(2000);
}

/** Types into the title of the open file; milliseconds from each key to the end of its frame. */
async function typed(page: Page, count: number): Promise<number[]> {
  await focusText(page);
  await page.keyboard.press('Control+Home');
  for (let line = 0; line < 2; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  for (let back = 0; back < 2; back++) await page.keyboard.press('ArrowLeft');
  await page.waitForTimeout(1000);
  await page.evaluate(watchKeys);
  for (let key = 0; key < count; key++) await page.keyboard.type('abcdefgh '[key % 9]!, { delay: PAUSE });
  await page.waitForTimeout(300);
  return page.evaluate(() => (globalThis as typeof globalThis & { keyTimes: number[] }).keyTimes);
}

/** In the window: notes how long every key takes from the event to the end of the frame after it. */
function watchKeys(): void {
  const times: number[] = [];
  const shared = globalThis as typeof globalThis & { keyTimes: number[]; watched?: AbortController };
  shared.watched?.abort();
  shared.watched = new AbortController();
  shared.keyTimes = times;
  const note = ({ timeStamp }: KeyboardEvent): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - timeStamp);
      port2.postMessage(null);
    });
  };
  document.addEventListener('keydown', note, { capture: true, signal: shared.watched.signal });
}

/** Stops the sweep in its panel; milliseconds from the click until the panel says so. */
async function stopped(page: Page): Promise<number> {
  const panel = webview(page);
  await panel.getByRole('button', { name: 'Stop' }).waitFor();
  return panel.locator('body').evaluate(clickStop);
}

/** In the panel. */
function clickStop(body: Element): Promise<number> {
  const state = (): string => body.querySelector('header .meta b')?.textContent ?? '';
  const button = body.querySelector<HTMLElement>('header .mark vscode-button');
  return new Promise(resolve => {
    const began = performance.now();
    const observer = new MutationObserver(() => {
      if (!state().includes('Stopped')) return;
      observer.disconnect();
      resolve(performance.now() - began);
    });
    observer.observe(body, { subtree: true, childList: true, characterData: true });
    button?.click();
  });
}

function p95(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(0.95 * times.length)] ?? Number.NaN;
}
