/**
 * `node bench/panel.ts [STATES…]`: how fast the plot panel draws, in Chromium, on the views of the tests: Figure 1, four
 * thousand points in each chart, and a thousand runs of 500 points as seeds of twenty and of a hundred variants (bands,
 * then lines) and as variants of their own. For each the first paint, an update, moves of the crosshair, zooms by the wheel, and the heap.
 *
 * Inputs are sent at the beginning of a frame and timed until that frame, or the later one that shows their effect, has been
 * handed on: script, layout and painting, without waiting for the screen.
 */
import { loadavg } from 'node:os';
import process from 'node:process';
import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser, openPanel } from '../test/webview/harness/browser.ts';
import { servePanel } from '../test/webview/harness/page.ts';
import '../test/webview/harness/host.types.ts';
import { machine } from './machine.ts';
import { median } from './median.ts';

/** A view of the tests, and whether single seeds are looked at. */
const STATES = [
  { name: 'finished', lines: false },
  { name: 'points', lines: false },
  { name: 'seeds', lines: false },
  { name: 'seeds', lines: true },
  { name: 'hundred', lines: false },
  { name: 'hundred', lines: true },
  { name: 'thousand', lines: false },
] as const;
const only = process.argv.slice(2);

/** Milliseconds by the clock, and of the page's main thread alone: what counts where others use the processors. */
interface Times {
  readonly wall: number[];
  readonly cpu: number[];
}

const server = await servePanel();
const browser = await launchBrowser();
try {
  console.log(JSON.stringify(machine()));
  for (const { name, lines } of STATES) {
    if (only.length > 0 && !only.includes(name)) continue;
    const { page } = await openPanel(browser, server, name);
    await page.waitForFunction(() => !Number.isNaN(window.harness.firstPaint));
    const first = await page.evaluate(() => window.harness.firstPaint);
    if (lines) await page.getByRole('radio', { name: 'lines' }).click();
    await page.waitForTimeout(1000);
    const metrics = await page.context().newCDPSession(page);
    await metrics.send('Performance.enable', { timeDomain: 'threadTicks' });
    const hover = await timed(page, metrics, movePointer, 100);
    const zoom = await timed(page, metrics, turnWheel, 48);
    const update = await timed(page, metrics, sendView, 12, prepareView);
    console.log(
      [
        `${name}${lines ? ', lines' : ''}: first paint ${Math.round(first)} ms`,
        `hover ${words(hover)}`,
        `zoom ${words(zoom)}`,
        `update ${words(update)}`,
        `heap ${await heap(metrics)} MB, load ${loadavg()[0]!.toFixed(1)}`,
      ].join('\n    '),
    );
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}

async function timed(
  page: Page,
  metrics: CDPSession,
  act: (step: number) => Promise<number>,
  count: number,
  prepare?: () => Promise<void>,
): Promise<Times> {
  const times: Times = { wall: [], cpu: [] };
  for (let i = 0; i < count; i++) {
    if (prepare) await page.evaluate(prepare);
    const before = await busy(metrics);
    times.wall.push(await page.evaluate(act, i));
    times.cpu.push((await busy(metrics)) - before);
  }
  return times;
}

/** Milliseconds that the page's main thread has worked. */
async function busy(metrics: CDPSession): Promise<number> {
  const { metrics: all } = await metrics.send('Performance.getMetrics');
  return 1000 * (all.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}

function words({ wall, cpu }: Times): string {
  const p95 = (times: readonly number[]): string =>
    ([...times].sort((a, b) => a - b)[Math.floor(0.95 * times.length)] ?? NaN).toFixed(1);
  return (
    `median ${median(wall).toFixed(1)}, p95 ${p95(wall)} ms by the clock; ` +
    `${median(cpu).toFixed(1)}, ${p95(cpu)} ms of the main thread`
  );
}

/** Megabytes in use after a collection: views and lines that are shown, and what draws them. */
async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const usage: { readonly usedSize: number; readonly backingStorageSize?: number } =
    await session.send('Runtime.getHeapUsage');
  return Math.round((usage.usedSize + (usage.backingStorageSize ?? 0)) / 1e6);
}

/** In the page: moves the pointer over the loss. */
async function movePointer(step: number): Promise<number> {
  const slider = document.querySelector<HTMLElement>('.figure.loss .slider')!;
  const box = slider.getBoundingClientRect();
  const clientX = box.left + (((step * 37) % 700) / 700) * box.width;
  const clientY = box.top + (((step * 13) % 200) / 200) * box.height;
  await new Promise(requestAnimationFrame);
  const began = performance.now();
  slider.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY, bubbles: true }));
  await new Promise<void>(done => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done();
    port2.postMessage(null);
  });
  return performance.now() - began;
}

/** In the page: turns the wheel over the loss, in and out, until the frame that shows it. */
async function turnWheel(step: number): Promise<number> {
  const chart = document.querySelector<HTMLElement>('.figure.loss')!;
  const slider = chart.querySelector<HTMLElement>('.slider')!;
  const box = slider.getBoundingClientRect();
  const clientX = box.left + box.width * (0.2 + (0.5 * ((step * 7) % 10)) / 10);
  const deltaY = step % 12 < 6 ? -60 : 60;
  await new Promise(requestAnimationFrame);
  const began = performance.now();
  const drawn = chart.dataset['drawn'];
  slider.dispatchEvent(
    new WheelEvent('wheel', { clientX, clientY: box.top + 50, deltaY, bubbles: true, cancelable: true }),
  );
  await Promise.resolve();
  while (chart.dataset['drawn'] === drawn && performance.now() - began < 10_000)
    await new Promise(done => setTimeout(done));
  await new Promise(done => setTimeout(done));
  return performance.now() - began;
}

/** In the page: has a copy of the view ready, as it comes from the host. */
async function prepareView(): Promise<void> {
  const { harness } = window;
  harness.next = new MessageEvent('message', {
    data: { type: 'view', view: structuredClone(harness.view) },
  });
  await new Promise(done => setTimeout(done, 150));
}

/** In the page: passes the view on, as the host does four times a second, until the frame that shows it. */
async function sendView(): Promise<number> {
  const chart = document.querySelector<HTMLElement>('.figure.loss')!;
  const drawn = chart.dataset['drawn'];
  await new Promise(requestAnimationFrame);
  const began = performance.now();
  window.dispatchEvent(window.harness.next!);
  await Promise.resolve();
  while (chart.dataset['drawn'] === drawn && performance.now() - began < 20_000)
    await new Promise(done => setTimeout(done));
  await new Promise(done => setTimeout(done));
  return performance.now() - began;
}
