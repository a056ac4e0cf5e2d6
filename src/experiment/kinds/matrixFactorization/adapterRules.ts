import type { Finding } from '../../issue.ts';
import type { Path } from '../../json.ts';
import type { Subject } from './check.ts';
import { finding, setTo, short } from './ruleFindings.ts';

const RANK: Path = ['adapter', 'rank'];
const SCALE: Path = ['adapter', 'initScale'];

/** Initialisations whose recipe takes r singular triples or columns of each frozen factor. */
const NEEDS_RANK_WITHIN = ['pissa', 'milora', 'olora', 'loftq', 'mica', 'eva'];
/** Initialisations whose scale is `initScale`. */
const SCALED = ['gaussian', 'spectral', 'both', 'nystrom'];

/** Ranks and scales that an initialisation cannot work with, or that leave the regime of the theory. */
export function* adapterRules({ settings, dims }: Subject): Generator<Finding> {
  const { rank, init, initScale } = settings.adapter;
  const { m, h, n } = dims;
  const smallest = Math.min(m, h, n);
  if (NEEDS_RANK_WITHIN.includes(init.kind) && rank > smallest) {
    const message = `"${init.kind}" needs a rank of at most min(m, h, n) = ${smallest}, not ${rank}`;
    yield finding(
      'error',
      'rank-too-large',
      RANK,
      message,
      `set it to at most ${smallest}`,
      setTo(RANK, smallest),
    );
  } else if (rank > smallest) {
    const message = `rank ${rank} is beyond min(m, h, n) = ${smallest}: what is more is redundant, and reduced exactly`;
    yield finding('warning', 'rank-redundant', RANK, message, `set it to ${smallest}`, setTo(RANK, smallest));
  }
  if (init.kind === 'orthogonal' && rank % 2 === 1) {
    const message = `"orthogonal" needs an even rank, not ${rank}`;
    yield finding('error', 'rank-odd', RANK, message, `set it to ${rank + 1}`, setTo(RANK, rank + 1));
  }
  if (!SCALED.includes(init.kind)) return;
  const single = settings.dynamics.kind !== 'gradientFlow' && settings.dynamics.precision === 'float32';
  const least = single ? 1e-19 : 1e-154;
  if (initScale < least) {
    const message = `α = ${initScale} is too small for ${single ? 'float32' : 'float64'}: α² underflows, and nothing would move`;
    yield finding(
      'error',
      'scale-underflow',
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
    yield finding('hint', 'scale-not-small', SCALE, message, remedy);
  }
}
