/// <reference types="node" />
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { drawn } from './harness/browser.ts';
import { THEMES } from './harness/page.ts';
import { painted } from './harness/painted.ts';
import { usePanel } from './harness/usePanel.ts';
import './harness/host.types.ts';

const open = usePanel();

const paths = (page: Page, chart: string, mark: string) =>
  page.locator(`.figure.${chart} .canvas .${mark} path`).count();

const cells = (page: Page, row: number) =>
  page.locator('table.legend tbody tr').nth(row).locator('th, td').allInnerTexts();

const posted = (page: Page) => page.evaluate(() => window.harness.posted);

async function pointAt(page: Page, chart: string, share: number): Promise<void> {
  const box = (await page.locator(`.figure.${chart} .slider`).boundingBox())!;
  await page.mouse.move(box.x + share * box.width, box.y + box.height / 2);
}

async function ticks(page: Page, chart: string): Promise<string[]> {
  return page.locator(`.figure.${chart} .canvas .axis text`).allTextContents();
}

/** Chooses a view in the toolbar. */
async function turnTo(page: Page, name: string): Promise<void> {
  await page.locator('.views .face').click();
  await page.getByRole('menuitem', { name }).click();
}

/** Passes a new view on and waits until the loss chart has drawn it. */
async function run(page: Page, t: number): Promise<void> {
  const before = await page.locator('.figure.loss').getAttribute('data-drawn');
  await page.evaluate(time => window.harness.runTo(time), t);
  await page.waitForFunction(
    count => document.querySelector<HTMLElement>('.figure.loss')?.dataset['drawn'] !== count,
    before,
  );
}

describe('what the runs show', () => {
  test('a badge opens and closes the notes that only inform, and that is kept', async () => {
    const page = await open('finished');
    expect(await page.locator('.note').count()).toBe(0);
    const badge = page.getByRole('button', { name: '3 on a plateau' });
    await badge.click();
    expect(await page.locator('.note b').allInnerTexts()).toEqual([
      '3 of 6 variants are on a plateau between 10⁻²⁰ and 10⁻¹².',
    ]);
    expect((await cells(page, 0))[3]).toBe('plateau');
    await badge.click();
    expect(await page.locator('.note').count()).toBe(0);
  });

  test('where something failed all notes are there, and a fix is asked for by its id', async () => {
    const page = await open('diverged');
    expect(await page.locator('.note').count()).toBe(2);
    await page.getByRole('button', { name: 'Set learningRate to 0.005' }).click();
    expect(await posted(page)).toContainEqual({
      type: 'intent',
      intent: { type: 'applyFix', fix: 'dynamics.learningRate=0.005;3' },
    });
  });

  test('the events of the selected variant stand under the table, and follow the row', async () => {
    const page = await open('finished');
    const rows = page.locator('.events tbody tr');
    expect(await rows.count()).toBe(5);
    expect(await rows.nth(2).innerText()).toMatch(/T½.*escape.*0\.956 ± 0\.029.*30 of 30/s);
    await page.locator('table.legend tbody tr').first().click();
    expect(await rows.nth(2).innerText()).toMatch(/0\.57/);
  });
});

describe('runs that want attention', () => {
  test('take long: each has a row and can be cancelled by itself; the header has the rate', async () => {
    const page = await open('running');
    expect(await page.locator('.meta').innerText()).toMatch(/77 of 180 runs.*23 runs\/s.*about 5 s left/s);
    const rows = page.locator('.runs tbody tr');
    expect(await rows.nth(0).innerText()).toMatch(/10⁻⁵ gaussian, seed 10.*43 %, 3\.1 s/s);
    expect(await rows.nth(1).innerText()).toMatch(/failed.*out of memory/s);
    await page.getByRole('button', { name: 'Cancel 10⁻⁵ gaussian, seed 10' }).click();
    expect(await posted(page)).toContainEqual({ type: 'intent', intent: { type: 'cancelRun', run: 130 } });
    expect(await page.getByRole('button', { name: 'Run Failed Again' }).count()).toBe(0);
  });

  test('diverged: there is a row with the reason, and no button that would only repeat it', async () => {
    const page = await open('diverged');
    expect(await page.locator('.runs tbody tr').innerText()).toMatch(
      /0\.12, seed 3.*diverged after t = 1\.56/s,
    );
    expect(await page.locator('.runs vscode-button').count()).toBe(0);
  });

  test('a batch that was stopped is resumed; run again is what an edited file asks for', async () => {
    const page = await open('stopped');
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Run Again' }).click();
    const intents = (await posted(page)).filter(({ type }) => type === 'intent');
    expect(intents).toEqual([
      { type: 'intent', intent: { type: 'resume' } },
      { type: 'intent', intent: { type: 'run' } },
    ]);
  });
});

describe('a comparison', () => {
  test('says what differs and when curves part from the selected one, with rings on the loss', async () => {
    const page = await open('comparison');
    const rows = page.locator('.comparison tbody tr');
    expect(await rows.nth(0).innerText()).toMatch(/adapter\.initScale\s+10⁻³/);
    expect(await rows.nth(2).innerText()).toMatch(/loss parts.*t = 0\.\d/is);
    const rings = page.locator('.figure.loss .canvas text', { hasText: '○' });
    expect(await rings.count()).toBeGreaterThan(2);
    const before = await rows.nth(2).innerText();
    await page.locator('table.legend tbody tr').first().click();
    await expect.poll(() => rows.nth(2).innerText()).not.toBe(before);
  });
});

