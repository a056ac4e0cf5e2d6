import { html, type TemplateResult } from 'lit';
import { FIGURE_SHEETS } from '../../src/charts/figureSheets.ts';
import { icon } from '../icons.ts';
import type { PanelActions } from './actions.ts';
import './menuElement.ts';
import type { MenuItem } from './menuElement.ts';

/** Taking out what is shown: figures as files, for a screen or for the columns of a paper, and numbers; on a page of the kind its own. */
export function exportMenu(figure: string, page: boolean, actions: PanelActions): TemplateResult {
  return html`<lora-menu
    class="export"
    end
    .label=${'Export'}
    .face=${html`${icon('exportArrow')}<span class="wide">Export</span>`}
    .items=${[...figures(figure, actions), ...paperFigures(actions), ...numbers(page, actions)]}
  ></lora-menu>`;
}

function figures(figure: string, actions: PanelActions): readonly MenuItem[] {
  const width = 'page';
  return [
    { label: `${figure} as SVG`, act: () => actions.export({ kind: 'svg', width }) },
    { label: `${figure} as PNG, 300 dpi`, act: () => actions.export({ kind: 'png', width, dpi: 300 }) },
    { label: `${figure} as PNG, 600 dpi`, act: () => actions.export({ kind: 'png', width, dpi: 600 }) },
    { label: `${figure} as Vega-Lite`, act: () => actions.export({ kind: 'json', width }) },
  ];
}

function paperFigures(actions: PanelActions): readonly MenuItem[] {
  const columns = { single: 'One column', double: 'Two columns' } as const;
  return (['single', 'double'] as const).flatMap((width, i): MenuItem[] => {
    const name = `${columns[width]}, ${FIGURE_SHEETS[width].inches} in`;
    return [
      {
        label: `${name}, as SVG`,
        ...(i === 0 ? { section: 'For a paper' } : {}),
        act: () => actions.export({ kind: 'svg', width }),
      },
      { label: `${name}, as PNG`, act: () => actions.export({ kind: 'png', width, dpi: 600 }) },
    ];
  });
}

function numbers(page: boolean, actions: PanelActions): readonly MenuItem[] {
  const take = (what: 'npz' | 'markdown' | 'commandLine') => () => actions.intent({ type: 'export', what });
  return [
    {
      label: page ? 'Page as CSV' : 'Curves as CSV',
      section: 'Numbers',
      act: () => actions.export({ kind: 'csv' }),
    },
    { label: 'All samples for NumPy (.npz)', act: take('npz') },
    { label: 'Copy Markdown Table', act: take('markdown') },
    { label: 'Copy Command Line', act: take('commandLine') },
  ];
}
