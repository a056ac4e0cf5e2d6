/**
 * `node bench/drag.ts [VALUES]`: drag to simulate. Opens Figure 1's preset in a real VS Code with the packaged extension
 * (`npm run package` first), runs it, opens *What if?*, and drags α through so many values, each as soon as the one
 * before was taken. Measures how often another preview is on the screen, and how long each took from the edit of the
 * slider to the frame that shows its run.
 */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { focusText, openFile, webview } from '../test/rig/workbench.ts';
import { inVsCode } from './inVsCode.ts';
import { machine } from './machine.ts';
import { median } from './median.ts';

const project = resolve(import.meta.dirname, '..');
const values = Number(process.argv[2] ?? 200);
const FILE = 'figure.lora.json';
const preset = readFileSync(join(project, 'media', 'presets', 'figure-1.lora.json'), 'utf8');

/** What the page measured. */
interface Drag {
  /** Milliseconds from the first edit to the last frame. */
  readonly whole: number;
  readonly frames: number;
  /** Milliseconds from an edit to the frame that shows it, for every edit that was shown. */
  readonly waits: readonly number[];
  /** Of these, until the run was there: the way to the host, the run in its worker, the way back. */
  readonly answers: readonly number[];
}

await inVsCode({ [FILE]: preset }, async ({ page }) => {
  await openFile(page, FILE);
  await page.locator('.codelens-decoration', { hasText: /Run · 6 variants/ }).waitFor();
  await focusText(page);
  await page.keyboard.press('Control+Enter');
  const panel = webview(page);
  await panel.locator('header .meta b', { hasText: 'Done' }).waitFor();
  await panel.locator('table.legend tbody tr').nth(4).click();
  await panel.getByRole('button', { name: 'What if?' }).click();
  await panel.getByRole('slider', { name: 'initScale' }).waitFor();
  const body = panel.locator('body');
  await body.evaluate(drag, 20);
  const measured = await body.evaluate(drag, values);
  const waits = [...measured.waits].sort((a, b) => a - b);
  const p95 = waits[Math.floor(0.95 * waits.length)] ?? Number.NaN;
  const load = loadavg()[0] ?? Number.NaN;
  console.log(JSON.stringify({ machine: machine(), ...measured }));
  console.log(
    `${values} values: ${((1000 * measured.frames) / measured.whole).toFixed(1)} frames/s (goal ≥ 20); ` +
      `edit → paint: median ${Math.round(median(waits))} ms, p95 ${Math.round(p95)} ms (goal < 100), ` +
      `of which until the run was there ${Math.round(median([...measured.answers]))} ms; load ${load.toFixed(1)}`,
  );
});

/** In the page: moves the slider on whenever the preview of the value before is on the screen. */
async function drag(body: Element, count: number): Promise<Drag> {
  const input = body.querySelector<HTMLInputElement>('.what-if input[aria-label="initScale"]')!;
  const points = (): string =>
    body.querySelector('.figure.loss .preview polyline')?.getAttribute('points') ?? '';
  const painted = (): Promise<void> =>
    new Promise(done => requestAnimationFrame(() => setTimeout(() => done())));
  const changed = (before: string): Promise<void> =>
    new Promise(done => {
      const observer = new MutationObserver(() => {
        if (points() === before) return;
        observer.disconnect();
        done();
      });
      const watch = { subtree: true, childList: true, attributes: true, attributeFilter: ['points'] };
      observer.observe(body, watch);
    });
  const answers: number[] = [];
  let edited = performance.now();
  globalThis.addEventListener('message', ({ data }: MessageEvent<{ readonly type?: unknown } | null>) => {
    if (data?.type === 'whatIf') answers.push(performance.now() - edited);
  });
  const began = performance.now();
  const waits: number[] = [];
  for (let i = 0; i < count; i++) {
    edited = performance.now();
    const drawn = changed(points());
    input.value = String(60 + ((i * 7) % 280));
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await drawn;
    await painted();
    waits.push(performance.now() - edited);
  }
  return { whole: performance.now() - began, frames: waits.length, waits, answers };
}
