import { GAP_RESOLUTION } from '../../../engine/problem/ntk/series.ts';
import type { Measured, Overlay } from '../contract.ts';
import { short } from '../ruleFindings.ts';

type Level = Omit<Overlay, 'shape'>;

/** What the curves of a variant are compared with: the limit of the certificate, and full fine-tuning. */
export function overlaysOf({ horizon, end }: Measured): readonly Overlay[] {
  const level = (about: Level, value: number): Overlay => ({
    ...about,
    shape: { kind: 'level', value, from: 0, to: horizon },
  });
  /** Of full fine-tuning, once a run has solved it; `undo` makes a plotted value a plain one. */
  const convex = (
    about: Omit<Level, 'kind' | 'label'>,
    symbol: string,
    key: string,
    undo = (x: number) => x,
  ) => {
    const found = end(key);
    if (found === null) return [];
    return [
      level({ ...about, kind: 'reference', label: `${symbol} ${short(undo(found.mean))}` }, found.mean),
    ];
  };
  return [
    level(
      {
        ...{
          id: 'certificate',
          on: 'certificate',
          kind: 'bound',
          label: '1, where global minima lie at most',
        },
        formula: 'σ₁(∇L̂) ≤ λ',
        validity:
          'A stationary point solves full fine-tuning exactly if its certificate is at most 1; on the way there it proves nothing.',
      },
      0,
    ),
    level(
      {
        ...{ id: 'gap-resolution', on: 'gap', kind: 'bound', label: 'rounding' },
        formula: `|Q/P* − 1| < ${short(GAP_RESOLUTION)}`,
        validity:
          'Two objectives that are computed in different ways: a smaller gap cannot be told from none.',
      },
      -12,
    ),
    ...convex(
      {
        ...{ id: 'convex-nuclear-norm', on: 'nuclearNorm', formula: '‖X*‖_* of full fine-tuning' },
        validity: 'Every global minimum has it where X* is unique.',
      },
      '‖X*‖_*',
      'convexNuclearNorm',
    ),
    ...convex(
      {
        ...{ id: 'convex-test-loss', on: 'testLoss', formula: 'L̂ on the test set at X*' },
        validity: 'Of full fine-tuning, linearised.',
      },
      'full fine-tuning',
      'convexTestLoss',
      x => 10 ** x,
    ),
  ];
}
