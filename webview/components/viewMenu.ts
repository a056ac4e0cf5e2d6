import { html, nothing, type TemplateResult } from 'lit';
import { offeredViews, shownView } from '../../src/charts/model/shownView.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ShownView, ViewState } from '../../src/protocol/viewState.ts';
import { withShow } from '../looking.ts';
import './menuElement.ts';
import type { MenuItem } from './menuElement.ts';

interface Name {
  readonly short: string;
  readonly whole: string;
}

const NAMES: Readonly<Record<Exclude<ShownView, `page:${string}`>, Name>> = {
  curves: { short: 'curves', whole: 'Curves over time' },
  sweep: { short: 'sweep', whole: 'Ends over the sweep' },
  multiples: { short: 'multiples', whole: 'Small multiples of the loss' },
  staircase: { short: 'staircase', whole: 'Staircase of singular values' },
  map: { short: 'learned map', whole: 'Learned map in the target’s bases' },
};

/** Which view is shown; nothing where there is no choice. */
export function viewMenu(
  view: PanelView,
  state: ViewState,
  look: (state: ViewState) => void,
): TemplateResult | typeof nothing {
  const offered = offeredViews(view);
  if (offered.length < 2) return nothing;
  const shown = nameOf(view, shownView(view, state));
  const items = offered.map((each): MenuItem => ({
    label: nameOf(view, each).whole,
    act: () => look(withShow(state, each)),
  }));
  return html`<lora-menu
    class="views"
    .label=${`View: ${spoken(shown)}`}
    .face=${html`${shown.short} `}
    .items=${items}
  ></lora-menu>`;
}

/** What is seen on the menu has to be part of what is said of it. */
function spoken({ short, whole }: Name): string {
  return whole.toLowerCase().includes(short.toLowerCase()) ? whole : `${short}, ${whole}`;
}

function nameOf({ pages }: PanelView, shown: ShownView): Name {
  const page = pages.find(({ key }) => shown === `page:${key}`);
  if (page) return { short: page.short, whole: page.label };
  return Object.hasOwn(NAMES, shown) ? NAMES[shown as keyof typeof NAMES] : NAMES.curves;
}
