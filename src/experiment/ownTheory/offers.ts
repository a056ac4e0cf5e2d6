import type { LoadedExperiment } from '../load.ts';
import { problemKind, problemKinds } from '../kinds/registry.ts';
import { TIME, expressionConstants, expressionFunctions } from './functions.ts';

/** A name that an expression can use, as an editor offers and explains it. */
export interface Offer {
  readonly name: string;
  readonly kind: 'time' | 'quantity' | 'constant' | 'function';
  /** Its symbol, or how it is called. */
  readonly detail: string;
  /** Markdown: what it is, and its value in this experiment. */
  readonly help: string;
}

/** More variants than this are not asked for their values while somebody types. */
const MOST_ASKED = 50;

/** Everything that can be named, constants of the line first. `own` are those; `loaded` has the values. */
export function offersFor(loaded: LoadedExperiment | null, own: readonly string[]): readonly Offer[] {
  const kind = problemKind(loaded?.experiment?.problem['kind']) ?? problemKinds[0];
  const offers: Offer[] = [
    ...own.map((name): Offer => ({
      name,
      kind: 'constant',
      detail: 'with',
      help: 'A constant of this line.',
    })),
    { name: TIME, kind: 'time', detail: 't', help: 'Flow time; t = ηk at step k of a discrete optimiser.' },
    ...kind.quantities.map(({ name, symbol, help, missing }): Offer => {
      const where = missing === undefined ? '' : ` It has no value ${missing}.`;
      return { name, kind: 'quantity', detail: symbol, help: `${help}${where}${valuesOf(name, loaded)}` };
    }),
    ...expressionConstants.map(({ name, help }): Offer => ({ name, kind: 'constant', detail: name, help })),
    ...[...expressionFunctions.values()].map(({ name, form, help }): Offer => ({
      ...{ name, kind: 'function', detail: form, help },
    })),
  ];
  return offers.filter(({ name }, i) => offers.findIndex(other => other.name === name) === i);
}

/** `Here: 29.1`, or the range over the variants. */
function valuesOf(name: string, loaded: LoadedExperiment | null): string {
  const values = (loaded?.variants ?? []).slice(0, MOST_ASKED).flatMap(({ resolved }) => {
    const value = problemKind(resolved.problem['kind'])
      ?.quantitiesOf(resolved, loaded?.files ?? {})
      .values.get(name);
    return value === undefined ? [] : [value];
  });
  if (values.length === 0) return '';
  const [least, most] = [Math.min(...values), Math.max(...values)].map(value => Number(value.toPrecision(4)));
  return least === most ? `\n\nHere: ${least}` : `\n\nHere: ${least} to ${most}`;
}
