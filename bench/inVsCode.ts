import process from 'node:process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../test/rig/chromium.ts';
import { startServer } from '../test/rig/server.ts';
import { installVsix } from '../test/rig/vsix.ts';
import { waitForWorkbench } from '../test/rig/workbench.ts';

/** The window of a real VS Code with the packaged extension, on a workspace of its own. */
export interface Window {
  readonly page: Page;
  /** Writes a file of the workspace. */
  readonly write: (name: string, text: string) => void;
}

/**
 * Opens such a window with these files, measures in it, and leaves nothing behind. `LORA_VSIX` names another package than
 * the one of `npm run package`, so that two can be measured in turns.
 */
export async function inVsCode(
  files: Readonly<Record<string, string>>,
  measure: (window: Window) => Promise<void>,
): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lora-bench-'));
  const folder = mkdtempSync(join(tmpdir(), 'lora-bench-workspace-'));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  for (const [name, text] of Object.entries(files)) write(name, text);
  installVsix(
    process.env['LORA_VSIX'] ?? join(resolve(import.meta.dirname, '..'), 'dist', 'lora-dynamics.vsix'),
    dataFolder,
  );
  const server = await startServer({ dataFolder });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1480, height: 940 } });
    page.setDefaultTimeout(90_000);
    await page.goto(server.address(folder));
    await waitForWorkbench(page);
    await measure({ page, write });
  } finally {
    await browser.close();
    await server.stop();
    for (const place of [dataFolder, folder]) rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}
