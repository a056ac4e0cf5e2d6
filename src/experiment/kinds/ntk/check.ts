import type { Fault } from '../../../engine/fault.ts';
import { penaltyFault } from '../../../engine/problem/ntk/penalty.ts';
import { angleSeries, hasAngles, testSeries } from '../../../engine/problem/ntk/series.ts';
import { sourceOf } from '../../../engine/problem/ntk/sources/sourceOf.ts';
import { STATIONARY } from '../../../engine/problem/ntk/verdicts.ts';
import { faultFinding, type Finding } from '../../issue.ts';
import type { Path } from '../../json.ts';
import type { LoadedFiles } from '../contract.ts';
import { finding, setTo } from '../ruleFindings.ts';
import type { Settings } from './settings.ts';
import { shapeOf, type Shape } from './shape.ts';

const RANK: Path = ['adapter', 'rank'];
const LAMBDA: Path = ['problem', 'lambda'];
const LOSS: Path = ['problem', 'loss'];
const TOLERANCE: Path = ['dynamics', 'tolerance'];

/** Everything that can be said against a variant before it runs (diagnostics.md). */
export function checkSettings(
  settings: Settings,
  asked: readonly string[],
  files: LoadedFiles,
): readonly Finding[] {
  const found = [...penaltyRules(settings), ...solverRules(settings)];
  const source = sourceOf(settings.problem, files);
  if (!source.ok) return [...found, ...source.faults.map(withProposal)];
  const shape = shapeOf(settings, files);
  return shape === null
    ? found
    : [...found, ...rankRules(settings, shape), ...seriesRules(settings, asked, shape)];
}

/** A fault of the source, with the edit that removes it where that is certain. */
function withProposal(fault: Fault): Finding {
  const found = faultFinding(fault);
  return fault.code === 'loss-needs-labels' ? { ...found, proposal: setTo(LOSS, 'squared') } : found;
}

function* penaltyRules({ problem }: Settings): Generator<Finding> {
  const fault = penaltyFault(problem.lambda);
  if (fault !== null) yield { ...faultFinding(fault), proposal: setTo(LAMBDA, 0.01) };
}

function* solverRules({ dynamics }: Settings): Generator<Finding> {
  if (dynamics.tolerance < STATIONARY) return;
  const message = `runs that end at ‖∇‖ = ${dynamics.tolerance} are called not stationary: a verdict needs ‖∇‖ < 10⁻⁷`;
  const remedy = 'set it to 1e-11';
  yield finding('warning', 'tolerance-without-verdict', TOLERANCE, message, remedy, setTo(TOLERANCE, 1e-11));
}

/** What the theory says of the rank. Nothing of it keeps a run from being made: to see what happens there is the point. */
function* rankRules({ adapter: { rank } }: Settings, shape: Shape): Generator<Finding> {
  const { m, n, measurements, threshold } = shape;
  const most = Math.min(m, n);
  if (rank > most) {
    const message = `rank ${rank} is above min(m, n) = ${most}: uvᵀ represents no more, but u and v have more ways to move`;
    const remedy = `set it to ${most} for the same solutions at less cost`;
    yield finding('hint', 'rank-above-size', RANK, message, remedy, setTo(RANK, most));
  }
  if (rank < threshold && rank < most) {
    const message = `r(r + 1)/2 = ${(rank * (rank + 1)) / 2} is not above KN = ${measurements}: the theorem does not exclude spurious minima at rank ${rank}`;
    const remedy = `expect none from rank ${threshold} on; below it there may be some, or none`;
    yield finding('hint', 'rank-below-threshold', RANK, message, remedy);
  }
}

/** Series that were asked for and that this problem does not have. */
function* seriesRules({ adapter }: Settings, asked: readonly string[], shape: Shape): Generator<Finding> {
  const angles = hasAngles(shape, adapter.rank);
  for (const key of asked) {
    const needs =
      testSeries.some(series => series === key) && !shape.hasTest
        ? 'a test set, which only digits have'
        : angleSeries.some(series => series === key) && !angles
          ? 'm = n = 2 and rank 1'
          : null;
    if (needs === null) continue;
    const message = `${key} is not recorded: it needs ${needs}`;
    yield finding('warning', 'series-not-defined', ['metrics'], message, 'remove it from "metrics"');
  }
}
