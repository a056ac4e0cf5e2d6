import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/experiment/ownTheory/evaluate.ts';
import { mentionsIn } from '../../../src/experiment/ownTheory/expression.ts';
import { expressionFunctions } from '../../../src/experiment/ownTheory/functions.ts';
import { parseExpression } from '../../../src/experiment/ownTheory/parseExpression.ts';

const names: ReadonlyMap<string, number> = new Map([
  ['t', 2],
  ['lambda', 3],
  ['C', 0.5],
]);

function valueOf(text: string): number {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.fault.message}`);
  return evaluate(parsed.tree, name => names.get(name));
}

function faultOf(text: string) {
  const parsed = parseExpression(text);
  if (parsed.ok) throw new Error(`${text} was read`);
  return parsed.fault;
}

describe('the value of an expression', () => {
  test.each([
    ['1 + 2*3', 7],
    ['(1 + 2)*3', 9],
    ['7 - 4 - 2', 1],
    ['16/4/2', 2],
    ['2^3^2', 512],
    ['2**3', 8],
    ['-t^2', -4],
    ['(-t)^2', 4],
    ['2^-1', 0.5],
    ['-2^-2*8', -2],
    ['--3', 3],
    ['1e-3 + .5 + 2.', 2.501],
    ['2 × 3 − 6 ÷ 2 · 1', 3],
    ['C*exp(-2*lambda*t)', 0.5 * Math.exp(-12)],
    ['pow(2, 10)', 1024],
    ['min(3, 1, 2) + max(3, 1, 2)', 4],
    ['log10(1000)', 3],
    ['ln(exp(2))', 2],
    ['t < 1 ? 10 : t < 3 ? 20 : 30', 20],
    ['t ≥ 2', 1],
    ['t != 2', 0],
    ['1 + 2 > 2 ? 5 : 6', 5],
  ])('%s', (text, value) => {
    expect(valueOf(text)).toBeCloseTo(value, 12);
  });

  test('has none where arithmetic has none, and is never an error', () => {
    expect(valueOf('unknown + 1')).toBeNaN();
    expect(valueOf('nothing(1)')).toBeNaN();
    expect(valueOf('pow(1)')).toBeNaN();
    expect(valueOf('sqrt(-1)')).toBeNaN();
    expect(valueOf('1/0')).toBe(Infinity);
    expect(valueOf('unknown < 1 ? 2 : 3')).toBeNaN();
  });

  test('is that of JavaScript for the operators that both have', () => {
    const number = fc.integer({ min: 0, max: 20 }).map(String);
    const { expression } = fc.letrec<{ expression: string }>(tie => ({
      expression: fc.oneof(
        { maxDepth: 4 },
        number,
        fc
          .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/'), tie('expression'))
          .map(([left, operator, right]) => `${left} ${operator} ${right}`),
        tie('expression').map(inner => `(${inner})`),
        tie('expression').map(inner => `(-${inner})`),
      ),
    }));
    // Written as postfix by a second, naive reader: digits, brackets and precedence alone.
    fc.assert(
      fc.property(expression, text => {
        expect(valueOf(text)).toEqual(shuntingYard(text));
      }),
    );
  });
});

/** Dijkstra's algorithm over a stack, as an independent reading. */
function shuntingYard(text: string): number {
  const rank: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '~': 3 };
  const values: number[] = [];
  const operators: string[] = [];
  const apply = (): void => {
    const operator = operators.pop();
    const b = values.pop() ?? Number.NaN;
    if (operator === '~') {
      values.push(-b);
      return;
    }
    const a = values.pop() ?? Number.NaN;
    values.push(operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : a / b);
  };
  let valueExpected = true;
  for (const [word] of text.matchAll(/\d+|\S/g)) {
    if (/\d/.test(word)) {
      values.push(Number(word));
      valueExpected = false;
    } else if (word === '(') operators.push(word);
    else if (word === ')') {
      while (operators.at(-1) !== '(') apply();
      operators.pop();
      valueExpected = false;
    } else {
      const operator = valueExpected ? '~' : word;
      while (!valueExpected && (rank[operators.at(-1) ?? ''] ?? 0) >= (rank[operator] ?? 0)) apply();
      operators.push(operator);
      valueExpected = true;
    }
  }
  while (operators.length > 0) apply();
  return values[0] ?? Number.NaN;
}

describe('a faulty expression', () => {
  test.each([
    ['', 'a number, a name or "(" is missing before the end, at column 1', 0, 0],
    ['C*', 'a number, a name or "(" is missing before the end, at column 3', 2, 2],
    ['C*exp(-2*t', '")" is missing before the end, at column 11', 10, 10],
    ['2t', 'an operator is missing before "t", at column 2', 1, 2],
    ['2 lambda', 'an operator is missing before "lambda", at column 3', 2, 8],
    ['t)', 'nothing is open that ")" could end, at column 2', 1, 2],
    ['a.b', '"." has no meaning here, at column 2', 1, 2],
    ['a[0]', '"[" has no meaning here, at column 2', 1, 2],
    ['a = 1', '"=" has no meaning here, at column 3', 2, 3],
    ['"x"', '""" has no meaning here, at column 1', 0, 1],
    ['t 😀', '"😀" has no meaning here, at column 3', 2, 4],
    ['1 + * 2', 'a number, a name or "(" is missing before "*", at column 5', 4, 5],
    ['t ? 1', '":" is missing before the end, at column 6', 5, 5],
    ['0 < t < 1', 'comparisons do not chain, at column 7', 6, 7],
  ])('%s', (text, message, from, to) => {
    expect(faultOf(text)).toMatchObject({ message, from, to });
    expect(faultOf(text).remedy).not.toBe('');
  });

  test('cannot be too deep or too long', () => {
    expect(faultOf('('.repeat(1000)).message).toMatch(/nest more than 60 deep/);
    expect(faultOf('-'.repeat(1000) + '1').message).toMatch(/nest more than 60 deep/);
    expect(faultOf('1+'.repeat(2000)).message).toMatch(/4000 characters/);
    expect(valueOf(`1${'+1'.repeat(900)}`)).toBe(901);
  });
});

describe('no string does anything', () => {
  const piece = fc.constantFrom(
    ...[
      't',
      'lambda',
      'exp',
      '(',
      ')',
      '+',
      '-',
      '*',
      '/',
      '^',
      '**',
      '<',
      '>=',
      '?',
      ':',
      ',',
      '1',
      '.5',
      '2e3',
    ],
    ...[
      'constructor',
      '__proto__',
      'prototype',
      'globalThis',
      'process',
      'eval',
      'Function',
      'this',
      'λ',
      '−',
      ' ',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join('')),
  );

  test('parsing and evaluating never throws, and gives a number or a place in the string', () => {
    fc.assert(
      fc.property(text, source => {
        const parsed = parseExpression(source);
        if (parsed.ok) {
          expect(typeof evaluate(parsed.tree, name => names.get(name))).toBe('number');
          for (const { from, name } of mentionsIn(parsed.tree))
            expect(source.slice(from, from + name.length)).toBe(name);
        } else {
          const { from, to } = parsed.fault;
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(source.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('nothing but the listed functions can be called, whatever objects have', () => {
    const inherited = [
      'constructor',
      'toString',
      'valueOf',
      'hasOwnProperty',
      '__proto__',
      'eval',
      'Function',
    ];
    for (const name of inherited) {
      expect(expressionFunctions.has(name)).toBe(false);
      expect(valueOf(`${name}(1)`)).toBeNaN();
      expect(valueOf(name)).toBeNaN();
    }
  });
});

test('functions say how they are called', () => {
  for (const { name, form, least, most, help, apply } of expressionFunctions.values()) {
    expect(form.startsWith(`${name}(`)).toBe(true);
    expect(help).not.toBe('');
    expect(most).toBeGreaterThanOrEqual(least);
    expect(apply(...new Array<number>(least).fill(0.5))).not.toBeNaN();
  }
});
