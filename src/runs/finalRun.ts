import type { EndReason } from '../engine/simulation.ts';
import type { RunRecord } from './record.ts';

/** Whether a run came to an end that computing it again would reach as well. */
export function isFinal({ status, divergence }: Pick<RunRecord, 'status' | 'divergence'>): boolean {
  return status === 'done' || (status === 'failed' && divergence !== undefined);
}

const AT_REST: EndReason = 'stationary';

/** Whether a run ended where it would stay. */
export function rests({ reason }: Pick<RunRecord, 'reason'>): boolean {
  return reason === AT_REST;
}
