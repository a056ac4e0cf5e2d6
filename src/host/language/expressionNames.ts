import {
  CompletionItem,
  CompletionItemKind,
  Hover,
  MarkdownString,
  Range,
  SnippetString,
  languages,
  type CompletionItemProvider,
  type HoverProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { expressionAt, type ExpressionPlace } from '../../experiment/ownTheory/expressionPlace.ts';
import { offersFor, type Offer } from '../../experiment/ownTheory/offers.ts';
import { parseText } from '../../experiment/parse.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { ExperimentService } from '../experimentService.ts';
import { LANGUAGE } from '../manifest.ts';

const kinds: Readonly<Record<Offer['kind'], CompletionItemKind>> = {
  time: CompletionItemKind.Variable,
  quantity: CompletionItemKind.Variable,
  constant: CompletionItemKind.Constant,
  function: CompletionItemKind.Function,
};

/** After these a name may begin; letters inside a string open no list by themselves. */
const TRIGGERS = ['*', '/', '+', '-', '^', '(', ',', '?', ':', '<', '>', ' '];

/** Names and functions inside the expressions of `overlays`: offered while they are typed, explained on hover. */
export class ExpressionNames implements CompletionItemProvider, HoverProvider {
  readonly #owned = new DisposableStore();
  readonly #service: ExperimentService;

  constructor(service: ExperimentService) {
    this.#service = service;
    const selector = { scheme: '*', language: LANGUAGE };
    this.#owned.add(languages.registerCompletionItemProvider(selector, this, ...TRIGGERS));
    this.#owned.add(languages.registerHoverProvider(selector, this));
  }

  async provideCompletionItems(document: TextDocument, position: Position): Promise<CompletionItem[]> {
    const place = placeAt(document, position);
    if (place === null) return [];
    const offers = await this.#offers(document, place);
    const typed = new Range(document.positionAt(place.from), position);
    const range = { inserting: typed, replacing: rangeOf(document, place) };
    return offers.map((offer, i) => {
      const item = new CompletionItem({ label: offer.name, description: offer.detail }, kinds[offer.kind]);
      item.documentation = new MarkdownString(offer.help);
      item.range = range;
      // The order of the table: what theory names most comes first.
      item.sortText = String(i).padStart(3, '0');
      if (offer.kind === 'function') item.insertText = new SnippetString(`${offer.name}($1)$0`);
      return item;
    });
  }

  async provideHover(document: TextDocument, position: Position): Promise<Hover | null> {
    const place = placeAt(document, position);
    if (place === null || place.word === '') return null;
    const offer = (await this.#offers(document, place)).find(({ name }) => name === place.word);
    if (offer === undefined) return null;
    const title = offer.kind === 'function' ? `\`${offer.detail}\`` : `**${offer.detail}** \`${offer.name}\``;
    return new Hover(new MarkdownString(`${title}: ${offer.help}`), rangeOf(document, place));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #offers(document: TextDocument, { own }: ExpressionPlace): Promise<readonly Offer[]> {
    const loaded = await this.#service.load(document).catch(() => null);
    return offersFor(loaded, own);
  }
}

function placeAt(document: TextDocument, position: Position): ExpressionPlace | null {
  return expressionAt(parseText(document.getText()).document, document.offsetAt(position));
}

function rangeOf(document: TextDocument, { from, to }: ExpressionPlace): Range {
  return new Range(document.positionAt(from), document.positionAt(to));
}
