import type { Statistic } from '../../../../protocol/panel.ts';
import type { TargetView } from '../../../../protocol/directions.ts';
import type { LoadedFiles } from '../../contract.ts';
import { nothingMeasured } from '../../nothingMeasured.ts';
import { affordablePrepared } from '../facts.ts';
import type { Settings } from '../settings.ts';
import { theorist, type Theorist } from './theorist.ts';

/** More singular values than this are not told apart. */
const MOST = 16;
/** Singular values of one direction, computed in two ways, differ by rounding. */
const SAME = 1e-6;

/** The target’s singular values with the time at which each is predicted to be half learned (theory.md, incremental learning). */
export function targetOf(settings: Settings, files: LoadedFiles): TargetView | null {
  const prepared = affordablePrepared(settings, files);
  if (prepared?.ok !== true) return null;
  const seen = theorist(settings, prepared.value, nothingMeasured);
  const sigma = Array.from(prepared.value.target.strengths.slice(0, MOST));
  const withheld = whyNot(seen);
  return { sigma, withheld, times: withheld === null ? timesOf(seen, sigma) : sigma.map(() => null) };
}

function whyNot(seen: Theorist): string | null {
  const reason = seen.notTheFlow ?? seen.notSmall;
  if (reason !== null) return reason;
  if (!seen.prepared.probes.aligned)
    return 'W₂, W₁ and Δ share no singular bases: the directions that grow are not those of the target.';
  if (seen.escape === null)
    return `No formula gives the size of the start “${seen.settings.adapter.init.kind}”.`;
  return null;
}

/** Directions grow in the order of their rates λᵢ, which is not that of σᵢ: each takes the singular value that is its own. */
function timesOf({ scales, escape, settings }: Theorist, sigma: readonly number[]): (Statistic | null)[] {
  const times = sigma.map((): Statistic | null => null);
  const [leading] = scales.modes;
  if (escape === null || leading === undefined) return times;
  for (const [i, { rate, strength, time }] of scales.modes.entries()) {
    const own = sigma.findIndex(
      (value, j) => times[j] === null && Math.abs(value - strength) <= SAME * value,
    );
    if (own < 0 || time === undefined) continue;
    const mean = i === 0 ? escape.time : (time * escape.time) / (scales.escape?.time ?? time);
    // the spread of a draw is that of the same number of degrees of freedom at another rate
    const sd = i < settings.adapter.rank ? (escape.spread * leading.rate) / rate : 0;
    times[own] = { mean, sd };
  }
  return times;
}
