import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { cwd } from 'node:process';
import { figureSpec } from '../charts/figure.ts';
import { FIGURE_WIDTHS, type FigureWidth } from '../charts/figureSheets.ts';
import { defaultViewState } from '../charts/viewState.ts';
import type { PanelView } from '../protocol/panel.ts';
import type { ViewState } from '../protocol/viewState.ts';
import { endedBatch } from '../runs/endedBatch.ts';
import { csvLines } from '../runs/export/csv.ts';
import { markdownTable } from '../runs/export/markdown.ts';
import { npzFile } from '../runs/export/npz.ts';
import { certify } from '../runs/figure/certificate.ts';
import { storedOwnTheory } from '../runs/ownTheory.ts';
import type { LoadedBatch } from '../runs/store.ts';
import type { Command, CommandCall } from './command.ts';
import { drawFigure } from './drawFigure.ts';
import { exitCode } from './exitCode.ts';
import { storedBatch } from './storedBatch.ts';

/** What can be made of a stored batch, each an option that names its file. */
const KINDS = ['svg', 'vega-lite', 'npz', 'csv', 'markdown'] as const;
type Kind = (typeof KINDS)[number];

/** How a figure is drawn. */
interface Look {
  readonly state: Partial<ViewState>;
  readonly width: FigureWidth;
}

/** `render RUN|BATCH|FILE --svg OUT`: draws what is stored, or writes its numbers. */
export const renderCommand: Command = {
  name: 'render',
  synopsis: 'render RUN|BATCH|FILE --svg OUT.svg [--width single] [--view sweep|PAGE]',
  summary:
    'Draw a stored batch, one stored run, or the last batch of an experiment file, or write its numbers',
  options: {
    svg: { type: 'string' },
    'vega-lite': { type: 'string' },
    npz: { type: 'string' },
    csv: { type: 'string' },
    markdown: { type: 'string' },
    width: { type: 'string' },
    view: { type: 'string' },
    series: { type: 'string' },
  },
  details: [
    ['--svg OUT.svg', 'Where to write the figure'],
    ['--vega-lite OUT.vl.json', 'The figure as a Vega-Lite specification with its data'],
    ['--npz OUT.npz', 'All samples of all runs for NumPy'],
    ['--csv OUT.csv', 'All samples of all runs as comma-separated values'],
    ['--markdown OUT.md', 'What the variants came to, as a Markdown table'],
    ['--width page|double|single', '7.5 in (default), or two columns (6.75 in) or one (3.25 in) of a paper'],
    [
      '--view curves|sweep|PAGE',
      'Curves over time (default), ends over the swept setting with the fitted exponent, or a page of the kind: gap, spectrum…',
    ],
    ['--series KEY', 'Which series the sweep shows; default: loss'],
  ],
  async run({ positionals, values, terminal }) {
    const wrong = (sentence: string): number => {
      terminal.err(`${sentence}\n`);
      return exitCode.wrong;
    };
    const [name, ...rest] = positionals;
    const wanted = KINDS.flatMap(kind => {
      const out = values[kind];
      return typeof out === 'string' ? [{ kind, out }] : [];
    });
    if (name === undefined || rest.length > 0 || wanted.length === 0)
      return wrong(
        'render needs one run, batch or file and a place: lora-dynamics render BATCH --svg OUT.svg',
      );
    const complaint = wrongLook(values);
    if (complaint !== null) return wrong(complaint);
    const found = await storedBatch(name);
    if (typeof found === 'string') return wrong(found);
    const { view } = ended(found);
    const state = lookOf(view, values);
    if (typeof state === 'string') return wrong(state);
    const width = FIGURE_WIDTHS.find(each => each === values['width']) ?? 'page';
    for (const { kind, out } of wanted) {
      const failure = await write(kind, resolve(cwd(), out), found, { state, width });
      if (failure !== null) return wrong(failure);
      await terminal.out(`${out}\n`);
    }
    return exitCode.done;
  },
};

/** What is wrong with how a figure is to look; null where nothing is. */
function wrongLook({ view, series, width }: CommandCall['values']): string | null {
  if (series !== undefined && view !== 'sweep') return '--series belongs to --view sweep';
  if (width !== undefined && !FIGURE_WIDTHS.some(each => each === width))
    return `There is no width “${String(width)}”: choose page, double or single`;
  return null;
}

/** What to look at, or a sentence where the batch does not have it. */
function lookOf(
  view: PanelView,
  { view: shown, series }: CommandCall['values'],
): Partial<ViewState> | string {
  if (shown === undefined || shown === 'curves') return {};
  if (shown === 'sweep') return sweepLookOf(view, series);
  const page = view.pages.find(({ key, charts }) => key === shown && charts.length > 0);
  if (page) return { show: `page:${page.key}` };
  const keys = view.pages.filter(({ charts }) => charts.length > 0).map(({ key }) => key);
  return `There is no view “${String(shown)}”: choose ${['curves', 'sweep', ...keys].join(', ').replace(/, ([^,]*)$/, ' or $1')}`;
}

/** How to look at the sweep of a batch, or a sentence where it has none, or not this series. */
function sweepLookOf({ sweep }: PanelView, series: unknown): Partial<ViewState> | string {
  if (sweep === null) return 'This batch sweeps no numeric setting with three values or more';
  if (typeof series !== 'string') return { show: 'sweep' };
  const keys = sweep.series.map(({ key }) => key);
  return keys.includes(series)
    ? { show: 'sweep', sweepSeries: series }
    : `The sweep has no series “${series}”: choose one of ${keys.join(', ')}`;
}

function ended({ head, summary, runs }: LoadedBatch) {
  const records = runs.map(({ record }) => record);
  return endedBatch(head, summary, records, {}, storedOwnTheory(head.experiment));
}

/** Writes one file; the answer is a sentence when that fails. */
async function write(
  kind: Kind,
  out: string,
  batch: LoadedBatch,
  { state, width }: Look,
): Promise<string | null> {
  const { head } = batch;
  const records = batch.runs.map(({ record }) => record);
  switch (kind) {
    case 'svg':
      return drawFigure(ended(batch).view, out, certify(head, records), state, width);
    case 'vega-lite': {
      const spec = figureSpec(ended(batch).view, 'print', { ...defaultViewState, ...state }, {}, width);
      return put(out, `${JSON.stringify(spec)}\n`);
    }
    case 'npz': {
      const file = npzFile(head, records);
      return typeof file === 'string' ? file : put(out, file);
    }
    case 'csv':
      return put(out, csvLines(head, records));
    case 'markdown':
      return put(out, markdownTable(ended(batch)));
  }
}

async function put(out: string, content: string | Uint8Array | Iterable<string>): Promise<string | null> {
  try {
    await writeFile(out, content);
    return null;
  } catch (error) {
    return `${out} could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}
