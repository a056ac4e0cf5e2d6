import type { Quantities } from '../kinds/contract.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { mentionsIn, type Expression } from './expression.ts';
import { TIME, expressionConstants } from './functions.ts';
import { parseExpression } from './parseExpression.ts';
import type { OwnOverlay } from './settings.ts';

const constants: ReadonlyMap<string, number> = new Map(
  expressionConstants.map(({ name, value }) => [name, value]),
);

/** The tree of an overlay's expression; null for one that cannot be read (a stored batch of another version). */
export function treeOf({ expr }: OwnOverlay): Expression | null {
  const parsed = parseExpression(expr);
  return parsed.ok ? parsed.tree : null;
}

/** The quantities that an expression names: neither time nor constants, its own or known ones. Each once. */
export function quantitiesIn(tree: Expression, overlay: OwnOverlay): readonly string[] {
  const names = mentionsIn(tree).flatMap(mention => (mention.kind === 'name' ? [mention.name] : []));
  return [...new Set(names)].filter(
    name => name !== TIME && !Object.hasOwn(overlay.with, name) && !constants.has(name),
  );
}

/** Values of an expression at flow times `t` for a variant with these quantities; NaN where it has none. */
export function sampleExpression(
  tree: Expression,
  overlay: OwnOverlay,
  values: Quantities['values'],
  t: Float64Array,
): Float64Array {
  let now = 0;
  const scope: Scope = name => {
    if (name === TIME) return now;
    if (Object.hasOwn(overlay.with, name)) return overlay.with[name];
    return values.get(name) ?? constants.get(name);
  };
  return t.map(time => {
    now = time;
    return evaluate(tree, scope);
  });
}

/**
 * Times from 0 to `horizon` at which a smooth line looks smooth on a linear and on a logarithmic axis: two thirds
 * evenly spaced, the others in equal ratios over eight decades. Ascending; about `count` of them.
 */
export function timesTo(horizon: number, count: number): Float64Array {
  const even = Math.max(2, Math.ceil((2 * count) / 3));
  const ratios = Math.max(2, count - even);
  const times = new Set<number>();
  for (let i = 0; i <= even; i++) times.add((horizon * i) / even);
  for (let i = 0; i < ratios; i++) times.add(horizon * 10 ** ((-8 * (ratios - i)) / ratios));
  return Float64Array.from(times).sort();
}
