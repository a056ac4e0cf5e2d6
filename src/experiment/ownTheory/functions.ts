/** A function that expressions may call. */
export interface ExpressionFunction {
  readonly name: string;
  /** How it is called: `pow(x, y)`. */
  readonly form: string;
  /** How many values it takes. */
  readonly least: number;
  readonly most: number;
  readonly help: string;
  readonly apply: (...given: readonly number[]) => number;
}

/** A name that stands for the same number everywhere. */
export interface ExpressionConstant {
  readonly name: string;
  readonly value: number;
  readonly help: string;
}

const one = (name: string, help: string, apply: (x: number) => number): ExpressionFunction => ({
  name,
  form: `${name}(x)`,
  least: 1,
  most: 1,
  help,
  apply: (x = Number.NaN) => apply(x),
});

const table: readonly ExpressionFunction[] = [
  one('exp', 'eˣ', Math.exp),
  one('log', 'natural logarithm', Math.log),
  one('ln', 'natural logarithm', Math.log),
  one('log10', 'logarithm to base ten', Math.log10),
  one('log2', 'logarithm to base two', Math.log2),
  one('expm1', 'eˣ − 1, exact for small x', Math.expm1),
  one('log1p', 'ln(1 + x), exact for small x', Math.log1p),
  one('sqrt', 'square root', Math.sqrt),
  {
    ...{ name: 'pow', form: 'pow(x, y)', least: 2, most: 2, help: 'xʸ, the same as `x^y`' },
    apply: (x = Number.NaN, y = Number.NaN) => x ** y,
  },
  one('abs', 'absolute value', Math.abs),
  one('sign', '−1, 0 or 1', Math.sign),
  one('floor', 'the whole number below', Math.floor),
  one('ceil', 'the whole number above', Math.ceil),
  one('round', 'the nearest whole number', Math.round),
  { name: 'min', form: 'min(x, y, …)', least: 1, most: 16, help: 'the smallest', apply: Math.min },
  { name: 'max', form: 'max(x, y, …)', least: 1, most: 16, help: 'the largest', apply: Math.max },
  one('sinh', 'hyperbolic sine', Math.sinh),
  one('cosh', 'hyperbolic cosine', Math.cosh),
  one('tanh', 'hyperbolic tangent', Math.tanh),
  one('sin', 'sine of radians', Math.sin),
  one('cos', 'cosine of radians', Math.cos),
  one('atan', 'inverse tangent, in radians', Math.atan),
];

/** Everything that an expression can call, by name: nothing else is ever looked up. */
export const expressionFunctions: ReadonlyMap<string, ExpressionFunction> = new Map(
  table.map(entry => [entry.name, entry]),
);

/** The name of time in an expression. */
export const TIME = 't';

/** Numbers that every expression knows, besides time, quantities and its own constants. */
export const expressionConstants: readonly ExpressionConstant[] = [
  { name: 'pi', value: Math.PI, help: 'π' },
  { name: 'e', value: Math.E, help: 'base of the natural logarithm' },
  {
    name: 'nan',
    value: Number.NaN,
    help: 'no value: nothing is drawn there, as in `t < T1 ? exp(-t) : nan`',
  },
];
