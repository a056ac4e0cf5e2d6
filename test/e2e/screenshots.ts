/**
 * `npm run screenshots`: the pictures of the README, taken from the packaged extension. For each theme it opens the
 * preset of Figure 1, runs it, and saves docs/screenshots/{dark,light,hc}.png; `--all` also saves how the panel looks
 * while running, stopped, empty, failed and with *What if?*, the list of runs, and pages of the other kinds, into .cache/screenshots.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../rig/chromium.ts';
import { startServer, type Server } from '../rig/server.ts';
import { installVsix } from '../rig/vsix.ts';
import { editorTab, focusText, openFile, runCommand, waitForWorkbench } from '../rig/workbench.ts';
import { diverging, slow } from './experiments.ts';
import { PlotPanel } from './panel.ts';

const project = resolve(import.meta.dirname, '..', '..');
const forReaders = join(project, 'docs', 'screenshots');
const forUs = join(project, '.cache', 'screenshots');

const themes: Readonly<Record<string, string>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  hc: 'Default High Contrast',
};

/** Presets of the other kinds with a page of theirs, and what its picture is called. */
const pages = [
  ['ntk-stuck-rank', null, 'ntk-curves'],
  ['ntk-stuck-rank', 'Gap and fraction global against rank', 'ntk-gap'],
  ['ntk-landscape', 'Rank-one landscape', 'ntk-landscape'],
  ['network-small-init', null, 'network-curves'],
  ['network-small-init', 'Loss, accuracy and alignment against α', 'network-scale'],
  ['head-only', 'Mistakes', 'head-mistakes'],
] as const;

const dataFolder = mkdtempSync(join(tmpdir(), 'lora-screenshots-'));
installVsix(join(project, 'dist', 'lora-dynamics.vsix'), dataFolder);
const server = await startServer({ dataFolder });
const browser = await launchChromium();
try {
  for (const [name, theme] of Object.entries(themes)) await picturesOf(name, theme, server, browser);
} finally {
  await browser.close();
  await server.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}

async function picturesOf(name: string, theme: string, server: Server, browser: Browser): Promise<void> {
  const folder = join(dataFolder, `lora-${name}`);
  cpSync(join(project, 'media', 'presets'), folder, { recursive: true });
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settingsFor(theme)));
  writeFileSync(join(folder, 'slow.lora.json'), slow);
  writeFileSync(join(folder, 'diverging.lora.json'), diverging);
  const page = await browser.newPage({ viewport: { width: 1480, height: 940 }, deviceScaleFactor: 2 });
  await page.goto(server.address(folder));
  await waitForWorkbench(page);
  await openFile(page, 'figure-1.lora.json');
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await focusText(page);
  await page.keyboard.press('Control+Enter');
  await editorTab(page, /Results: figure-1/).waitFor();
  await widenPanel(page);
  await new PlotPanel(page).waitForState('Done');
  await save(page, join(forReaders, `${name}.png`));
  if (process.argv.includes('--all')) await otherStates(page, name);
  await page.close();
}

function settingsFor(theme: string): Readonly<Record<string, unknown>> {
  return {
    'workbench.colorTheme': theme,
    'workbench.activityBar.location': 'hidden',
    'workbench.layoutControl.enabled': false,
    'window.commandCenter': false,
    'breadcrumbs.enabled': false,
    'editor.minimap.enabled': false,
    'editor.wordWrap': 'on',
    'editor.fontSize': 13,
  };
}

/** Gives the panel about three fifths of the window. */
async function widenPanel(page: Page): Promise<void> {
  const group = await page.locator('.editor-group-container').nth(1).boundingBox();
  if (group === null) throw new Error('There is no second editor group');
  const y = group.y + group.height / 2;
  await page.mouse.move(group.x, y);
  await page.mouse.down();
  await page.mouse.move(group.x - 60, y, { steps: 5 });
  await page.mouse.move(group.x - 180, y, { steps: 5 });
  await page.mouse.up();
}

async function otherStates(page: Page, name: string): Promise<void> {
  const panel = new PlotPanel(page);
  await panel.frame.getByRole('button', { name: 'What if?' }).click();
  await panel.frame.getByRole('slider', { name: 'initScale' }).fill('300');
  await panel.frame.locator('.figure.loss .preview').waitFor();
  await save(page, join(forUs, `${name}-what-if.png`));
  await panel.frame.getByRole('button', { name: 'What if?' }).click();
  await runCommand(page, 'LoRA: Show Runs');
  await page
    .getByRole('treeitem', { name: /figure-1/ })
    .first()
    .waitFor();
  await save(page, join(forUs, `${name}-runs.png`));
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await panel.frame.getByRole('button', { name: 'Show as table' }).click();
  await save(page, join(forUs, `${name}-table.png`));
  await openFile(page, 'slow.lora.json');
  await runCommand(page, 'LoRA: Show Results');
  await panel.waitForState('Not run yet');
  await save(page, join(forUs, `${name}-empty.png`));
  await runCommand(page, 'LoRA: Run Experiment');
  await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Run' }).click();
  await panel.waitForState('Running');
  await page.waitForTimeout(3000);
  await save(page, join(forUs, `${name}-running.png`));
  await panel.frame.getByRole('button', { name: 'Stop' }).click();
  await panel.waitForState('Stopped');
  await save(page, join(forUs, `${name}-stopped.png`));
  for (const [preset, view, shown] of pages) await pictureOfPage(page, `${name}-${shown}`, preset, view);
  await openAlone(page, 'diverging.lora.json');
  await runCommand(page, 'LoRA: Run Experiment');
  await editorTab(page, /Results: diverging/).waitFor();
  await widenPanel(page);
  await panel.waitForState(/failure|error/);
  await save(page, join(forUs, `${name}-failed.png`));
}

async function pictureOfPage(page: Page, name: string, preset: string, view: string | null): Promise<void> {
  const panel = new PlotPanel(page);
  await openAlone(page, `${preset}.lora.json`);
  await runCommand(page, 'LoRA: Run Experiment');
  await editorTab(page, new RegExp(`Results: ${preset}`)).waitFor();
  await widenPanel(page);
  await panel.waitForState('Done');
  if (view !== null) {
    await panel.frame.locator('.views .face').click();
    await panel.frame.getByRole('menuitem', { name: view }).click();
  }
  await save(page, join(forUs, `${name}.png`));
}

/** Opens a file with nothing else: a panel that had the focus would get its neighbours. */
async function openAlone(page: Page, name: string): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, name);
  await focusText(page);
}

/** A picture once hints and moving parts are gone. */
async function save(page: Page, path: string): Promise<void> {
  await page.mouse.move(5, 5);
  await page.waitForTimeout(1500);
  await page.screenshot({ path });
  console.log(path);
}
