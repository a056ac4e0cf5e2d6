import type { TLiteral, TObject } from 'typebox';

/** One way to start the adapters. Schema, hovers and documentation are made from it. */
export interface Initialisation<
  Kind extends string = string,
  Settings extends TObject<{ kind: TLiteral<Kind> }> = TObject<{ kind: TLiteral<Kind> }>,
> {
  readonly kind: Kind;
  /** Plain-text name. */
  readonly label: string;
  /** The recipe in Unicode mathematics. */
  readonly symbol: string;
  /** What it is, what it needs, Markdown. */
  readonly help: string;
  readonly settings: Settings;
}

export function defineInitialisation<
  const Kind extends string,
  Settings extends TObject<{ kind: TLiteral<Kind> }>,
>(module: Initialisation<Kind, Settings>): Initialisation<Kind, Settings> {
  return module;
}
