import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { FigureThread } from '../../src/host/nodeFigures.ts';
import { isPng } from '../../src/data/pngText.ts';
import type { PanelView } from '../../src/protocol/panel.ts';

const empty: PanelView = {
  ...{ state: 'done', title: 'Empty', fraction: 1, seconds: 1, secondsLeft: null, drift: null, horizon: 1 },
  ...{
    method: 'gradient flow',
    discrete: false,
    fields: [],
    curvePage: { x: 'linear', charts: [] },
    series: [],
    variants: [],
    phases: [],
    overlays: [],
    notes: [],
    diagnosis: { variants: {}, badges: [], notes: [] },
    events: [],
    sweep: null,
  },
  ...{ runs: { total: 0, done: 0, failed: 0, variants: 0, seeds: 0, cached: 0 } },
  ...{ rate: null, runRows: { rows: [], more: 0, curable: false } },
  ...{ reproduced: null, stale: false, ghosts: [], targets: {}, matrix: null, unrecorded: [], pages: [] },
};

it('the thread of the extension draws figures, and says so when it has ended', async () => {
  const thread = new FigureThread(resolve(import.meta.dirname, '..', '..', 'dist', 'figures.mjs'));
  expect(await thread.draw(empty)).toMatch(/^<svg /);
  expect(isPng(await thread.drawPng(empty, {}))).toBe(true);
  const unanswered = thread.draw(empty);
  thread.dispose();
  await expect(unanswered).rejects.toThrow('has ended');
});
