import type { Finding } from '../../issue.ts';
import type { Path } from '../../json.ts';
import type { Subject } from './check.ts';
import { finding, setTo, short } from '../ruleFindings.ts';

const RANK: Path = ['adapter', 'rank'];
const SCALE: Path = ['adapter', 'initScale'];

/** Initialisations whose scale is `initScale`. */
const SCALED = ['gaussian', 'spectral', 'both', 'nystrom'];

/** Ranks that are redundant, and scales that underflow or leave the regime of the theory. */
export function* adapterRules({ settings, dims }: Subject): Generator<Finding> {
  const { rank, init, initScale } = settings.adapter;
  const { m, h, n } = dims;
  const smallest = Math.min(m, h, n);
  if (rank > smallest) {
    const message = `rank ${rank} is beyond min(m, h, n) = ${smallest}: what is more is redundant, and reduced exactly`;
    yield finding('warning', 'rank-redundant', RANK, message, `set it to ${smallest}`, setTo(RANK, smallest));
  }
  if (!SCALED.includes(init.kind)) return;
  const single = settings.dynamics.kind !== 'gradientFlow' && settings.dynamics.precision === 'float32';
  const least = single ? 1e-19 : 1e-154;
  if (initScale < least) {
    const message = `α = ${initScale} is too small for ${single ? 'float32' : 'float64'}: α² underflows, and nothing would move`;
    yield finding(
      'error',
      'init-scale-underflow',
      SCALE,
      message,
      `set it to at least ${least}`,
      setTo(SCALE, least),
    );
  }
  const hump = 0.05 / Math.sqrt(rank);
  if (initScale > hump) {
    const message = `α = ${initScale} is not small (0.05/√r = ${short(hump)}): here a larger α can also end lower`;
    const remedy = 'expect the hump of loss against α; the theory is for small α';
    const small = setTo(SCALE, Number(`1e${Math.floor(Math.log10(hump))}`));
    yield finding('hint', 'init-scale-not-small', SCALE, message, remedy, small);
  }
}
