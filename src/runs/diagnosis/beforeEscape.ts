import { about, formatNumber } from '../format.ts';
import type { Finding, Remedy, Signature } from './contract.ts';
import type { Evidence } from './evidence.ts';

/** With more than this part of what can be learned left, nothing has been learned. */
const UNTOUCHED = 0.9;

/** The run ended before the adapters were predicted to have grown. */
export const notStarted: Signature = {
  key: 'notStarted',
  severity: 'warning',
  state: 'not started',
  badge: 'ended too early',
  one: 'ended before the loss fell',
  many: 'ended before the loss fell',
  level: false,
  detect: run => {
    const { firstEscape, clock } = run.expected;
    if (firstEscape === undefined || !(run.flowEnd < firstEscape) || !isUntouched(run)) return null;
    const escape = firstEscape / clock;
    return {
      why: `The run ended at t = ${about(run.end, 3)}; the escape is predicted at t ≈ ${about(escape, 2)}.`,
      ...longer(run, escape),
    };
  },
};

/** The escape is overdue. */
export const stalled: Signature = {
  key: 'stalled',
  severity: 'warning',
  state: 'stalled',
  badge: 'stalled',
  one: 'stalled: the loss never fell',
  many: 'stalled: the loss never fell',
  level: false,
  detect: run => {
    const { firstEscape, lambda, clock } = run.expected;
    if (firstEscape === undefined || lambda === undefined || !isUntouched(run)) return null;
    if (!(run.flowEnd > 1.5 * firstEscape + 5 / lambda)) return null;
    const overdue = `The escape was predicted at t ≈ ${about(firstEscape / clock, 2)}`;
    const cause = causeOf(run, lambda);
    return { ...cause, why: `${overdue}. ${cause.why}` };
  },
};

function isUntouched(run: Evidence): boolean {
  return run.left > UNTOUCHED && run.record.events['escape'] === undefined;
}

function longer(run: Evidence, escape: number): { readonly remedy?: Remedy } {
  if (run.word('dynamics.kind') === 'gradientFlow')
    return run.number('dynamics.until') === undefined
      ? {}
      : { remedy: { path: 'dynamics.until', value: 'auto' } };
  const rate = run.number('dynamics.learningRate');
  if (rate === undefined) return {};
  return { remedy: { path: 'dynamics.steps', value: Math.ceil((2 * escape) / rate) } };
}

function causeOf(run: Evidence, lambda: number): Finding {
  const decay = run.number('dynamics.weightDecay') ?? 0;
  const growth = run.expected.decayLimit ?? lambda;
  if (!(decay > 0.1 * growth))
    return { why: 'This start does not grow at the predicted rate; look at the norms of the adapters.' };
  const left = decay >= growth ? 'zero is attracting, and nothing grows' : 'what is left is slow';
  return {
    why: `Weight decay w = ${formatNumber(decay)} takes from the growth rate μ₁ = ${about(growth, 2)}: ${left}.`,
    remedy: { path: 'dynamics.weightDecay', value: 0 },
  };
}
