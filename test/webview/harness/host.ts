/**
 * The extension host's side for the page under test: stands in for `acquireVsCodeApi`, answers `ready` with the view
 * that the address names, and keeps what the panel posts. Runs in the page before the panel's script.
 */
import type { FromPanel } from '../../../src/protocol/panel.ts';
import { matrixOf } from '../fixtures/directions.ts';
import { rates, seedLines, views, type ViewName } from '../fixtures/views.ts';
import { whatIfAnswer } from '../fixtures/whatIf.ts';
import type { Harness } from './host.types.ts';

const asked = new URLSearchParams(location.search);
const isName = (name: string): name is ViewName => Object.hasOwn(views, name);
const first = asked.get('state') ?? 'finished';
const STATE = 'panel-state';

const harness: Harness = {
  posted: [],
  view: isName(first) ? views[first]() : views.finished(),
  answerLines: true,
  // like VS Code, the page gets a copy
  send: message => window.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) })),
  show: name => {
    harness.view = views[name]();
    harness.send({ type: 'view', view: harness.view });
  },
  runTo: t => {
    harness.view = views.running(t);
    harness.send({ type: 'view', view: harness.view });
  },
};
window.harness = harness;

window.acquireVsCodeApi = () => ({
  postMessage: (message: FromPanel) => {
    harness.posted.push(message);
    if (message.type === 'ready') harness.send({ type: 'view', view: harness.view });
    if (message.type === 'lines' && harness.answerLines)
      harness.send({ type: 'lines', request: message.request, lines: seedLines(harness.view) });
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
