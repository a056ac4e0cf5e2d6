import './style.css';
import { PanelElement } from './panelElement.ts';
import type { PanelView, ToPanel, ViewState } from '../src/protocol/panel.ts';
import { defaultViewState } from '../src/charts/viewState.ts';
import { Exporter } from './export/exporter.ts';
import { SeedRequests } from './seedRequests.ts';
import { connect } from './transport.ts';
import { Updates } from './updates.ts';

const transport = connect();
const kept = transport.restore();
const source = document.body.dataset['source'] ?? kept?.source ?? '';
const panel = new PanelElement({
  intent: intent => transport.post({ type: 'intent', intent }),
  look,
  export: kind => {
    if (panel.view) void exporter.export(kind, panel.view, panel.look, panel.seeds);
  },
});
panel.look = kept?.view ?? defaultViewState;

const seeds = new SeedRequests(transport, lines => {
  panel.seeds = lines;
});
const exporter = new Exporter(transport, message => {
  panel.message = message;
});
const updates = new Updates<PanelView>(view => {
  panel.view = view;
  seeds.viewChanged(view, panel.look);
  void panel.updateComplete.then(() => {
    // after the frame that shows it
    requestAnimationFrame(() => setTimeout(() => transport.post({ type: 'drawn' })));
  });
});

function look(state: ViewState): void {
  panel.look = state;
  transport.keep({ source, view: state });
  if (panel.view) seeds.viewChanged(panel.view, state);
}

function receive(message: ToPanel): void {
  switch (message.type) {
    case 'view':
      updates.push(message.view);
      break;
    case 'lines':
      seeds.receive(message.request, message.lines);
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
