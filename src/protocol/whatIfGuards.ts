import { flag, floats, list, number, oneOf, orNull, shape, table, text } from './checks.ts';

const field = shape({
  path: text,
  name: text,
  symbol: text,
  value: number,
  from: number,
  to: number,
  scale: oneOf('log', 'linear'),
  whole: flag,
  written: flag,
});

/** Checks of a `PreviewView` and a `WhatIfView`. */
export const preview = shape({
  variant: text,
  how: oneOf('simulated', 'predicted'),
  seed: number,
  curves: table(shape({ t: floats, value: floats })),
  changes: list(shape({ label: text, before: text, after: text })),
});

export const whatIf = shape({ fields: list(field), preview: orNull(preview), problem: text });
