import type { Static, TLiteral, TObject } from 'typebox';
import type { Result } from '../fault.ts';
import type { Layer, LayerStart } from './layer.ts';

/** One way to start the adapters. Schema, hovers and documentation are made from it. */
interface Recipe<Kind extends string, Settings extends TObject<{ kind: TLiteral<Kind> }>> {
  readonly kind: Kind;
  /** Plain-text name. */
  readonly label: string;
  /** The recipe in Unicode mathematics. */
  readonly symbol: string;
  /** What it is, what it needs, Markdown. */
  readonly help: string;
  readonly settings: Settings;
  /**
   * `any`: the recipe commutes with rotations (or its law does), so that it may be drawn in whatever coordinates the
   * weights are known in. `own`: it depends on the user's own coordinates, and is drawn there.
   */
  readonly coordinates: 'any' | 'own';
}

export interface Initialisation<
  Kind extends string = string,
  Settings extends TObject<{ kind: TLiteral<Kind> }> = TObject<{ kind: TLiteral<Kind> }>,
> extends Recipe<Kind, Settings> {
  /** Draws one adapter. `init` must satisfy `settings`; another kind is a bug and throws. */
  draw(init: { readonly kind: string }, layer: Layer): Result<LayerStart>;
}

export function defineInitialisation<
  const Kind extends string,
  Settings extends TObject<{ kind: TLiteral<Kind> }>,
>(
  recipe: Recipe<Kind, Settings> & {
    draw(settings: Static<Settings>, layer: Layer): Result<LayerStart>;
  },
): Initialisation<Kind, Settings> {
  return {
    ...recipe,
    draw(init, layer) {
      if (init.kind !== recipe.kind) throw new TypeError(`settings of ${init.kind} given to ${recipe.kind}`);
      return recipe.draw(init as Static<Settings>, layer);
    },
  };
}
