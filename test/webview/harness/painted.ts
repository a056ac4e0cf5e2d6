import type { Page } from 'playwright-core';

/** How many dots of the canvas of thin lines over the loss are painted. */
export const painted = (page: Page): Promise<number> =>
  page.locator('.figure.loss canvas.crowd').evaluate(element => {
    const { width, height } = element as HTMLCanvasElement;
    const data = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data;
    let count = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i]! > 0) count++;
    return count;
  });
