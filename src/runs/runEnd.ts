import type { EndState, RunEnd, RunStart } from './journal.ts';
import type { RunRecord } from './record.ts';
import type { JobMessage } from './runPool.ts';

/** How a run ended, from the last message about it. */
export function endOf(message: Extract<JobMessage, { type: 'finished' | 'cancelled' | 'failed' }>): RunEnd {
  const { seconds } = message;
  switch (message.type) {
    case 'finished': {
      const { reason, events, health, counts, divergence } = message.outcome;
      const figures = { seconds, events, health, counts, ...endStateOf(message.outcome) };
      if (reason !== 'diverged') return { status: 'done', reason, ...figures };
      return { status: 'failed', reason: divergenceText(divergence), ...figures };
    }
    case 'cancelled':
      return { status: 'cancelled', reason: 'stopped', seconds, events: {}, health: {}, counts: {} };
    case 'failed':
      return { status: 'failed', reason: message.message, seconds, events: {}, health: {}, counts: {} };
  }
}

/** Those parts that are there. */
function endStateOf({
  divergence,
  ends,
  verdict,
  spectra,
  classification,
  writing,
}: Partial<EndState>): Partial<EndState> {
  return {
    ...(divergence && { divergence }),
    ...(ends && { ends }),
    ...(verdict !== undefined && { verdict }),
    ...(spectra && { spectra }),
    ...(classification && { classification }),
    ...(writing && { writing }),
  };
}

function divergenceText(divergence: RunEnd['divergence']): string {
  if (!divergence) return 'The run diverged';
  const step = divergence.step === undefined ? '' : `, step ${divergence.step}`;
  return `The run diverged after t = ${divergence.t}${step}: the loss was ${divergence.loss} there and not finite later`;
}

/** What of a record was known when the run started. */
export function startPart(record: RunRecord): RunStart {
  const { id, variant, seed, kernel, columns, reduction } = record;
  return { id, variant, seed, kernel, columns, ...(reduction ? { reduction } : {}) };
}

/** What of a record was known only at its end. */
export function endPart(record: RunRecord): RunEnd {
  const { status, reason, seconds, events, health, counts } = record;
  return { status, reason, seconds, events, health, counts, ...endStateOf(record) };
}
