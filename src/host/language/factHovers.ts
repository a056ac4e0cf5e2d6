import {
  Hover,
  MarkdownString,
  languages,
  type Disposable,
  type HoverProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { settingAt } from '../../experiment/document.ts';
import { factsUnder } from '../../experiment/facts/placedFacts.ts';
import type { Path } from '../../experiment/json.ts';
import { parseText } from '../../experiment/parse.ts';
import type { ExperimentService } from '../experimentService.ts';
import { LANGUAGE } from '../manifest.ts';
import { costFact } from './costFact.ts';
import { rangeOf } from './diagnostics.ts';
import { factLine } from './factTexts.ts';

/**
 * What follows from this file, on hover over a setting that it hangs on. Symbol, range and effect of the setting itself
 * are the JSON service's, from the schema: VS Code shows both.
 */
class FactHovers implements HoverProvider {
  readonly #service: ExperimentService;
  readonly #workers: () => number;

  constructor(service: ExperimentService, workers: () => number) {
    this.#service = service;
    this.#workers = workers;
  }

  async provideHover(document: TextDocument, position: Position): Promise<Hover | null> {
    const parsed = parseText(document.getText()).document;
    const place = settingAt(parsed, document.offsetAt(position));
    if (place === null) return null;
    const { path, span } = place;
    const loaded = await this.#service.load(document);
    const cost = costFact(loaded, parsed, this.#workers()).filter(fact => samePath(fact.path, path));
    const facts = [...factsUnder(loaded, path), ...cost];
    if (facts.length === 0) return null;
    const text = ['In this file:', ...facts.map(factLine)].join('\n\n');
    return new Hover(new MarkdownString(text), rangeOf(document, span));
  }
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((segment, i) => segment === b[i]);
}

/** `workers`: how many runs are computed at the same time. */
export function registerFactHovers(service: ExperimentService, workers: () => number): Disposable {
  return languages.registerHoverProvider(
    { scheme: '*', language: LANGUAGE },
    new FactHovers(service, workers),
  );
}
