import type { Locator } from 'playwright-core';
import type { PictureName } from './captions.ts';
import type { Framing, Studio } from './studio.ts';

/** One picture of the gallery: brings the window there and says what of it is to be seen. */
export interface Picture {
  readonly name: PictureName;
  readonly take: (studio: Studio) => Promise<Framing>;
}

export const whole: Framing = {};

/** The text alone, without the empty lower half of its window. */
export function text(studio: Studio): Framing {
  return { parts: [group(studio, 0)], hovering: true, height: 520 };
}

/** The plots alone. */
export function plots(studio: Studio): Framing {
  return { parts: [group(studio, 1)] };
}

/** The plots with the pointer where it is. */
export function pointed(studio: Studio): Framing {
  return { ...plots(studio), hovering: true };
}

function group({ page }: Studio, index: number): Locator {
  return page.locator('.editor-group-container').nth(index);
}
