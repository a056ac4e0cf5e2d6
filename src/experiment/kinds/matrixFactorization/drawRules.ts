import type { AdapterSettings } from '../../../engine/adapter/settings.ts';
import type { Fault } from '../../../engine/fault.ts';
import type { PreparedProblem } from '../../../engine/problem/matrixFactorization/prepare.ts';
import { drawAdapters } from '../../../engine/problem/matrixFactorization/start.ts';
import { faultFinding, type Finding, type Proposal } from '../../issue.ts';
import type { Path } from '../../json.ts';
import type { LoadedFiles } from '../contract.ts';
import type { Subject } from './check.ts';
import { setTo } from '../ruleFindings.ts';

const RANK: Path = ['adapter', 'rank'];

/** Faults of a draw by problem, and within it by what can cause them. */
const drawn = new WeakMap<PreparedProblem, Map<string, readonly Fault[]>>();

/** What the initialisation itself says against the rank, the bases or the factors it is given: it is tried once. */
export function* drawRules({ settings, files }: Subject, prepared: PreparedProblem): Generator<Finding> {
  for (const fault of drawFaults(settings.adapter, prepared, files)) {
    const proposal = proposalFor(fault, settings.adapter, prepared, files);
    yield { ...faultFinding(withWhatWorks(fault, proposal)), ...(proposal && { proposal }) };
  }
}

/** A layer knows its own limit alone; the rank that was found to work suits both. */
function withWhatWorks(fault: Fault, proposal: Proposal | undefined): Fault {
  if (fault.code !== 'rank-too-large' || proposal?.kind !== 'set') return fault;
  return {
    ...fault,
    remedy: `Set "rank" to at most ${JSON.stringify(proposal.value)}, or choose another initialisation.`,
  };
}

function drawFaults(
  adapter: AdapterSettings,
  prepared: PreparedProblem,
  files: LoadedFiles,
): readonly Fault[] {
  const known = drawn.get(prepared) ?? new Map<string, readonly Fault[]>();
  drawn.set(prepared, known);
  const key = JSON.stringify([adapter.init, adapter.rank]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const { W2, W1 } = prepared.weights;
  const result = drawAdapters(adapter, 0, prepared, { W2, W1, target: prepared.target }, files);
  const faults = result.ok ? [] : result.faults;
  known.set(key, faults);
  return faults;
}

function proposalFor(
  fault: Fault,
  adapter: AdapterSettings,
  prepared: PreparedProblem,
  files: LoadedFiles,
): Proposal | undefined {
  switch (fault.code) {
    case 'rank-odd':
      return setTo(RANK, adapter.rank + 1);
    case 'spectral-rank':
      return setTo(RANK, prepared.target.strengths.length);
    case 'spectral-not-aligned':
      return setTo(['adapter', 'init'], 'gaussian');
    case 'rank-too-large': {
      const works = (rank: number) => drawFaults({ ...adapter, rank }, prepared, files).length === 0;
      let low = 0;
      let high = adapter.rank;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (works(middle)) low = middle;
        else high = middle;
      }
      return low > 0 ? setTo(RANK, low) : undefined;
    }
    default:
      return undefined;
  }
}
