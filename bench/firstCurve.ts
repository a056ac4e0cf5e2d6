/**
 * `node bench/firstCurve.ts [ROUNDS]`: what a person waits for. Opens Figure 1's preset in a real VS Code with the packaged
 * extension (`npm run package` first), presses Ctrl+Enter, and measures the time until a curve is on the screen and until
 * the batch is done: once without a panel, then with the panel open, as somebody works who edits and runs again. Every
 * round has scales of its own, so that nothing is known before.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import type { Page } from 'playwright-core';
import { editorTab, focusText, openFile, webview } from '../test/rig/workbench.ts';
import { inVsCode } from './inVsCode.ts';
import { machine } from './machine.ts';
import { median } from './median.ts';

const project = resolve(import.meta.dirname, '..');
const rounds = Number(process.argv[2] ?? 5);
const FILE = 'figure.lora.json';
const preset = readFileSync(join(project, 'media', 'presets', 'figure-1.lora.json'), 'utf8');
const CURVE = 'lora-chart.loss .canvas .lines path[d^="M"]';

/** Milliseconds after the key. */
interface Waits {
  /** Until the panel's page is there: VS Code's part. */
  readonly page: number;
  readonly firstCurve: number;
  readonly done: number;
}

await inVsCode({ [FILE]: textOf(0) }, async ({ page, write }) => {
  await openFile(page, FILE);
  const first = await oneRound(page);
  await editorTab(page, /Results: figure/).waitFor();
  const again: Waits[] = [];
  for (let round = 1; round <= rounds; round++) {
    write(FILE, textOf(round));
    await page.locator('.view-line', { hasText: `${scales(round)[0]}` }).waitFor();
    again.push(await oneRound(page));
  }
  const of = (pick: (wait: Waits) => number): number => Math.round(median(again.map(pick)));
  console.log(JSON.stringify({ machine: machine(), first, again }));
  console.log(
    `without a panel: its page after ${first.page} ms, a curve after ${first.firstCurve} ms, 180 runs after ${first.done} ms\n` +
      `with the panel open (median of ${rounds}): a curve after ${of(w => w.firstCurve)} ms, 180 runs after ${of(w => w.done)} ms`,
  );
});

function scales(round: number): number[] {
  return [1e-3, 1e-4, 1e-5].map(scale => Number((scale * (1 + (round + 1) / 1000)).toPrecision(5)));
}

/** The preset with scales of the round’s own. */
function textOf(round: number): string {
  return preset.replace('[1e-3, 1e-4, 1e-5]', JSON.stringify(scales(round)));
}

/** Presses Ctrl+Enter in the file, and waits for curves that were not there before. */
async function oneRound(page: Page): Promise<Waits> {
  const panel = webview(page);
  await page.locator('.codelens-decoration', { hasText: /Run · 6 variants/ }).waitFor();
  await focusText(page);
  const watched = (await panel.locator('lora-panel').count()) > 0;
  if (watched) await panel.locator('lora-panel').evaluate(watchCurves);
  const began = Date.now();
  await page.keyboard.press('Control+Enter');
  const since = (): number => Date.now() - began;
  await panel.locator('header').waitFor({ state: 'attached' });
  const there = since();
  if (!watched) await panel.locator(CURVE).first().waitFor({ state: 'attached' });
  const seen = watched ? await panel.locator('body').evaluate(curvesSeen) : Date.now();
  const firstCurve = seen - began;
  await panel.locator('header .meta b', { hasText: 'Done' }).waitFor();
  return { page: there, firstCurve, done: since() };
}

/** In the page: notes the clock after the frame in which a curve of the loss is another than now. */
function watchCurves(panel: Element): void {
  const curve = 'lora-chart.loss .canvas .lines path[d^="M"]';
  const drawn = (): string => panel.querySelector(curve)?.getAttribute('d') ?? '';
  const before = drawn();
  const found = new Promise<number>(resolve => {
    const observer = new MutationObserver(() => {
      if (drawn() === '' || drawn() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
    });
    observer.observe(panel, { subtree: true, childList: true, attributes: true, attributeFilter: ['d'] });
  });
  Object.assign(globalThis, { found });
}

function curvesSeen(): Promise<number> {
  return (globalThis as typeof globalThis & { readonly found: Promise<number> }).found;
}
