/// <reference types="node" />
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser, openPanel } from './browser.ts';
import { servePanel, type PageServer } from './page.ts';

/** Opens the panel in a state of the harness. */
type Open = (state: string, options?: Parameters<typeof openPanel>[3]) => Promise<Page>;

/**
 * A browser for the tests of the calling file. Pages are closed after each test, and nothing that a test does may break the
 * policy or throw in any of them.
 */
export function usePanel(): Open {
  let browser: Browser | undefined;
  let server: PageServer | undefined;
  let opened: Awaited<ReturnType<typeof openPanel>>[] = [];

  beforeAll(async () => {
    server = await servePanel();
    browser = await launchBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  afterEach(async () => {
    const all = opened;
    opened = [];
    await Promise.all(all.map(({ page }) => page.close()));
    expect(all.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  return async (state, options = {}) => {
    if (!browser || !server) throw new Error('The panel is opened inside tests alone');
    const one = await openPanel(browser, server, state, options);
    opened.push(one);
    return one.page;
  };
}
