/// <reference types="node" />
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Theme, PageServer } from './page.ts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium without a window: `CHROMIUM_PATH`, or where Debian and others put it. */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['CHROMIUM_PATH'];
  const executablePath = named ?? PLACES.find(place => existsSync(place));
  if (executablePath === undefined)
    throw new Error('No Chromium found: install the package “chromium”, or set CHROMIUM_PATH to a browser');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
  });
}

export interface OpenPanel {
  readonly page: Page;
  /** Policy violations, page errors and console errors so far. */
  readonly complaints: string[];
}

/** Opens the panel and waits until its charts are drawn. */
export async function openPanel(
  browser: Browser,
  server: PageServer,
  state: string,
  options: { readonly theme?: Theme; readonly width?: number; readonly height?: number } = {},
): Promise<OpenPanel> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 980, height: options.height ?? 900 },
  });
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(server.url(state, options.theme));
  await page.waitForSelector('lora-panel header');
  await drawn(page);
  return { page, complaints };
}

/** Resolves when every chart in the page has been drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('lora-chart')].every(
      chart => chart.dataset['drawn'] !== undefined,
    ),
  );
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
