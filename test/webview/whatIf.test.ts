/// <reference types="node" />
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { previewBetween } from './fixtures/whatIf.ts';
import { views } from './fixtures/views.ts';
import { usePanel } from './harness/usePanel.ts';
import './harness/host.types.ts';

const open = usePanel();

async function ask(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'What if?' }).click();
  await page.getByRole('slider', { name: 'initScale' }).waitFor();
}

/** Puts the slider of the scale at a share of its way. */
async function drag(page: Page, share: number): Promise<void> {
  const slider = page.getByRole('slider', { name: 'initScale' });
  await slider.fill(String(Math.round(share * Number(await slider.getAttribute('max')))));
}

const asked = (page: Page) =>
  page.evaluate(() => window.harness.posted.flatMap(message => (message.type === 'whatIf' ? [message] : [])));
const points = (page: Page, chart: string) =>
  page.locator(`.figure.${chart} .preview polyline`).getAttribute('points');

describe('What if?', () => {
  test('has a slider for each number that the file writes, with a tick at its value', async () => {
    const page = await open('finished');
    await ask(page);
    const names = await page
      .locator('.what-if input')
      .evaluateAll(inputs => inputs.map(input => input.getAttribute('aria-label')));
    expect(names).toEqual(['imbalance', 'strength', 'rank', 'initScale']);
    expect(await page.locator('.what-if .tick').count()).toBe(4);
    await page.getByRole('button', { name: '2 more' }).click();
    expect(await page.locator('.what-if input').count()).toBe(6);
    expect(await page.locator('.preview').count()).toBe(0);
    expect(await page.getByRole('button', { name: /Write/ }).count()).toBe(0);
  });

  test('asks for the dragged values and draws the answer over loss and alignment', async () => {
    const page = await open('finished');
    await ask(page);
    const drawn = await page.locator('.figure.loss').getAttribute('data-drawn');
    await drag(page, 0.746);
    await page.waitForSelector('.figure.loss .preview polyline');
    const last = (await asked(page)).at(-1);
    expect(last?.changes).toEqual({ 'adapter.initScale': 3e-4 });
    expect(last?.variant).toContain('gaussian');
    expect(await points(page, 'alignment')).not.toBeNull();
    expect(await page.locator('.figure.loss .preview-name').innerText()).toBe('preview, 3 × 10⁻⁴');
    expect(await page.locator('.what-if .told').innerText()).toMatch(
      /preview, seed 0[\s\S]*predicted T½ 0\.97 →/,
    );
    const before = await points(page, 'loss');
    await drag(page, 0.6);
    await page.waitForFunction(
      old => document.querySelector('.figure.loss .preview polyline')?.getAttribute('points') !== old,
      before,
    );
    // the charts below are not drawn again
    expect(await page.locator('.figure.loss').getAttribute('data-drawn')).toBe(drawn);
  });

  test('has one question on its way at a time, and the newest value comes last', async () => {
    const page = await open('finished');
    await ask(page);
    const before = (await asked(page)).length;
    await page.evaluate(() => (window.harness.answerLines = false));
    for (const share of [0.55, 0.6, 0.65, 0.7]) await drag(page, share);
    const sent = await asked(page);
    expect(sent.length - before).toBe(1);
    await page.evaluate(request => {
      window.harness.answerLines = true;
      window.harness.send({ type: 'whatIf', request, answer: null });
    }, sent.at(-1)!.request);
    await page.waitForSelector('.figure.loss .preview polyline');
    const last = (await asked(page)).at(-1);
    expect((await asked(page)).length - before).toBe(2);
    expect(last?.changes['adapter.initScale']).toBeCloseTo(1.6e-4, 10);
  });

  test('writes only when its button is pressed, and then begins anew', async () => {
    const page = await open('finished');
    await ask(page);
    await drag(page, 0.746);
    const write = page.getByRole('button', { name: 'Write initScale to File' });
    await write.waitFor();
    const intents = () =>
      page.evaluate(() =>
        window.harness.posted.flatMap(message => (message.type === 'intent' ? [message.intent.type] : [])),
      );
    expect(await intents()).toEqual([]);
    await write.click();
    expect(await intents()).toEqual(['writeWhatIf']);
    await write.waitFor({ state: 'detached' });
    expect(await page.locator('.preview').count()).toBe(0);
  });

  test('says what cannot be, and draws nothing then', async () => {
    const page = await open('finished');
    await ask(page);
    await page.getByRole('slider', { name: 'rank' }).fill('9');
    await page.getByText('more than this stand-in knows').waitFor();
    expect(await page.locator('.preview').count()).toBe(0);
  });

  test('is left by Reset and by Escape, and moved by the arrow keys', async () => {
    const page = await open('finished');
    await ask(page);
    await page.getByRole('slider', { name: 'initScale' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('.what-if').getByRole('button', { name: 'Reset' }).click();
    await page.getByText('Drag a setting').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.what-if').waitFor({ state: 'detached' });
  });
});

describe('the preview of an edited text', () => {
  test('is drawn until it is taken away', async () => {
    const page = await open('finished');
    const preview = previewBetween(views.finished(), 0.5);
    const send = (value: typeof preview | null) =>
      page.evaluate(
        ([text]) => {
          const parsed = JSON.parse(text!) as {
            curves: Record<string, { t: number[]; value: number[] }>;
          } | null;
          const curves = Object.entries(parsed?.curves ?? {}).map(([key, { t, value: v }]) => [
            key,
            { t: Float64Array.from(t), value: Float64Array.from(v) },
          ]);
          const message = parsed && { ...parsed, curves: Object.fromEntries(curves) as unknown };
          window.dispatchEvent(new MessageEvent('message', { data: { type: 'preview', preview: message } }));
        },
        [JSON.stringify(value, (_, v: unknown) => (v instanceof Float64Array ? [...v] : v))],
      );
    await send(preview);
    await page.waitForSelector('.figure.loss .preview polyline');
    expect(await page.locator('.figure.loss .preview-name').innerText()).toBe('preview');
    await send(null);
    await page.locator('.preview').first().waitFor({ state: 'detached' });
  });
});
