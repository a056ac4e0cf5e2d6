import type { BinaryOperator, Expression, Stretch } from './expression.ts';
import { tokensOf, type Token } from './tokens.ts';

/** What is wrong with an expression, and where in it. */
export interface SyntaxFault extends Stretch {
  /** Completes "overlays.0.expr: …". */
  readonly message: string;
  readonly remedy: string;
}

export type ParsedExpression =
  { readonly ok: true; readonly tree: Expression } | { readonly ok: false; readonly fault: SyntaxFault };

/** A formula is a line of text; more is a mistake, and is not parsed. */
const MOST_CHARACTERS = 2000;
/** Brackets, signs and exponents within one another. */
const MOST_LEVELS = 60;

/** How tightly each operator binds. */
const COMPARISON = 2;
const BINDING: ReadonlyMap<string, number> = new Map([
  ...['<', '<=', '>', '>=', '==', '!='].map((operator): [string, number] => [operator, COMPARISON]),
  ['+', 3],
  ['-', 3],
  ['*', 4],
  ['/', 4],
  ['^', 6],
]);
const SIGN_BINDING = 5;

/**
 * Parses an expression by precedence climbing: numbers, names, calls, + − * / ^, comparisons and `condition ? yes : no`.
 * `-t^2` is −(t²) and `2^3^2` is 2⁹, as on paper. Never throws, and never runs anything: the tree is data.
 */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > MOST_CHARACTERS) {
    const message = `the expression has ${text.length} characters; at most ${MOST_CHARACTERS} are read`;
    return { ok: false, fault: { message, remedy: 'shorten it', from: 0, to: text.length } };
  }
  const parser = new Parser(tokensOf(text));
  const tree = parser.whole();
  return tree === null ? { ok: false, fault: parser.fault } : { ok: true, tree };
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #level = 0;
  #fault: SyntaxFault | null = null;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** What was wrong where a method has returned null. */
  get fault(): SyntaxFault {
    return this.#fault ?? { message: 'it cannot be read', remedy: 'write it anew', from: 0, to: 0 };
  }

  whole(): Expression | null {
    const tree = this.#choice();
    if (tree === null) return null;
    return this.#next.kind === 'end' ? tree : this.#unexpected();
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  #take(): Token {
    const token = this.#next;
    if (token.kind !== 'end') this.#at += 1;
    return token;
  }

  #isNext(sign: string): boolean {
    return this.#next.kind === 'sign' && this.#next.text === sign;
  }

  #choice(): Expression | null {
    const condition = this.#binary(0);
    if (condition === null || !this.#isNext('?')) return condition;
    this.#take();
    const yes = this.#nested(() => this.#choice());
    if (yes === null || !this.#require(':', 'a choice is written condition ? yes : no')) return null;
    const no = this.#nested(() => this.#choice());
    return no && { kind: 'choice', condition, yes, no, from: condition.from, to: no.to };
  }

  #binary(least: number): Expression | null {
    let left = this.#signed();
    while (left !== null) {
      const { kind, text } = this.#next;
      const binding = kind === 'sign' ? BINDING.get(text) : undefined;
      if (binding === undefined || binding < least) return left;
      if (binding === COMPARISON && left.kind === 'binary' && BINDING.get(left.operator) === COMPARISON)
        return this.#fail(
          this.#next,
          'comparisons do not chain',
          'nest choices: 0 < t ? (t < 1 ? … : …) : …',
        );
      this.#take();
      // A power takes its right side first, and the exponent may have a sign of its own.
      const right: Expression | null =
        text === '^'
          ? this.#nested(() => this.#binary(binding))
          : this.#nested(() => this.#binary(binding + 1));
      if (right === null) return null;
      const operator = text as BinaryOperator;
      left = { kind: 'binary', operator, left, right, from: left.from, to: right.to };
    }
    return null;
  }

  #signed(): Expression | null {
    if (!this.#isNext('-') && !this.#isNext('+')) return this.#atom();
    const { text, from } = this.#take();
    const operand = this.#nested(() => this.#binary(SIGN_BINDING));
    return operand && { kind: 'sign', operator: text === '-' ? '-' : '+', operand, from, to: operand.to };
  }

  #atom(): Expression | null {
    const token = this.#next;
    const { from, to } = token;
    if (token.kind === 'number') {
      this.#take();
      return { kind: 'number', value: Number(token.text), from, to };
    }
    if (token.kind === 'name') {
      this.#take();
      return this.#isNext('(') ? this.#call(token) : { kind: 'name', name: token.text, from, to };
    }
    if (!this.#isNext('(')) return this.#valueExpected();
    this.#take();
    const inner = this.#nested(() => this.#choice());
    if (inner === null || !this.#require(')', 'close the bracket')) return null;
    return inner;
  }

  #call({ text: name, from }: Token): Expression | null {
    this.#take();
    const given: Expression[] = [];
    if (!this.#isNext(')')) {
      for (;;) {
        const value = this.#nested(() => this.#choice());
        if (value === null) return null;
        given.push(value);
        if (!this.#isNext(',')) break;
        this.#take();
      }
    }
    const { to } = this.#next;
    return this.#require(')', `close the bracket of ${name}`)
      ? { kind: 'call', name, given, from, to }
      : null;
  }

  #nested(inner: () => Expression | null): Expression | null {
    if (this.#level >= MOST_LEVELS) {
      return this.#fail(
        this.#next,
        `parts nest more than ${MOST_LEVELS} deep`,
        'give parts of it names in "with", or shorten it',
      );
    }
    this.#level += 1;
    const tree = inner();
    this.#level -= 1;
    return tree;
  }

  /** Takes a sign that has to come now. */
  #require(sign: string, remedy: string): boolean {
    if (!this.#isNext(sign)) {
      if (this.#next.kind === 'end' || this.#next.kind === 'sign')
        this.#fail(this.#next, `"${sign}" is missing before ${shown(this.#next)}`, remedy);
      else this.#unexpected();
      return false;
    }
    this.#take();
    return true;
  }

  #valueExpected(): null {
    const token = this.#next;
    if (token.kind === 'foreign') return this.#unexpected();
    return this.#fail(
      token,
      `a number, a name or "(" is missing before ${shown(token)}`,
      'complete the expression, as in C*exp(-2*lambda*t)',
    );
  }

  /** Something follows that can continue nothing. */
  #unexpected(): null {
    const token = this.#next;
    if (token.kind === 'foreign')
      return this.#fail(
        token,
        `${shown(token)} has no meaning here`,
        'an expression has numbers, names, + - * / ^, brackets, comparisons and condition ? yes : no',
      );
    if (token.kind === 'sign')
      return this.#fail(token, `nothing is open that ${shown(token)} could end`, 'remove it');
    const before = this.#tokens[this.#at - 1];
    const pair = before?.kind === 'number' || before?.kind === 'name' ? `${before.text}*${token.text}` : '*';
    return this.#fail(token, `an operator is missing before ${shown(token)}`, `multiply with ${pair}`);
  }

  #fail({ from, to }: Stretch, message: string, remedy: string): null {
    this.#fault ??= { message: `${message}, at column ${from + 1}`, remedy, from, to };
    return null;
  }
}

function shown({ kind, text }: Token): string {
  return kind === 'end' ? 'the end' : `"${text}"`;
}
