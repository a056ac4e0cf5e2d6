import { stagnationFloor } from '../../engine/theory/stagnation.ts';
import { about } from '../format.ts';
import type { Finding, Signature } from './contract.ts';
import type { Evidence } from './evidence.ts';

/** Below this the conserved quantities of a flow count as conserved whatever its tolerance. */
const DRIFT_LIMIT = 1e-9;

/** The end of the run is decided by arithmetic. */
export const numericalFloor: Signature = {
  key: 'numericalFloor',
  severity: 'info',
  state: 'numerical floor',
  badge: 'at a numerical floor',
  one: 'is at a numerical floor',
  many: 'are at a numerical floor',
  level: true,
  detect: run => stagnation(run) ?? drifted(run),
};

/** L within a factor of ten of where steps round to nothing, and no longer falling. */
function stagnation(run: Evidence): Finding | null {
  const rate = run.number('dynamics.learningRate');
  const precision = run.word('dynamics.precision');
  const { stagnationSigma, followsFlow } = run.expected;
  if (run.word('dynamics.kind') !== 'gd' || run.number('dynamics.momentum') !== 0 || !followsFlow)
    return null;
  if (
    rate === undefined ||
    stagnationSigma === undefined ||
    (precision !== 'float32' && precision !== 'float64')
  )
    return null;
  const floor = stagnationFloor(rate, stagnationSigma, precision);
  const ratio = run.last('loss') / floor;
  const falling = run.at('loss', 0.9 * run.end) > 10 * run.last('loss');
  if (!(ratio > 0.1 && ratio < 10) || falling) return null;
  const why = `Near ⅙(ε/(ησ))² = ${about(floor, 1)} the steps are lost in the rounding of the parameters (${precision}). That is arithmetic, not dynamics: the flow goes on below.`;
  return precision === 'float32'
    ? { why, remedy: { path: 'dynamics.precision', value: 'float64' } }
    : { why };
}

/** The flow conserves, so what drifts is the integration. */
function drifted(run: Evidence): Finding | null {
  const drift = run.record.health['drift'];
  const tolerance = run.number('dynamics.tolerance');
  if (run.word('dynamics.kind') !== 'gradientFlow' || drift === undefined || tolerance === undefined)
    return null;
  if (!(drift > Math.max(DRIFT_LIMIT, tolerance))) return null;
  const why = `What the flow conserves has drifted by ${about(drift, 1)}: the integration is less accurate than its tolerance.`;
  return tolerance > 1e-9 ? { why, remedy: { path: 'dynamics.tolerance', value: 1e-9 } } : { why };
}
