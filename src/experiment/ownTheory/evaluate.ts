import { expressionFunctions } from './functions.ts';
import type { BinaryOperator, Expression } from './expression.ts';

/** What the names of an expression stand for. */
export type Scope = (name: string) => number | undefined;

/**
 * The value of an expression: walks the tree, and can do nothing but arithmetic. NaN where it has none; names and
 * functions that are not known give NaN, never an error. Comparisons are 1 or 0.
 */
export function evaluate(tree: Expression, scope: Scope): number {
  switch (tree.kind) {
    case 'number':
      return tree.value;
    case 'name':
      return scope(tree.name) ?? Number.NaN;
    case 'call': {
      const called = expressionFunctions.get(tree.name);
      if (called === undefined || tree.given.length < called.least || tree.given.length > called.most)
        return Number.NaN;
      return called.apply(...tree.given.map(given => evaluate(given, scope)));
    }
    case 'sign': {
      const value = evaluate(tree.operand, scope);
      return tree.operator === '-' ? -value : value;
    }
    case 'binary':
      return combine(tree.operator, evaluate(tree.left, scope), evaluate(tree.right, scope));
    case 'choice': {
      const condition = evaluate(tree.condition, scope);
      if (Number.isNaN(condition)) return Number.NaN;
      return evaluate(condition === 0 ? tree.no : tree.yes, scope);
    }
  }
}

function combine(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '^':
      return a ** b;
    case '<':
      return truth(a, b, a < b);
    case '<=':
      return truth(a, b, a <= b);
    case '>':
      return truth(a, b, a > b);
    case '>=':
      return truth(a, b, a >= b);
    case '==':
      return truth(a, b, a === b);
    case '!=':
      return truth(a, b, a !== b);
  }
}

/** 1 or 0; without a value on either side there is none. */
function truth(a: number, b: number, holds: boolean): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  return holds ? 1 : 0;
}
