import type { Finding } from '../issue.ts';
import type { Path } from '../json.ts';
import { finding, setTo } from './ruleFindings.ts';

const AT: Path = ['dynamics'];

/** Nesterov’s step without a momentum is an error, in every kind that has both. */
export function* nesterovRule(
  dynamics: { readonly kind: string } | { readonly nesterov: boolean; readonly momentum: number },
): Generator<Finding> {
  if (!('nesterov' in dynamics) || !dynamics.nesterov || dynamics.momentum !== 0) return;
  const remedy = 'set "momentum", for example to 0.9';
  const proposal = setTo([...AT, 'momentum'], 0.9);
  const message = 'Nesterov needs a momentum above 0';
  yield finding('error', 'nesterov-without-momentum', [...AT, 'nesterov'], message, remedy, proposal);
}
