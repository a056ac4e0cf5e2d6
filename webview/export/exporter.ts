import { fileName } from '../../src/charts/fileName.ts';
import type { SeedLines } from '../../src/charts/model/chartInput.ts';
import { shownPage } from '../../src/charts/model/shownView.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import type { ExportRequest } from '../components/actions.ts';
import type { Transport } from '../transport.ts';
import { curvesCsv, pageCsv } from './csv.ts';

/** Makes files of what is shown and gives them to the host, which asks the reader where to put them. */
export class Exporter {
  readonly #transport: Transport;
  readonly #tell: (message: string) => void;
  #requests = 0;

  constructor(transport: Transport, tell: (message: string) => void) {
    this.#transport = transport;
    this.#tell = tell;
  }

  async export(what: ExportRequest, view: PanelView, look: ViewState, seeds: SeedLines): Promise<void> {
    const { kind } = what;
    try {
      const content = await contentOf(what, view, look, seeds);
      this.#requests++;
      this.#transport.post({
        type: 'save',
        request: this.#requests,
        name: fileName(view.title, endingOf(what)),
        kind,
        content,
      });
      this.#tell('');
    } catch (error) {
      this.#tell(`Could not make the ${kind.toUpperCase()}: ${String(error)}`);
      this.#transport.post({ type: 'error', message: `Export as ${kind}: ${String(error)}` });
    }
  }

  /** The host's answer to the request; answers to earlier ones are of no interest any more. */
  saved(request: number, error: string | null): void {
    if (request === this.#requests && error !== null) this.#tell(`Not saved: ${error}`);
  }
}

/** Vega comes with the module that draws, which is read when the first figure is asked for. */
async function contentOf(
  what: ExportRequest,
  view: PanelView,
  look: ViewState,
  seeds: SeedLines,
): Promise<string | Uint8Array> {
  if (what.kind === 'csv') {
    const page = shownPage(view, look);
    return page ? pageCsv(page) : curvesCsv(view);
  }
  const { figurePng, figureSource, figureSvg } = await import('./figureFile.ts');
  switch (what.kind) {
    case 'svg':
      return figureSvg({ view, look, seeds, width: what.width });
    case 'png':
      return figurePng({ view, look, seeds, width: what.width }, what.dpi);
    case 'json':
      return figureSource({ view, look, seeds, width: what.width });
  }
}

/** `.svg`, `-column.svg`, `.vl.json`. */
function endingOf(what: ExportRequest): string {
  if (what.kind === 'csv') return '.csv';
  const paper = { page: '', double: '-columns', single: '-column' }[what.width];
  return `${paper}.${what.kind === 'json' ? 'vl.json' : what.kind}`;
}
