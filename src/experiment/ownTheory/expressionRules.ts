import type { Finding, Proposal } from '../issue.ts';
import { dotted, type Path } from '../json.ts';
import type { Quantity } from '../kinds/contract.ts';
import { closest, didYouMean } from '../suggest.ts';
import { mentionsIn, type Expression, type Stretch } from './expression.ts';
import { TIME, expressionConstants, expressionFunctions } from './functions.ts';
import { parseExpression } from './parseExpression.ts';

/** What an expression may name. */
export interface Vocabulary {
  readonly quantities: readonly Quantity[];
  /** Names of the constants in `with`. */
  readonly own: readonly string[];
}

/** What people call a quantity instead: the setting it comes from, or its symbol. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['rank', 'r'],
  ['learningRate', 'eta'],
  ['lr', 'eta'],
  ['η', 'eta'],
  ['scaling', 's'],
  ['initScale', 'alpha'],
  ['α', 'alpha'],
  ['imbalance', 'c'],
  ['λ', 'lambda'],
  ['σ', 'sigma'],
  ['δ_w', 'deltaW'],
  ['μ₁', 'mu1'],
  ['ν₁', 'nu1'],
  ['time', TIME],
  ['π', 'pi'],
  ['Thalf', 'Tescape'],
]);

/** Every name that stands for a number, own constants first. */
export function namesOf({ quantities, own }: Vocabulary): readonly string[] {
  return [
    ...new Set([
      ...own,
      TIME,
      ...quantities.map(({ name }) => name),
      ...expressionConstants.map(({ name }) => name),
    ]),
  ];
}

/** Reads an expression and says what is wrong with it; no tree where something is. */
export function readExpression(
  text: string,
  path: Path,
  vocabulary: Vocabulary,
): { readonly tree: Expression | null; readonly findings: readonly Finding[] } {
  const parsed = parseExpression(text);
  if (!parsed.ok) {
    const { message, remedy, from, to } = parsed.fault;
    return {
      tree: null,
      findings: [wrong('expression-syntax', `${dotted(path)}: ${message}`, remedy, path, { from, to })],
    };
  }
  const names = namesOf(vocabulary);
  const findings = mentionsIn(parsed.tree).flatMap(mention => {
    const place = { from: mention.from, to: mention.from + mention.name.length };
    if (mention.kind === 'name')
      return names.includes(mention.name) ? [] : [unknownName(mention.name, path, place, names)];
    return callFindings(mention.name, mention.given.length, path, place, names);
  });
  return { tree: findings.length === 0 ? parsed.tree : null, findings };
}

function unknownName(name: string, path: Path, place: Stretch, names: readonly string[]): Finding {
  if (expressionFunctions.has(name)) {
    const form = expressionFunctions.get(name)?.form ?? name;
    const message = `${dotted(path)}: ${name} is a function and needs brackets`;
    return wrong('expression-arguments', message, `write ${form}`, path, place);
  }
  const alias = ALIASES.get(name);
  const guess = alias !== undefined && names.includes(alias) ? alias : closest(name, names);
  const hint = guess === null ? '' : `; did you mean "${guess}"?`;
  return wrong(
    'expression-name',
    `${dotted(path)}: there is no quantity "${name}"${hint}`,
    `use one of ${names.join(', ')}, or give it a value in "with"`,
    path,
    place,
    guess === null ? undefined : { kind: 'reword', title: `Change to "${guess}"`, text: guess },
  );
}

function callFindings(
  name: string,
  given: number,
  path: Path,
  place: Stretch,
  names: readonly string[],
): readonly Finding[] {
  const called = expressionFunctions.get(name);
  if (called === undefined) {
    if (names.includes(name)) {
      const message = `${dotted(path)}: ${name} is a number and cannot be called`;
      return [wrong('expression-function', message, `multiply: ${name}*(…)`, path, place)];
    }
    const known = [...expressionFunctions.keys()];
    const guess = closest(name, known);
    return [
      wrong(
        'expression-function',
        `${dotted(path)}: there is no function "${name}"${didYouMean(name, known)}`,
        `use one of ${known.join(', ')}`,
        path,
        place,
        guess === null ? undefined : { kind: 'reword', title: `Change to "${guess}"`, text: guess },
      ),
    ];
  }
  if (given >= called.least && given <= called.most) return [];
  const wanted = called.least === called.most ? String(called.least) : `${called.least} to ${called.most}`;
  const message = `${dotted(path)}: ${called.form} takes ${wanted} ${wanted === '1' ? 'value' : 'values'}, not ${given}`;
  return [wrong('expression-arguments', message, `write ${called.form}`, path, place)];
}

function wrong(
  code: string,
  message: string,
  remedy: string,
  path: Path,
  within: Stretch,
  proposal?: Proposal,
): Finding {
  return {
    ...{ code, severity: 'error', origin: 'meaning', message, remedy, path, within },
    ...(proposal && { proposal }),
  };
}
