import type { FrameLocator, Locator, Page } from 'playwright-core';

/** What a person does at VS Code's window, for Playwright. */

/** Waits until the window is up and its extensions can answer. */
export async function waitForWorkbench(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor({ timeout: 120_000 });
  await page.locator('.explorer-viewlet .monaco-list-row').first().waitFor({ timeout: 120_000 });
}

/**
 * Reloads the window as a person would, and waits until it is up. VS Code asks back while it writes its backup of an edited
 * file, and whoever insists loses what it has not kept yet, the open panels too: then this waits and asks again.
 */
export async function reloadWindow(page: Page): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const refused = page.waitForEvent('dialog', { timeout: 0 }).then(
      async dialog => {
        await dialog.dismiss();
        return true;
      },
      () => false,
    );
    const reloaded = page.waitForEvent('domcontentloaded', { timeout: 0 }).then(() => false);
    await page.evaluate('setTimeout(() => location.reload())');
    if (!(await Promise.race([refused, reloaded]))) break;
    if (attempt === 20) throw new Error('VS Code refuses to be reloaded');
    await page.waitForTimeout(500);
  }
  await waitForWorkbench(page);
}

/** Runs a command through the palette by its whole label, `Category: Title`. Extensions may take a while to offer it. */
export async function runCommand(page: Page, label: string): Promise<void> {
  const row = quickRows(page).filter({ hasText: label }).first();
  for (let attempt = 1; ; attempt++) {
    await openQuickInput(page, 'F1');
    try {
      await quickInput(page).fill(`>${label}`, { timeout: 4000 });
      await row.click({ timeout: 4000 });
      return;
    } catch (error) {
      // an open palette does not learn of commands that come later, and closes when a new editor takes the focus: ask again
      if (attempt === 8) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** The commands that the palette offers for a filter. */
export async function offeredCommands(page: Page, filter: string): Promise<string[]> {
  await openQuickInput(page, 'F1');
  await quickInput(page).fill(`>${filter}`);
  await quickRows(page).first().waitFor();
  const labels = await quickRows(page).allInnerTexts();
  await page.keyboard.press('Escape');
  return labels;
}

/** Types this text into the quick pick that is open, which may be longer than its window, and chooses the entry that holds it. */
export async function pick(page: Page, text: string): Promise<void> {
  await quickInput(page).fill(text);
  await quickRows(page).filter({ hasText: text }).first().click();
}

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  await openQuickInput(page, 'Control+p');
  await quickInput(page).fill(name);
  await quickRows(page).filter({ hasText: name }).first().click();
  await editorTab(page, name).waitFor();
  await page.locator('.editor-instance .view-lines').first().waitFor();
}

export function editorTab(page: Page, name: string | RegExp): Locator {
  return page.getByRole('tab', { name });
}

/** The page that an extension shows in a webview: window › webview host › its own frame. */
export function webview(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** Clicks into the text of the open file, which gives it the focus. */
export async function focusText(page: Page): Promise<void> {
  await page.locator('.editor-instance .view-line').first().click();
}

/** Whether keys go to a text editor. */
export function textHasFocus(page: Page): Promise<boolean> {
  return page.locator('.editor-instance .monaco-editor.focused').first().isVisible();
}

function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget input[type="text"]').first();
}

function quickRows(page: Page): Locator {
  return page.locator('.quick-input-widget .monaco-list-row');
}

/** Keys are lost while an earlier pick is closing, so this asks again. */
async function openQuickInput(page: Page, key: string): Promise<void> {
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press(key);
    try {
      await quickInput(page).waitFor({ state: 'visible', timeout: 3000 });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}
