import type { RunRecord } from './record.ts';

/** Whether a run came to an end that computing it again would reach as well. */
export function isFinal({ status, divergence }: Pick<RunRecord, 'status' | 'divergence'>): boolean {
  return status === 'done' || (status === 'failed' && divergence !== undefined);
}