describe('the sweep', () => {
  test('is a choice of the toolbar that a reload keeps; a cell of the map selects its variant', async () => {
    const page = await open('sweep');
    expect(await page.locator('.figure.sweep').count()).toBe(0);
    await turnTo(page, 'Ends over the sweep');
    await page.waitForSelector('.figure.sweep .dot.head');
    expect(await page.locator('.heat tbody button').count()).toBe(77);
    const cell = page.locator('.heat tbody tr').nth(0).locator('button').nth(4);
    await cell.click();
    expect(await cell.getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('.exponents tr.selected').innerText()).toMatch(
      /imbalance 10.*5\.88 ± 0\.05.*agrees/s,
    );
    await page.reload();
    await drawn(page);
    expect(await page.locator('.figure.sweep .dot.head').count()).toBe(11);
    await page.keyboard.press('Escape');
    expect(await page.locator('table.legend').getAttribute('aria-rowcount')).toBe('79');
  });
});

describe('the staircase', () => {
  test('has the singular values of the selected variant, and follows the row; a reload keeps it, Escape leaves', async () => {
    const page = await open('directions');
    await turnTo(page, 'Staircase of singular values');
    await page.waitForSelector('.figure.staircase .lines path');
    expect(await paths(page, 'staircase', 'lines')).toBe(3);
    expect(await paths(page, 'staircase', 'theory')).toBe(3);
    expect(await page.locator('.figure.staircase h2').innerText()).toMatch(/10⁻⁶.*5 smaller not drawn/s);
    await page.locator('table.legend tbody tr').first().click();
    await expect.poll(() => page.locator('.figure.staircase h2').innerText()).toContain('10⁻²');
    await page.reload();
    await drawn(page);
    expect(await page.locator('.figure.staircase h2').innerText()).toContain('10⁻²');
    expect(await page.getByRole('button', { name: 'Measure rate' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.figure.loss');
    expect(await page.locator('.figure.staircase').count()).toBe(0);
  });

  test('on a linear axis it is zoomed like the loss, by the wheel and the keys', async () => {
    const page = await open('directions');
    await turnTo(page, 'Staircase of singular values');
    await page.getByRole('radiogroup', { name: 'y' }).getByRole('radio', { name: 'lin' }).click();
    await expect.poll(() => ticks(page, 'staircase')).toContain('5');
    // in the order of the document, which is that of their making
    const sorted = async () => (await ticks(page, 'staircase')).sort();
    const before = await sorted();
    await page.locator('.figure.staircase .slider').focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(sorted).not.toEqual(before);
    await page.keyboard.press('0');
    await expect.poll(sorted).toEqual(before);
  });

  test('of what was not recorded it says how it would be, and asks for the edit by its id', async () => {
    const page = await open('finished');
    await turnTo(page, 'Staircase of singular values');
    expect(await page.locator('.unrecorded p').innerText()).toContain(
      'write "metrics": ["svF"] into the file',
    );
    await page.getByRole('button', { name: 'Add "metrics": ["svF"] to the File' }).click();
    expect(await posted(page)).toContainEqual({
      type: 'intent',
      intent: { type: 'applyFix', fix: 'record svF' },
    });
    await turnTo(page, 'Learned map');
    expect(await page.locator('.unrecorded code').innerText()).toBe('"metrics": ["uFv"]');
    expect((await posted(page)).some(({ type }) => type === 'matrix')).toBe(false);
  });
});

describe('the learned map', () => {
  const slider = (page: Page) => page.getByRole('slider', { name: 'Time of the learned map' });
  const entry = (page: Page) => page.locator('lora-matrix .entry').innerText();

  async function openMap(): Promise<Page> {
    const page = await open('directions');
    await page.locator('table.legend tbody tr').nth(1).click();
    await turnTo(page, 'Learned map');
    await page.waitForSelector('lora-matrix td');
    return page;
  }

  test('is fetched for the selected variant alone, shows its end, and is scrubbed with the keys', async () => {
    const page = await openMap();
    const asked = (await posted(page)).filter(({ type }) => type === 'matrix');
    expect(asked).toEqual([expect.objectContaining({ variant: 'adapter.initScale=0.0001' })]);
    expect(await slider(page).getAttribute('aria-valuetext')).toBe('t = 4');
    expect(await entry(page)).toMatch(/^\|u₁ᵀFv₁\| = 5, log₁₀ 0\.70 ± 0\.00; target σ₁ = 5$/);
    await slider(page).focus();
    await page.keyboard.press('Home');
    expect(await slider(page).getAttribute('aria-valuetext')).toBe('t = 0');
    expect(await entry(page)).toMatch(/= 0;/);
    await page.keyboard.press('ArrowRight');
    const scrubbed = await slider(page).getAttribute('aria-valuetext');
    expect(scrubbed).not.toBe('t = 0');
    await page.reload();
    await page.waitForSelector('lora-matrix td');
    expect(await slider(page).getAttribute('aria-valuetext')).toBe(scrubbed);
    expect(await page.locator('.figure.map h2').innerText()).toContain(`Learned map at ${scrubbed}`);
  });

  test('its entries are one stop for Tab, moved through with arrows, and read under the pointer', async () => {
    const page = await openMap();
    await page.locator('lora-matrix td[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    expect(await entry(page)).toContain('|u₂ᵀFv₂| = 3,');
    await page.keyboard.press('End');
    expect(await entry(page)).toContain('‖u₂ᵀFV⊥‖');
    expect(await page.locator('lora-matrix td[tabindex="0"]').count()).toBe(1);
    await page.locator('lora-matrix tbody td').first().hover();
    expect(await entry(page)).toContain('|u₁ᵀFv₁|');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('‖u₂ᵀFV⊥‖');
  });

  test('the crosshair of the loss scrubs while it is there', async () => {
    const page = await openMap();
    await pointAt(page, 'loss', 0.25);
    await expect.poll(() => page.locator('.figure.map h2').innerText()).toMatch(/t = (0\.9|1|1\.0)/);
    await page.mouse.move(5, 5);
    await expect.poll(() => page.locator('.figure.map h2').innerText()).toContain('t = 4');
  });

  test('another variant is waited for, and nothing jumps', async () => {
    const page = await openMap();
    const height = await page.locator('.figure.map').evaluate(element => element.clientHeight);
    await page.evaluate(() => (window.harness.answerLines = false));
    await page.locator('table.legend tbody tr').first().click();
    expect(await page.locator('.map .waiting').innerText()).toContain('Reading the samples');
    const waiting = await page.locator('.figure.map').evaluate(element => element.clientHeight);
    expect(Math.abs(waiting - height)).toBeLessThan(30);
  });
});

describe('measuring a rate', () => {
  /** Drags over the loss from one time to another, of 5. */
  async function drag(page: Page, from: number, to: number): Promise<void> {
    const box = (await page.locator('.figure.loss .slider').boundingBox())!;
    const at = (t: number) => box.x + (t / 5) * box.width;
    await page.mouse.move(at(from), box.y + 50);
    await page.mouse.down();
    await page.mouse.move(at((from + to) / 2), box.y + 50);
    await page.mouse.move(at(to), box.y + 50);
    await page.mouse.up();
  }

  test('a drag measures instead of zooming: fitted rates of all variants beside theory’s', async () => {
    const page = await open('finished');
    const axis = await ticks(page, 'loss');
    await page.getByRole('button', { name: 'Measure rate' }).click();
    await drag(page, 1, 1.3);
    const rows = page.locator('.rates .scroll').first().locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(6);
    expect(await rows.nth(4).innerText()).toMatch(
      /−6\d\.\d\d ± 0\.\d\d.*−5\.0\d.*prediction −65\.00 \(−5\.26λ\), slope −5\.3λ/s,
    );
    expect(await ticks(page, 'loss')).toEqual(axis);
    expect(await page.locator('.figure.loss .measured').count()).toBe(1);
    expect(await page.locator('.figure.alignment .measured').count()).toBe(1);
    expect(await page.locator('.figure.phases .measured').count()).toBe(0);
    await expect.poll(() => page.locator('.figure.loss .canvas').innerText()).toContain('fit: slope −5.0');
    await page.mouse.wheel(0, -300);
    await expect.poll(() => ticks(page, 'loss')).not.toEqual(axis);
  });

  test('ends are typed too; a reload keeps them, Escape leaves and dragging zooms again', async () => {
    const page = await open('finished');
    await page.getByRole('button', { name: 'Measure rate' }).click();
    const [from, to] = [page.getByLabel('time t from'), page.getByLabel('to', { exact: true })];
    await from.focus();
    await page.keyboard.type('0.9');
    await page.keyboard.press('Tab');
    await page.keyboard.type('0.5');
    await page.keyboard.press('Shift+Tab');
    expect(await page.locator('.rates h2').innerText()).toContain('ends before it begins');
    expect(await page.locator('.figure.loss .measured').count()).toBe(0);
    await page.keyboard.type('0.2');
    await page.keyboard.press('Tab');
    expect(await to.inputValue()).toBe('0.5');
    const rows = page.locator('.rates .scroll').nth(1).locator('tbody tr');
    await expect.poll(() => rows.nth(4).innerText()).toMatch(/−2\d\.\d\d.*prediction −24/s);
    const asked = (await posted(page)).filter(({ type }) => type === 'rates').at(-1);
    expect(asked).toMatchObject({
      series: ['loss', 'alignment'],
      intervals: { length: 6, 0: { from: 0.2, to: 0.5 } },
    });
    await page.reload();
    await drawn(page);
    expect(await page.getByLabel('time t from').inputValue()).toBe('0.2');
    await page.keyboard.press('Escape');
    expect(await page.locator('.rates').count()).toBe(0);
    const axis = await ticks(page, 'loss');
    await drag(page, 1, 3);
    await expect.poll(() => ticks(page, 'loss')).not.toEqual(axis);
  });
});

describe('drawing', () => {
  test('a finished batch: six loss curves, three alignments, phases of the selected one', async () => {
    const page = await open('finished');
    expect(await paths(page, 'loss', 'lines')).toBe(6);
    expect(await paths(page, 'loss', 'bands')).toBe(6);
    expect(await paths(page, 'loss', 'diamonds')).toBe(6);
    expect(await paths(page, 'alignment', 'lines')).toBe(3);
    expect(await paths(page, 'phases', 'lines')).toBe(2);
    expect(await paths(page, 'phases', 'rightLines')).toBe(1);
    expect(await page.locator('.figure.loss .phase').allInnerTexts()).toEqual([
      'alignment',
      'local',
      'slow tail',
    ]);
    expect(await page.locator('h1').innerText()).toBe('Smaller initialisation, lower plateau');
    expect(await page.locator('.meta').innerText()).toContain('drift 2 × 10⁻⁷, as expected for this step');
    expect(await page.locator('.mark').innerText()).toContain('Reproduced: Figure 1, 9 of 9 values');
  });

  test('plot rectangles are where the design puts them', async () => {
    const page = await open('finished');
    const box = async (chart: string) => page.locator(`.figure.${chart} .slider`).boundingBox();
    expect(await box('loss')).toMatchObject({ x: 54, width: 778, height: 262 });
    expect(await box('alignment')).toMatchObject({ x: 54, width: 344, height: 206 });
    expect(await box('phases')).toMatchObject({ x: 536, width: 344, height: 206 });
    // the time axis begins and ends where the HTML over it does
    const domain = await page.locator('.figure.loss .axis .domain').first().boundingBox();
    expect(Math.abs(domain!.x - 54)).toBeLessThanOrEqual(1);
    expect(Math.abs(domain!.width - 778)).toBeLessThanOrEqual(1);
  });

  test('table: values at the end, T½ simulated and predicted, paper; true minus everywhere', async () => {
    const page = await open('finished');
    expect(await cells(page, 4)).toEqual([
      '',
      '10⁻⁵',
      'gaussian',
      '−19.54 ± 1.70',
      '−8.81 ± 0.10',
      '1.76 ± 0.17',
      '0.96 ± 0.03',
      '0.96 ± 0.03',
      '−19.54',
      '−20.2',
    ]);
    expect(await page.locator('body').innerText()).not.toMatch(/-\d/);
  });

  test('updates change the SVG and never replace it', async () => {
    const page = await open('running');
    await page.evaluate(() => {
      for (const svg of document.querySelectorAll('.canvas > svg')) svg.setAttribute('data-mine', 'yes');
    });
    const line = () => page.locator('.figure.loss .lines path').first().getAttribute('d');
    const before = await line();
    for (const t of [2.5, 3, 5]) await run(page, t);
    expect(await line()).not.toBe(before);
    expect(await page.locator('.canvas > svg[data-mine=yes]').count()).toBe(3);
    expect(await page.locator('.canvas > svg').count()).toBe(3);
  });

  test('while running: heads, ghosts, Stop, progress; time fixed to the horizon', async () => {
    const page = await open('running');
    expect(await page.locator('.figure.loss .dot.head').count()).toBe(6);
    expect(await paths(page, 'loss', 'ghosts')).toBe(3);
    expect(await page.locator('.progress').getAttribute('aria-valuenow')).toBe('43');
    expect(await ticks(page, 'loss')).toContain('5');
    await page.click('vscode-button:has-text("Stop")');
    expect(await posted(page)).toContainEqual({ type: 'intent', intent: { type: 'stop' } });
  });

  test('zeros lie in a marked band', async () => {
    const page = await open('zeros');
    expect(await page.locator('.figure.loss .floor').count()).toBe(1);
    expect(await ticks(page, 'loss')).toContain('0');
    expect(await page.locator('.figure.loss h2').innerText()).toContain('“0”: zero, or below 10⁻⁴⁰');
    expect((await cells(page, 5))[3]).toBe('zero or below');
    const floor = (await page.locator('.figure.loss .floor').boundingBox())!;
    const line = (await page.locator('.figure.loss .lines path').nth(5).boundingBox())!;
    expect(line.y + line.height).toBeGreaterThan(floor.y);
    expect(line.y + line.height).toBeLessThan(floor.y + floor.height);
  });

  test('no sample before the first run: what theory predicts, and a button that runs', async () => {
    const page = await open('empty');
    expect(await page.locator('lora-chart').count()).toBe(1);
    expect(await page.locator('.figure.loss h2').innerText()).toContain('prediction only');
    expect(await paths(page, 'loss', 'lines')).toBe(0);
    expect(await page.locator('.empty p').innerText()).toContain('what theory predicts for this file');
    await page.click('vscode-button:has-text("Run 180 Runs")');
    expect(await posted(page)).toContainEqual({ type: 'intent', intent: { type: 'run' } });
  });

  test('an error says what happened and offers its actions', async () => {
    const page = await open('error');
    const note = page.getByRole('alert');
    expect(await note.innerText()).toContain('but W1 is 100 × 10');
    await page.click('vscode-button:has-text("Show Line 4")');
    expect(await posted(page)).toContainEqual({ type: 'intent', intent: { type: 'showFile', line: 4 } });
  });

  test('a diverged run is marked in the plot, the table and the header', async () => {
    const page = await open('diverged');
    expect(await page.locator('.meta').innerText()).toContain('Done with 1 failure');
    expect(await page.locator('.figure.loss .canvas').textContent()).toContain('✕');
    expect((await cells(page, 3)).join(' ')).toContain('diverged');
  });

  test('a stale plot says so; where runs are missing, no end is claimed', async () => {
    const page = await open('stopped');
    expect(await page.locator('th.columns').first().innerText()).toBe('at t = 2.15');
    expect((await cells(page, 4)).at(-2)).toBe('–');
    expect(await page.locator('.mark').innerText()).toContain('File edited since this run');
    expect(await page.locator('.mark').innerText()).toContain('3 of 9 values so far');
  });

  test('under 560 px the lower pair is stacked, and nothing is cut', async () => {
    const page = await open('finished', { width: 500 });
    const [a, b] = await Promise.all(
      ['alignment', 'phases'].map(chart => page.locator(`.figure.${chart}`).boundingBox()),
    );
    expect(b!.y).toBeGreaterThan(a!.y + 150);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(500);
  });
});

describe('crosshair', () => {
  test('one time in all charts and in the table; ticks under its chip are hidden', async () => {
    const page = await open('finished');
    await pointAt(page, 'loss', 0.86 / 5);
    await page.waitForSelector('.figure.loss .chip');
    expect(await page.locator('.chip').allInnerTexts()).toEqual(['0.86', '0.86', '0.86']);
    expect(await page.locator('th.columns').first().innerText()).toBe('at t = 0.86');
    const row = await cells(page, 4);
    expect(row.slice(3, 6)).toEqual(['1.02 ± 0.04', '−7.72 ± 0.38', '0.54 ± 0.17']);
    expect(await page.locator('.figure.loss .over .dot').count()).toBe(6);
    expect(await page.locator('.figure.phases .over .dot').count()).toBe(3);
    const hidden = await page
      .locator('.figure.loss .axis text')
      .evaluateAll(texts =>
        texts.filter(text => getComputedStyle(text).visibility === 'hidden').map(text => text.textContent),
      );
    expect(hidden).toEqual(['1']);
    await page.mouse.move(5, 5);
    await page.waitForSelector('.chip', { state: 'detached' });
  });

  test('with nothing in focus, the arrow keys move it all the same', async () => {
    const page = await open('finished');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.figure.loss .chip');
  });

  test('by keyboard: arrows to the next samples, Escape takes it away and then stops', async () => {
    const page = await open('running');
    await page.locator('.figure.loss .slider').focus();
    await page.keyboard.press('Home');
    const times = [];
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('ArrowRight');
      times.push(Number(await page.locator('.figure.loss .slider').getAttribute('aria-valuenow')));
    }
    expect(times[0]).toBeGreaterThan(0);
    expect(times[1]).toBeGreaterThan(times[0]!);
    const text = await page.locator('.figure.loss .slider').getAttribute('aria-valuetext');
    expect(text).toContain(`at t = ${times[2]!.toFixed(2)}`);
    expect(text).toContain('10⁻³ gaussian');
    await page.keyboard.press('Escape');
    expect(await page.locator('.chip').count()).toBe(0);
    expect((await posted(page)).some(message => message.type === 'intent')).toBe(false);
    await page.keyboard.press('Escape');
    expect(await posted(page)).toContainEqual({ type: 'intent', intent: { type: 'stop' } });
  });
});

describe('zoom', () => {
  test('dragging chooses a stretch of time; it survives new data and a reload; the button resets it', async () => {
    const page = await open('running');
    const whole = await ticks(page, 'loss');
    const box = (await page.locator('.figure.loss .slider').boundingBox())!;
    await page.mouse.move(box.x + 0.1 * box.width, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.3 * box.width, box.y + 80, { steps: 4 });
    expect(await page.locator('.zoombox').count()).toBe(1);
    await page.mouse.up();
    await page.waitForFunction(() => !document.querySelector<HTMLButtonElement>('.reset')?.disabled);
    const slider = page.locator('.figure.loss .slider');
    const range = async () => [
      Number(await slider.getAttribute('aria-valuemin')),
      Number(await slider.getAttribute('aria-valuemax')),
    ];
    const zoomed = await range();
    expect(zoomed[0]).toBeCloseTo(0.5, 1);
    expect(zoomed[1]).toBeCloseTo(1.5, 1);
    await run(page, 3);
    await run(page, 4);
    expect(await range()).toEqual(zoomed);
    await page.reload();
    await page.waitForSelector('lora-panel header');
    await drawn(page);
    expect(await range()).toEqual(zoomed);
    await page.click('.reset');
    expect(await range()).toEqual([0, 5]);
    await page.mouse.move(5, 5);
    await expect.poll(async () => (await ticks(page, 'loss')).sort()).toEqual(whole.sort());
  });

  test('the wheel scales time about the pointer, with Shift the values; a double click shows all', async () => {
    const page = await open('finished');
    const slider = page.locator('.figure.loss .slider');
    await pointAt(page, 'loss', 0.2);
    await page.mouse.wheel(0, -400);
    await page.waitForFunction(() => !document.querySelector<HTMLButtonElement>('.reset')?.disabled);
    const max = Number(await slider.getAttribute('aria-valuemax'));
    expect(max).toBeLessThan(5);
    expect(max).toBeGreaterThan(1);
    const before = await ticks(page, 'loss');
    await page.keyboard.down('Shift');
    await page.mouse.wheel(0, -400);
    await page.keyboard.up('Shift');
    await expect.poll(() => ticks(page, 'loss')).not.toEqual(before);
    expect(Number(await slider.getAttribute('aria-valuemax'))).toBe(max);
    await slider.dblclick();
    await expect.poll(async () => Number(await slider.getAttribute('aria-valuemax'))).toBe(5);
  });
});

describe('choices', () => {
  test('a row selects, Alt-click isolates and brings back, the picker hides', async () => {
    const page = await open('finished');
    const rows = page.locator('table.legend tbody tr');
    await rows.nth(0).click();
    expect(await page.locator('.figure.phases h2').innerText()).toContain('10⁻³ gaussian');
    await rows.nth(1).click({ modifiers: ['Alt'] });
    await expect.poll(() => paths(page, 'loss', 'lines')).toBe(1);
    await rows.nth(1).click({ modifiers: ['Alt'] });
    await expect.poll(() => paths(page, 'loss', 'lines')).toBe(6);
    await page.click('.series button');
    await page.getByRole('menuitemcheckbox', { name: '10⁻⁴ gaussian' }).click();
    await expect.poll(() => paths(page, 'loss', 'lines')).toBe(5);
    expect((await cells(page, 2))[3]).toBe('hidden');
    expect(await page.locator('.series .face').innerText()).toContain('5 of 6');
  });

  test('linear values, log time, steps', async () => {
    const page = await open('finished');
    await page.getByRole('radiogroup', { name: 'y' }).getByRole('radio', { name: 'lin' }).click();
    await expect.poll(() => ticks(page, 'loss')).toContain('12');
    await page.getByRole('radiogroup', { name: 'time' }).getByRole('radio', { name: 'steps' }).click();
    await expect.poll(() => ticks(page, 'loss')).toContain('50\u2009000');
    await page.getByRole('radiogroup', { name: 'x' }).getByRole('radio', { name: 'log' }).click();
    await expect.poll(() => ticks(page, 'loss')).toContain('20\u2009000');
  });

  test('lines asks the host for single seeds and draws them', async () => {
    const page = await open('finished');
    await page.getByRole('radio', { name: 'lines' }).click();
    await expect.poll(() => painted(page)).toBeGreaterThan(1000);
    expect(await page.locator('.figure.loss h2').innerText()).toContain('one line each');
    const request = (await posted(page)).find(message => message.type === 'lines');
    expect(request).toMatchObject({ series: ['loss', 'alignment'] });
  });

  test('the table twin is a real table of what was drawn', async () => {
    const page = await open('finished');
    await page.getByRole('button', { name: 'Show as table' }).click();
    expect(await page.locator('lora-chart').count()).toBe(0);
    const table = page.getByRole('region', { name: 'Loss as a table' }).getByRole('table');
    expect(await table.getByRole('columnheader').allInnerTexts()).toContain('10⁻⁵ spectral');
    const last = await table.getByRole('row').last().innerText();
    expect(last).toContain('−19.54');
    expect(last.startsWith('5')).toBe(true);
  });
});

describe('export', () => {
  /** What the menu's entry makes of the finished batch. */
  async function exported(entry: string) {
    const page = await open('finished');
    await page.click('.export button');
    await page.getByRole('menuitem', { name: entry, exact: true }).click();
    await page.waitForFunction(() => window.harness.posted.some(message => message.type === 'save'), null, {
      timeout: 30_000,
    });
    return page.evaluate(() => {
      const save = window.harness.posted.find(message => message.type === 'save');
      if (save?.type !== 'save') throw new Error('nothing saved');
      const { content, name, kind } = save;
      const start = typeof content === 'string' ? content.slice(0, 200) : [...content.slice(0, 24)];
      return { name, kind, start, length: content.length };
    });
  }

  /** Width of a PNG in its header. */
  const pixels = (start: unknown): number =>
    Array.isArray(start) ? new DataView(Uint8Array.from(start as number[]).buffer).getUint32(16) : 0;

  test.each([
    ['Figure as SVG', '.svg', '<svg'],
    ['One column, 3.25 in, as SVG', '-column.svg', 'width="3.25in"'],
    ['Two columns, 6.75 in, as SVG', '-columns.svg', 'width="6.75in"'],
    ['Figure as Vega-Lite', '.vl.json', '{"$schema":"https://vega.github.io/schema/vega-lite/v6.json"'],
    ['Curves as CSV', '.csv', 'initScale,init,series'],
  ])('%s goes to the host as a file', async (entry, ending, start) => {
    const file = await exported(entry);
    expect(file.name).toBe(`smaller-initialisation-lower-plateau${ending}`);
    expect(file.length).toBeGreaterThan(10_000);
    expect(file.start).toContain(start);
  });

  test('PNGs have the dots an inch that were asked for, and in a paper exactly the width of the column', async () => {
    const screen = await exported('Figure as PNG, 300 dpi');
    const fine = await exported('Figure as PNG, 600 dpi');
    const column = await exported('One column, 3.25 in, as PNG');
    expect([screen.kind, fine.kind, column.kind]).toEqual(['png', 'png', 'png']);
    expect(Array.isArray(screen.start) && screen.start.slice(0, 4)).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(pixels(fine.start) / pixels(screen.start)).toBeCloseTo(2, 2);
    expect(Math.abs(pixels(column.start) - 3.25 * 600)).toBeLessThanOrEqual(1);
  });

  test('samples, tables and the command line are the host’s to give', async () => {
    const page = await open('finished');
    for (const entry of ['All samples for NumPy (.npz)', 'Copy Markdown Table', 'Copy Command Line']) {
      await page.click('.export button');
      await page.getByRole('menuitem', { name: entry, exact: true }).click();
    }
    const intents = await page.evaluate(() =>
      window.harness.posted.flatMap(message => (message.type === 'intent' ? [message.intent] : [])),
    );
    expect(intents).toEqual(['npz', 'markdown', 'commandLine'].map(what => ({ type: 'export', what })));
  });
});

describe('manners', () => {
  test('at most ten pictures a second, the last view always among them', async () => {
    const page = await open('running');
    const before = Number(await page.locator('.figure.loss').getAttribute('data-drawn'));
    const elapsed = await page.evaluate(async () => {
      const start = performance.now();
      for (let i = 0; i < 50; i++) {
        window.harness.runTo(2 + i / 25);
        await new Promise(resolve => setTimeout(resolve, 10));
      }
      return performance.now() - start;
    });
    await expect.poll(async () => (await cells(page, 0))[3]).toMatch(/^−12\.44/);
    const after = Number(await page.locator('.figure.loss').getAttribute('data-drawn'));
    expect(after - before).toBeGreaterThan(0);
    expect(after - before).toBeLessThanOrEqual(elapsed / 100 + 2);
  });

  test('nothing is drawn while the page is hidden; the newest view follows', async () => {
    const page = await open('running');
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      window.harness.show('finished');
    });
    await page.waitForTimeout(400);
    expect(await page.locator('.meta').innerText()).toContain('Running');
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.waitForFunction(() => document.querySelector('.meta')?.textContent.includes('Done'));
  });

  test('a message that is not ours is dropped and reported', async () => {
    const page = await open('finished');
    await page.evaluate(() => window.postMessage({ type: 'view', view: { state: 'done' } }, '*'));
    await page.waitForFunction(() => window.harness.posted.some(message => message.type === 'error'));
    expect(await paths(page, 'loss', 'lines')).toBe(6);
  });

  test('says ready once, and keeps its file and view', async () => {
    const page = await open('finished');
    expect((await posted(page)).filter(message => message.type === 'ready')).toHaveLength(1);
    const kept = await page.evaluate(() => JSON.parse(sessionStorage.getItem('panel-state')!) as unknown);
    expect(kept).toMatchObject({ source: 'file:///figure-1.lora.json', view: { y: 'log', mode: 'bands' } });
  });
});

describe('theory', () => {
  const entry = (page: Page, name: RegExp) => page.getByRole('menuitemcheckbox', { name });

  test('is drawn over the selected row, and marks predicted T½ on the axis', async () => {
    const page = await open('finished');
    // two lines and the leader of one label
    expect(await paths(page, 'loss', 'theory')).toBe(3);
    expect(await page.locator('.figure.loss .crosses path').count()).toBe(3);
    const words = await page.locator('.figure.loss .canvas').textContent();
    expect(words).toContain('prediction: slope −5.3λ');
    expect(words).toContain('bound: guaranteed slope');
    expect(await page.locator('.figure.loss h2').innerText()).toContain('predicted T½ ± 1 sd');
    await page.locator('table.legend tbody tr').nth(5).click();
    await expect
      .poll(() => page.locator('.figure.loss .canvas').textContent())
      .toContain('prediction: exact solution');
  });

  test('its menu switches a line, says formula and validity, and keeps the choice', async () => {
    const page = await open('finished');
    await page.locator('.overlays .face').focus();
    await page.keyboard.press('ArrowDown');
    expect(await entry(page, /^prediction: T½/).evaluate(item => item === document.activeElement)).toBe(true);
    const bound = entry(page, /^bound: guaranteed slope/);
    expect(await bound.innerText()).toContain('L(t) ≤ 2·e^');
    expect(await bound.innerText()).toContain('the bound as a whole says nothing');
    expect(await bound.getAttribute('aria-checked')).toBe('true');
    await bound.click();
    await expect.poll(() => page.locator('.figure.loss .canvas').textContent()).not.toContain('bound:');
    const fit = entry(page, /^fit: slope/);
    expect(await fit.getAttribute('aria-checked')).toBe('false');
    await fit.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.figure.loss .canvas').textContent()).toContain('fit: slope');
    await page.reload();
    await page.waitForSelector('lora-panel header');
    await drawn(page);
    const words = await page.locator('.figure.loss .canvas').textContent();
    expect(words).toContain('fit: slope');
    expect(words).not.toContain('bound:');
    await page.click('.overlays .face');
    await page.getByRole('menuitem', { name: 'Show what is usual' }).click();
    await expect.poll(() => page.locator('.figure.loss .canvas').textContent()).toContain('bound:');
  });

  test('what is withheld is listed with its reason, reached by keyboard, and cannot be chosen', async () => {
    const page = await open('finished');
    await page.click('.overlays .face');
    await page.keyboard.press('End');
    const last = page.getByRole('menuitem', { name: /^not drawn, prediction: largest stable η/ });
    expect(await last.evaluate(item => item === document.activeElement)).toBe(true);
    expect(await last.getAttribute('aria-disabled')).toBe('true');
    expect(await last.innerText()).toContain('A number, not a line');
    await page.keyboard.press('Enter');
    expect(await page.locator('[role=menu]').count()).toBe(1);
    expect(await page.getByRole('menuitem', { name: /plateau/ }).innerText()).toContain(
      'Theory gives the exponent, not the level',
    );
    await page.keyboard.press('Escape');
    expect(await page.locator('[role=menu]').count()).toBe(0);
  });

  test.each([980, 640, 500])('the menu stays within a panel of %i px', async width => {
    const page = await open('finished', { width });
    await page.click('.overlays .face');
    const box = (await page.locator('.overlays .menu').boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
  });

  test('a panel that was kept before there was theory to switch is restored', async () => {
    const page = await open('finished');
    await page.evaluate(() => {
      const kept = JSON.parse(sessionStorage.getItem('panel-state')!) as { view: Record<string, unknown> };
      delete kept.view['overlays'];
      kept.view['y'] = 'linear';
      sessionStorage.setItem('panel-state', JSON.stringify(kept));
    });
    await page.reload();
    await page.waitForSelector('lora-panel header');
    await drawn(page);
    expect(await ticks(page, 'loss')).toContain('12');
    expect(await page.locator('.overlays').count()).toBe(1);
  });
});

describe('for everyone', () => {
  test.each(THEMES)(
    'axe finds nothing to complain of in %s',
    async theme => {
      for (const state of ['finished', 'running', 'empty', 'error', 'diverged', 'stopped']) {
        const page = await open(state, { theme });
        expect(await violations(page), state).toEqual([]);
      }
      for (const name of ['Staircase', 'Learned map']) {
        const page = await open('directions', { theme });
        await turnTo(page, name);
        await page.waitForSelector(name === 'Staircase' ? '.staircase .lines path' : 'lora-matrix td');
        expect(await violations(page), name).toEqual([]);
      }
      const page = await open('finished', { theme });
      await turnTo(page, 'Staircase');
      expect(await violations(page), 'unrecorded').toEqual([]);
      await page.keyboard.press('Escape');
      await turnTo(page, 'Small multiples');
      await page.waitForSelector('.multiples .lines path');
      expect(await violations(page), 'small multiples').toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Measure rate' }).click();
      await page.getByLabel('time t from').fill('1');
      await page.getByLabel('to', { exact: true }).fill('1.3');
      await page.getByLabel('to', { exact: true }).press('Enter');
      await page.waitForSelector('.rates tbody tr');
      expect(await violations(page), 'rates').toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'What if?' }).click();
      await page.getByRole('slider', { name: 'initScale' }).fill('300');
      await page.waitForSelector('.figure.loss .preview');
      expect(await violations(page), 'what if').toEqual([]);
      await page.keyboard.press('Escape');
      await page.click('.series button');
      expect(await violations(page), 'menu').toEqual([]);
      await page.keyboard.press('Escape');
      await page.click('.overlays button');
      expect(await violations(page), 'overlays').toEqual([]);
      await page.keyboard.press('Escape');
      await page.click('.as-table');
      expect(await violations(page), 'table').toEqual([]);
    },
    240_000,
  );

  test('every control is reached by Tab, in order, and shows where it is', async () => {
    const page = await open('running');
    const reached: string[] = [];
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return '';
        return `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent.trim()}`;
      });
      if (name === '') break;
      reached.push(name.replaceAll(/\s+/g, ' '));
    }
    const expected = [
      'button StopEsc',
      'button View: Curves over time',
      'radio log',
      'radio lin',
      'radio t',
      'radio bands',
      'button Overlays',
      'button Series, 6 of 6 shown',
      'button Measure rate',
      'button Dragging and smoothing',
      'button Show as table',
      'button What if?',
      'button Export',
      'slider Loss: crosshair over time',
      'slider Alignment: crosshair over time',
      'slider Phases: crosshair over time',
      'region Legend and values',
      'button 10⁻³ gaussian',
    ];
    expect(reached.slice(0, expected.length)).toEqual(expected);
  });

  test('radios move with arrows, menus open, move and close with keys and give the focus back', async () => {
    const page = await open('finished');
    await page.getByRole('radiogroup', { name: 'y' }).getByRole('radio', { name: 'log' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => ticks(page, 'loss')).toContain('12');
    const menu = page.locator('.series button').first();
    await menu.focus();
    await page.keyboard.press('Enter');
    // from the first entry up: the last one shows all, the one before is a variant
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await expect.poll(() => paths(page, 'loss', 'lines')).toBe(5);
    await page.keyboard.press('Escape');
    expect(await page.locator('[role=menu]').count()).toBe(0);
    expect(await menu.evaluate(element => element === document.activeElement)).toBe(true);
  });

  test('rows are buttons: Enter selects, Alt+Enter isolates', async () => {
    const page = await open('finished');
    await page.getByRole('button', { name: '10⁻⁴ spectral' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.figure.alignment h2').innerText()).toContain('spectral');
    await page.keyboard.press('Alt+Enter');
    await expect.poll(() => paths(page, 'loss', 'lines')).toBe(1);
  });

  test('a summary in words is there, and changes at quarters only while running', async () => {
    const page = await open('running');
    const status = page.getByRole('status').first();
    expect(await status.textContent()).toContain('Running, 25 per cent');
    await run(page, 2.3);
    expect(await status.textContent()).toContain('Running, 25 per cent');
    await page.evaluate(() => window.harness.show('finished'));
    await expect.poll(() => status.textContent()).toContain('10⁻⁵ gaussian −19.54');
  });

  test('with reduced motion nothing moves', async () => {
    const page = await open('running');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter(
          element => !['0s', ''].includes(getComputedStyle(element).transitionDuration),
        ).length,
    );
    expect(moving).toBe(0);
  });
});
