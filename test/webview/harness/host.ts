/**
 * The extension host's side for the page under test: stands in for `acquireVsCodeApi`, answers `ready` with the view
 * that the address names, and keeps what the panel posts. Runs in the page before the panel's script.
 */
import type { FromPanel } from '../../../src/protocol/panel.ts';
import { matrixOf } from '../fixtures/directions.ts';
import { manyLines } from '../fixtures/many.ts';
import { largeViews, rates, seedLines, views, type ViewName } from '../fixtures/views.ts';
import { whatIfAnswer } from '../fixtures/whatIf.ts';
import type { Harness } from './host.types.ts';

const asked = new URLSearchParams(location.search);
const known = { ...views, ...largeViews };
const isName = (name: string): name is ViewName => Object.hasOwn(known, name);
const first = asked.get('state') ?? 'finished';
const STATE = 'panel-state';

const harness: Harness = {
  posted: [],
  view: isName(first) ? known[first]() : views.finished(),
  answerLines: true,
  firstPaint: Number.NaN,
  next: null,
  // like VS Code, the page gets a copy
  send: message => window.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) })),
  show: name => {
    harness.view = known[name]();
    harness.send({ type: 'view', view: harness.view });
  },
  runTo: t => {
    harness.view = views.running(t);
    harness.send({ type: 'view', view: harness.view });
  },
};
window.harness = harness;

function linesFor({ variants, series }: Extract<FromPanel, { type: 'lines' }>) {
  return harness.view.title.endsWith('trajectories')
    ? manyLines(harness.view, variants, series)
    : seedLines(harness.view);
}

window.acquireVsCodeApi = () => ({
  postMessage: (message: FromPanel) => {
    harness.posted.push(message);
    if (message.type === 'ready') harness.send({ type: 'view', view: harness.view });
    if (message.type === 'lines' && harness.answerLines)
      harness.send({ type: 'lines', request: message.request, lines: linesFor(message) });
    if (message.type === 'matrix' && harness.answerLines)
      harness.send({ type: 'matrix', request: message.request, matrix: matrixOf(message.variant) });
    if (message.type === 'rates')
      harness.send({
        type: 'rates',
        request: message.request,
        rates: rates(harness.view, message.series, message.intervals),
      });
    if (message.type === 'whatIf' && harness.answerLines)
      harness.send({
        type: 'whatIf',
        request: message.request,
        answer: whatIfAnswer(harness.view, message.changes),
      });
    if (message.type === 'save') harness.send({ type: 'saved', request: message.request, error: null });
  },
  getState: () => JSON.parse(sessionStorage.getItem(STATE) ?? 'null') as unknown,
  setState: (state: unknown) => sessionStorage.setItem(STATE, JSON.stringify(state)),
});

// from here on the panel's own script is read
const began = performance.now();
const watch = (): void => {
  const charts = [...document.querySelectorAll<HTMLElement>('lora-chart')];
  if (charts.length === 0 || charts.some(({ dataset }) => dataset['drawn'] === undefined))
    requestAnimationFrame(watch);
  else requestAnimationFrame(() => setTimeout(() => (harness.firstPaint = performance.now() - began)));
};
watch();
