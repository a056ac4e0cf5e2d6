import type { FrameLocator, Locator, Page } from 'playwright-core';
import { webview } from '../rig/workbench.ts';

/** The plot panel as a reader sees it. */
export class PlotPanel {
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.frame = webview(page);
  }

  /** Resolves once the header shows these words: `Done`, `Running`, `Stopped`. */
  async waitForState(words: string | RegExp): Promise<void> {
    await this.frame.locator('header .meta b', { hasText: words }).first().waitFor({ timeout: 90_000 });
  }

  chart(name: 'loss' | 'alignment' | 'phases'): Locator {
    return this.frame.locator(`lora-chart.${name}`);
  }

  /** The `d` of every mean curve that a chart draws. */
  async curves(name: 'loss' | 'alignment' | 'phases'): Promise<string[]> {
    const paths = this.chart(name).locator('.canvas .lines path');
    return paths.evaluateAll(elements => elements.map(element => element.getAttribute('d') ?? ''));
  }

  /** The legend's rows, as the text of their cells. */
  async rows(): Promise<string[][]> {
    const rows = await this.frame.locator('table.legend tbody tr').all();
    return Promise.all(
      rows.map(async row => (await row.locator('th, td').allInnerTexts()).map(text => text.trim())),
    );
  }

  get resetZoom(): Locator {
    return this.frame.getByRole('button', { name: 'Reset zoom' });
  }

  /** Drags over the middle of the loss chart, which zooms the time axis. */
  async zoomIn(page: Page): Promise<void> {
    const plot = await this.chart('loss').locator('.slider').boundingBox();
    if (plot === null) throw new Error('The loss chart is not on the screen');
    const y = plot.y + plot.height / 2;
    await page.mouse.move(plot.x + plot.width * 0.25, y);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width * 0.4, y, { steps: 4 });
    await page.mouse.move(plot.x + plot.width * 0.6, y, { steps: 4 });
    await page.mouse.up();
  }

  /** What is written along the time axis of the loss chart. */
  async timeLabels(): Promise<string[]> {
    const labels = this.chart('loss').locator('.canvas .axis text');
    const seen = await labels.evaluateAll(elements =>
      elements.map(element => {
        const { opacity, visibility } = getComputedStyle(element);
        const { top } = element.getBoundingClientRect();
        return { text: element.textContent, top, shown: opacity !== '0' && visibility !== 'hidden' };
      }),
    );
    const lowest = Math.max(...seen.map(({ top }) => top));
    return seen
      .filter(({ text, top, shown }) => shown && text !== '' && top > lowest - 2)
      .map(({ text }) => text)
      .sort();
  }
}
