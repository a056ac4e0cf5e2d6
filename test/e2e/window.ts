import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { launchChromium } from '../rig/chromium.ts';
import { waitForWorkbench } from '../rig/workbench.ts';

const project = resolve(import.meta.dirname, '..', '..');

/** A window of VS Code on a workspace folder of its own. */
export interface Window {
  readonly page: Page;
  /** The workspace folder, gone when the suite ends. */
  readonly folder: string;
  /** Requests that would have left this machine; all of them are stopped. */
  readonly outside: readonly string[];
}

/**
 * Opens a window for the tests of the calling suite, on a folder with these files (text by relative path) and the
 * presets. A test that fails leaves a picture in .cache/screenshots and prints the extension's log.
 */
export function useWindow(files: Readonly<Record<string, string>> = {}): () => Window {
  let browser: Browser | undefined;
  let window: Window | undefined;
  const current = (): Window => {
    if (window === undefined) throw new Error('The window is open inside tests alone');
    return window;
  };

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lora-e2e-workspace-'));
    cpSync(join(project, 'media', 'presets'), join(folder, 'presets'), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    browser = await launchChromium();
    const outside: string[] = [];
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.route(
      url => url.hostname !== '127.0.0.1' && /^(https?|wss?):$/.test(url.protocol),
      route => {
        outside.push(route.request().url());
        return route.abort();
      },
    );
    const page = await context.newPage();
    page.setDefaultTimeout(90_000);
    window = { page, folder, outside };
    const address = new URL(inject('vscode'));
    address.searchParams.delete('ew');
    address.searchParams.set('folder', folder);
    await page.goto(address.href);
    await waitForWorkbench(page);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const name = task.name.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60);
    await window?.page.screenshot({ path: join(project, '.cache', 'screenshots', `${name}.png`) });
    console.log(extensionLog());
  });

  afterAll(async () => {
    await browser?.close();
    if (window !== undefined) rmSync(window.folder, { recursive: true, force: true, maxRetries: 3 });
  });

  return current;
}

/** The end of what the extension has written to its log, over all windows so far. */
function extensionLog(): string {
  const files = globSync('data/logs/**/*LoRA Dynamics.log', { cwd: inject('dataFolder') });
  const lines = files.sort().flatMap(file =>
    readFileSync(join(inject('dataFolder'), file), 'utf8')
      .trimEnd()
      .split('\n'),
  );
  return ['The extension’s log:', ...lines.slice(-20)].join('\n  ');
}
