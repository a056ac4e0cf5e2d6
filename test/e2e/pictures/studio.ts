import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Server } from '../../rig/server.ts';
import { editorTab, focusText, openFile, runCommand, waitForWorkbench } from '../../rig/workbench.ts';
import { PlotPanel } from '../panel.ts';
import { webpOf } from './webp.ts';

const project = resolve(import.meta.dirname, '..', '..', '..');

/** The themes in which everything is looked at, and how the window says that it has put one on. */
const themes = [
  { theme: 'dark', label: 'Default Dark Modern', worn: 'vs-dark' },
  { theme: 'light', label: 'Default Light Modern', worn: 'vs' },
  { theme: 'hc', label: 'Default High Contrast', worn: 'hc-black' },
] as const;

export interface Sitting {
  readonly server: Server;
  readonly browser: Browser;
  readonly size: { readonly width: number; readonly height: number };
  /** Pixels of a picture for each of the window. */
  readonly scale: number;
  /** Texts by their names, beside the presets. */
  readonly files: Readonly<Record<string, string>>;
}

/** A window on the presets, in which pictures are taken. */
export class Studio {
  readonly page: Page;
  readonly panel: PlotPanel;
  readonly folder: string;
  /** Files that have run in this window. */
  readonly #ran = new Set<string>();

  private constructor(page: Page, folder: string) {
    this.page = page;
    this.panel = new PlotPanel(page);
    this.folder = folder;
  }

  static async open({ server, browser, size, scale, files }: Sitting): Promise<Studio> {
    const folder = join(mkdtempSync(join(tmpdir(), 'lora-pictures-')), 'experiments');
    mkdirSync(folder);
    for (const file of presets) cpSync(join(project, 'media', 'presets', file), join(folder, file));
    mkdirSync(join(folder, '.vscode'));
    writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settingsFor(themes[0].label)));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const page = await browser.newPage({ viewport: size, deviceScaleFactor: scale });
    page.setDefaultTimeout(20_000);
    await page.goto(server.address(folder));
    await waitForWorkbench(page);
    return new Studio(page, folder);
  }

  async close(): Promise<void> {
    await this.page.close();
    rmSync(resolve(this.folder, '..'), { recursive: true, force: true, maxRetries: 3 });
  }

  /** Opens a file and nothing else: a panel that had the focus would get its neighbours. */
  async openAlone(name: string): Promise<void> {
    await this.clear();
    await openFile(this.page, name);
    await focusText(this.page);
  }

  /** Closes all editors, bars and messages, and loses what was typed. */
  async clear(): Promise<void> {
    const { page } = this;
    await page.keyboard.press('Escape');
    if (await page.locator('.notification-toast').first().isVisible())
      await runCommand(page, 'Notifications: Clear All Notifications');
    while ((await page.locator('.tab.dirty').count()) > 0) {
      await page.locator('.tab.dirty').first().click();
      await runCommand(page, 'File: Revert File');
      await page.waitForTimeout(300);
    }
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+w');
    await page.locator('.editor-group-container .tab').first().waitFor({ state: 'detached' });
    for (const [bar, keys] of bars) if (await page.locator(bar).isVisible()) await page.keyboard.press(keys);
  }

  /** Shows the results of an experiment beside its file, computed once in this window. */
  async results(file: string, state: string | RegExp = 'Done'): Promise<void> {
    const { page, panel } = this;
    await this.openAlone(`${file}.lora.json`);
    await runCommand(page, this.#ran.has(file) ? 'LoRA: Show Results' : 'LoRA: Run Experiment');
    this.#ran.add(file);
    await editorTab(page, new RegExp(`Results: ${file}`)).waitFor();
    await this.widenPanel();
    await panel.waitForState(state);
  }

  /** Turns to a view of the panel by its name in the menu. */
  async view(name: string): Promise<void> {
    const { frame } = this.panel;
    await frame.locator('.views .face').click();
    await frame.getByRole('menuitem', { name }).click();
    await this.page.waitForTimeout(500);
  }

  /** Puts the caret of the open file on a place, both from 1. */
  async caret(line: number, column: number): Promise<void> {
    const { page } = this;
    await focusText(page);
    await page.keyboard.press('Control+g');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.fill(`:${line}:${column}`);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Gives the panel about three fifths of the window. */
  async widenPanel(): Promise<void> {
    const { page } = this;
    const group = await page.locator('.editor-group-container').nth(1).boundingBox();
    if (group === null) throw new Error('There is no second editor group');
    const y = group.y + group.height / 2;
    await page.mouse.move(group.x, y);
    await page.mouse.down();
    await page.mouse.move(group.x - 60, y, { steps: 5 });
    await page.mouse.move(group.x - 180, y, { steps: 5 });
    await page.mouse.up();
  }

  /**
   * Saves the window, or the part that some of its elements take up, in every theme, once moving parts are at rest.
   * `path` names the file for a theme.
   */
  async save(
    path: (theme: string) => string,
    { parts = [], hovering = false, height = Infinity }: Framing = {},
  ) {
    const { page } = this;
    if (!hovering) await page.mouse.move(5, 5);
    for (const { theme, label, worn } of themes) {
      writeFileSync(join(this.folder, '.vscode', 'settings.json'), JSON.stringify(settingsFor(label)));
      await page.locator(`.monaco-workbench.${worn}`).waitFor();
      await page.waitForTimeout(1000);
      const boxes = await Promise.all(parts.map(part => part.boundingBox()));
      const found = boxes.flatMap(box => box ?? []);
      const clip = found.length === 0 ? null : around(found, height);
      const png = await page.screenshot({ ...(clip && { clip }) });
      const file = path(theme);
      writeFileSync(file, file.endsWith('.webp') ? await webpOf(page.context().browser(), png) : png);
      console.log(file);
    }
  }
}

/** The shipped experiments of which pictures are taken: the fewer there are, the surer is what a file is opened by. */
const presets: readonly string[] = [
  ...['figure-1', 'first-experiment', 'incremental', 'ntk-stuck-rank', 'ntk-landscape', 'network-small-init'],
  ...['network-depth', 'head-only', 'character-model'],
]
  .map(name => `${name}.lora.json`)
  .concat('ntk-two-by-two.npz', 'ntk-tiny-network.npz');

/** Bars beside the editors, and the keys that hide them. */
const bars = [
  ['.part.panel', 'Control+j'],
  ['.part.sidebar', 'Control+b'],
] as const;

/** What of the window is in a picture. */
export interface Framing {
  readonly parts?: readonly Locator[];
  /** The most pixels it is high. */
  readonly height?: number;
  /** The pointer stays where it is. */
  readonly hovering?: boolean;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function around(boxes: readonly Box[], most: number): Box {
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  return {
    ...{ x, y },
    width: Math.max(...boxes.map(box => box.x + box.width)) - x,
    height: Math.min(most, Math.max(...boxes.map(box => box.y + box.height)) - y),
  };
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
    'files.autoSave': 'off',
  };
}
