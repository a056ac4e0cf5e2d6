import { plots, pointed, whole, type Picture } from './picture.ts';
import type { Studio } from './studio.ts';
import { focusText, runCommand } from '../../rig/workbench.ts';

async function pool({ page, panel }: Studio, name: string): Promise<void> {
  await panel.frame.locator('.series .face').click();
  await panel.frame.getByRole('menuitemcheckbox', { name, exact: true }).click();
  await page.keyboard.press('Escape');
}

/** Many runs at once, and the states a batch can be in. */
export const sweeps: readonly Picture[] = [
  {
    name: 'running',
    take: async studio => {
      await studio.results('sweeping', 'Running');
      await studio.panel.frame.locator('.figure.loss .lines path').first().waitFor();
      await studio.page.waitForTimeout(4000);
      return whole;
    },
  },
  {
    name: 'stopped',
    take: async studio => {
      await studio.results('sweeping', /Running|Stopped/);
      const stop = studio.panel.frame.getByRole('button', { name: 'Stop' });
      if (await stop.isVisible()) await stop.click();
      await studio.panel.waitForState('Stopped');
      return plots(studio);
    },
  },
  {
    name: 'not-run',
    take: async studio => {
      await studio.openAlone('first-experiment.lora.json');
      await runCommand(studio.page, 'LoRA: Show Results');
      await studio.widenPanel();
      await studio.panel.waitForState('Not run yet');
      return plots(studio);
    },
  },
  {
    name: 'some-failed',
    take: async studio => {
      await studio.results('partly', /failure/);
      return plots(studio);
    },
  },
  {
    name: 'all-failed',
    take: async studio => {
      await studio.results('diverging', /failure|error/);
      return plots(studio);
    },
  },
  {
    name: 'thousand-bands',
    take: async studio => {
      await studio.results('thousand');
      return plots(studio);
    },
  },
  {
    name: 'thousand-lines',
    take: async studio => {
      await studio.results('thousand');
      const { frame } = studio.panel;
      await frame.getByRole('radio', { name: 'lines' }).click();
      await frame.locator('.figure.loss canvas').waitFor();
      const box = await studio.panel.chart('loss').locator('.slider').boundingBox();
      if (box) await studio.page.mouse.move(box.x + 0.35 * box.width, box.y + 0.5 * box.height);
      return pointed(studio);
    },
  },
  {
    name: 'grouped',
    take: async studio => {
      await studio.results('thousand');
      await pool(studio, 'All runs of each rank');
      return plots(studio);
    },
  },
  {
    name: 'multiples',
    take: async studio => {
      await studio.results('grid');
      await studio.view('Small multiples');
      await studio.panel.frame.locator('.multiples .lines path').first().waitFor();
      return plots(studio);
    },
  },
  {
    name: 'heat-map',
    take: async studio => {
      await studio.results('grid');
      await studio.view('Ends over the sweep');
      await studio.panel.frame.locator('.heat tbody tr').nth(2).locator('button').nth(1).click();
      await focusText(studio.page);
      return plots(studio);
    },
  },
];
