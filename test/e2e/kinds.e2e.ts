import { describe, expect, it } from 'vitest';
import { editorTab, focusText, openFile, reloadWindow, runCommand } from '../rig/workbench.ts';
import { PlotPanel } from './panel.ts';
import { useWindow } from './window.ts';

/** A short fine-tuning of the digits that are turned: two scales, one seed. */
const turned = `{
  "version": 1,
  "title": "Turned digits, in short",
  "problem": { "kind": "network", "data": "digits", "hidden": [16], "task": "rotate", "N": 128 },
  "adapter": { "rank": 2 },
  "dynamics": { "kind": "adaptiveGd", "steps": 60 },
  "seeds": 1,
  "sweep": { "adapter.initScale": [1, 0.1] }
}
`;

const window = useWindow({ 'turned.lora.json': turned });
const panel = (): PlotPanel => new PlotPanel(window().page);

async function run(file: string): Promise<void> {
  const { page } = window();
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, `${file}.lora.json`);
  await focusText(page);
  await runCommand(page, 'LoRA: Run Experiment');
  await editorTab(page, new RegExp(`Results: ${file}`)).waitFor();
  await panel().waitForState('Done');
}

/** Chooses a page of the panel with keys alone. */
async function choose(label: string): Promise<void> {
  const { page } = window();
  await panel().frame.locator('.views .face').focus();
  await page.keyboard.press('Enter');
  const entry = panel().frame.getByRole('menuitem', { name: label });
  await entry.waitFor();
  for (let presses = 0; presses < 12; presses++) {
    if (await entry.evaluate(element => element === element.ownerDocument.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

describe('the other kinds of experiment', () => {
  it('the NTK regime runs from its file and counts how its runs ended', async () => {
    await run('ntk-landscape');
    const rows = await panel().rows();
    expect(rows.length).toBe(2);
    // rank 2 is above the threshold: proven to end in the global minimum
    expect(rows[1]!.join(' ')).toMatch(/60 global/);
    expect(rows[0]!.join(' ')).toMatch(/spurious/);
  });

  it('its pages are reached by keys: the landscape with both basins', async () => {
    await choose('Rank-one landscape');
    await expect.poll(() => panel().frame.locator('.views .face').innerText()).toMatch(/landscape/i);
    await panel().frame.getByText('Landscape of rank 1').first().waitFor();
  });

  it('a reload keeps the page', async () => {
    // in a browser VS Code writes open panels and their state down every five seconds, when it is idle
    await window().page.waitForTimeout(15_000);
    await reloadWindow(window().page);
    await panel().waitForState('Done');
    await expect
      .poll(() => panel().frame.locator('.views .face').innerText(), { timeout: 60_000 })
      .toMatch(/landscape/i);
  });

  it('a network is pre-trained and fine-tuned from its file', async () => {
    await run('turned');
    const rows = await panel().rows();
    expect(rows.length).toBe(2);
  });

  it('says what it takes for what', async () => {
    await choose('Mistakes');
    await panel().frame.getByText('What is taken for what').first().waitFor();
    await panel().frame.getByText('Surest mistakes').first().waitFor();
  });

  it('nothing has left the machine', () => {
    expect(window().outside).toEqual([]);
  });
});
