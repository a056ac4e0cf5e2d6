import { about, formatNumber } from '../format.ts';
import type { Finding, Remedy, Signature } from './contract.ts';
import type { Evidence } from './evidence.ts';

/** Part of L(0) by which the loss may rise in a step by rounding alone. */
const ROUNDING_RISE = 1e-9;

/** The numbers left the range of doubles. */
export const diverged: Signature = {
  key: 'diverged',
  severity: 'error',
  state: 'diverged',
  badge: 'diverged',
  one: 'diverged',
  many: 'diverged',
  level: false,
  detect: run => {
    const { divergence } = run.record;
    if (divergence === undefined) return null;
    const turn = turningPoint(run);
    const story = turn === null ? '' : ` The loss fell until t = ${about(turn, 2)}, then grew.`;
    return { why: `${stepVerdict(run)}${story}`.trim(), ...smallerStep(run) };
  },
};

/** The loss rose in a step: plain gradient descent below 1/λ_max and the flow never do that. */
export const unstable: Signature = {
  key: 'unstable',
  severity: 'warning',
  state: 'unstable',
  badge: 'unstable',
  one: 'was not stable',
  many: 'were not stable',
  level: false,
  detect: run => {
    const rise = run.record.health['lossRise'];
    if (rise === undefined || !(rise > ROUNDING_RISE) || !descends(run)) return null;
    const share = `The loss rose by ${about(rise, 1)} of L(0) in one step`;
    if (run.word('dynamics.kind') === 'gradientFlow')
      return { why: `${share}, which a flow never does.`, ...finer(run) };
    return { why: `${share}. ${stepVerdict(run)}`, ...smallerStep(run) };
  },
};

/** The flow, and plain gradient descent in double precision: what else may raise the loss is not looked for. */
function descends(run: Evidence): boolean {
  if (run.word('dynamics.kind') === 'gradientFlow') return true;
  return (
    run.expected.followsFlow &&
    run.number('dynamics.momentum') === 0 &&
    run.word('dynamics.precision') === 'float64'
  );
}

function stepVerdict(run: Evidence): string {
  const rate = run.number('dynamics.learningRate');
  const limit = run.expected.learningRateLimit;
  if (rate === undefined) return 'The numbers left the range of doubles.';
  if (limit === undefined) return `The step η = ${formatNumber(rate)} is too large for this problem.`;
  const side = rate > limit ? 'above' : 'below';
  return `The step η = ${formatNumber(rate)} is ${side} the predicted stability limit, 2/λ_max ≈ ${about(limit, 2)}.`;
}

/** A tenth of the limit, or of the step where no limit is known or it lies below. */
function smallerStep(run: Evidence): { readonly remedy?: Remedy } {
  const rate = run.number('dynamics.learningRate');
  if (rate === undefined) return {};
  const value = Number((Math.min(rate, run.expected.learningRateLimit ?? rate) / 10).toPrecision(1));
  return { remedy: { path: 'dynamics.learningRate', value } };
}

function finer(run: Evidence): Pick<Finding, 'remedy'> {
  const tolerance = run.number('dynamics.tolerance');
  return tolerance === undefined || tolerance <= 1e-9
    ? {}
    : { remedy: { path: 'dynamics.tolerance', value: 1e-9 } };
}

/** Time of the smallest loss, where the run did fall first. */
function turningPoint({ record: { columns, samples } }: Evidence): number | null {
  const place = columns.indexOf('loss');
  let turn = 0;
  for (let row = columns.length; place > 0 && row + place < samples.length; row += columns.length) {
    if (samples[row + place]! < samples[turn + place]!) turn = row;
  }
  return turn > 0 ? samples[turn]! : null;
}
