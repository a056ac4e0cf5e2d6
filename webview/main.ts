import './style.css';
import { PanelElement } from './panelElement.ts';
import type { SeedLines } from '../src/charts/model/chartInput.ts';
import type { MatrixView } from '../src/protocol/directions.ts';
import type { PanelView, ToPanel } from '../src/protocol/panel.ts';
import type { ViewState } from '../src/protocol/viewState.ts';
import { facetedView } from '../src/charts/model/facets.ts';
import { groupLines, groupedView } from '../src/charts/model/grouping.ts';
import { selectedVariant } from '../src/charts/model/chartInput.ts';
import { defaultViewState } from '../src/charts/viewState.ts';
import { Exporter } from './export/exporter.ts';
import { Inquiry, type Question } from './inquiry.ts';
import { asksWhatIf } from './looking.ts';
import { matrixQuestion, pointedQuestion, rateQuestion, seedQuestion } from './questions.ts';
import { connect } from './transport.ts';
import { Updates } from './updates.ts';
import { WhatIf } from './whatIf.ts';

/** Milliseconds for which something is pointed at before its single seeds are asked for. */
const DWELL = 120;

const transport = connect();
let requests = 0;
let received: PanelView | null = null;
let dwelling: ReturnType<typeof setTimeout> | undefined;
const kept = transport.restore();
const source = document.body.dataset['source'] ?? kept?.source ?? '';
const panel = new PanelElement({
  intent: intent => transport.post({ type: 'intent', intent }),
  look,
  export: request => {
    if (panel.view) void exporter.export(request, panel.view, panel.look, panel.seeds);
  },
  ask: values => {
    panel.values = values;
    askWhatIf();
  },
  point: line => {
    panel.pointed = line;
    if (line?.variant !== panel.seedsShown) panel.seedsShown = null;
    clearTimeout(dwelling);
    if (line) dwelling = setTimeout(dwell, DWELL);
  },
});
panel.look = kept?.view ?? defaultViewState;

const seeds = inquiry(seedQuestion, (lines: SeedLines) => (panel.seeds = groupLines(panel.view, lines)));
const pointedSeeds = inquiry(
  (view, state) => pointedQuestion(view, state, panel.pointed?.variant ?? null),
  (lines: SeedLines) => {
    panel.pointedSeeds = groupLines(panel.view, lines);
    showSeeds();
  },
);
const matrix = inquiry(matrixQuestion, (found: MatrixView | null) => (panel.matrix = found));
const rates = inquiry(rateQuestion, (found: PanelElement['rates']) => (panel.rates = found));
const whatIf = new WhatIf(transport, answer => (panel.whatIf = answer));
const exporter = new Exporter(transport, message => {
  panel.message = message;
});
const updates = new Updates<PanelView>(view => {
  received = view;
  show(panel.look);
  void panel.updateComplete.then(() => {
    // after the frame that shows it
    requestAnimationFrame(() => setTimeout(() => transport.post({ type: 'drawn' })));
  });
});

/** Something has been pointed at for a while: its single seeds are shown, and fetched if need be. */
function dwell(): void {
  if (panel.view) pointedSeeds.viewChanged(panel.view, panel.look);
  showSeeds();
}

function showSeeds(): void {
  const variant = panel.pointed?.variant;
  const there = Object.keys(panel.pointedSeeds).some(key => key.startsWith(`${variant}/`));
  if (variant !== undefined && there && panel.look.mode === 'bands') panel.seedsShown = variant;
}

function look(state: ViewState): void {
  const other = state.selected !== panel.look.selected || state.whatIf !== panel.look.whatIf;
  panel.look = state;
  if (other) startAsking();
  transport.keep({ source, view: state });
  show(state);
}

/** Shows what was received, as the reader pools or arranges it. */
function show(state: ViewState): void {
  if (!received) return;
  panel.view = facetedView(groupedView(received, state), state);
  ask(panel.view, state);
}

function ask(view: PanelView, state: ViewState): void {
  for (const each of [seeds, pointedSeeds, matrix, rates]) each.viewChanged(view, state);
  if (panel.whatIf === null) askWhatIf();
}

/** The sliders begin at what the file says. */
function startAsking(): void {
  whatIf.forget();
  panel.values = {};
  panel.whatIf = null;
}

/** Asks for the fields of the selected variant and for the curve of the dragged values, while the sliders are open. */
function askWhatIf(): void {
  const { view, look: state, values } = panel;
  const variant = view && asksWhatIf(view, state) ? selectedVariant(view, state) : null;
  if (variant) whatIf.ask(variant.id, values);
}

function inquiry<Answer>(
  questionOf: (view: PanelView, look: ViewState) => Question | null,
  show: (answer: Answer) => void,
): Inquiry<Answer> {
  return new Inquiry<Answer>(transport, questionOf, show, () => ++requests);
}

function receive(message: ToPanel): void {
  switch (message.type) {
    case 'view':
      updates.push(message.view, message.view.state !== received?.state);
      break;
    case 'lines':
      seeds.receive(message.request, message.lines);
      pointedSeeds.receive(message.request, message.lines);
      break;
    case 'matrix':
      matrix.receive(message.request, message.matrix);
      break;
    case 'rates':
      rates.receive(message.request, message.rates);
      break;
    case 'whatIf':
      whatIf.receive(message.request, message.answer);
      break;
    case 'preview':
      panel.preview = message.preview;
      // the text has changed: so may have the fields
      askWhatIf();
      break;
    case 'saved':
      exporter.saved(message.request, message.error);
      break;
  }
}

window.addEventListener('error', event => transport.post({ type: 'error', message: event.message }));
window.addEventListener('unhandledrejection', event =>
  transport.post({ type: 'error', message: String(event.reason) }),
);

document.body.append(panel);
transport.listen(receive);
transport.keep({ source, view: panel.look });
transport.post({ type: 'ready', version: '1' });
