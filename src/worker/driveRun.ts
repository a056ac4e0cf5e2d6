import type { Fault, Result } from '../engine/fault.ts';
import type { PlannedRun } from '../engine/simulation.ts';
import type { FromWorker } from '../protocol/worker.ts';
import { RowBuffer } from './rowBuffer.ts';

/** What a run needs of the world outside. */
export interface RunPort {
  /** Sends a message; the listed buffers are handed over. */
  post(message: FromWorker, transfer: readonly ArrayBuffer[]): void;
  /** Milliseconds of wall clock. */
  now(): number;
  /** Lets somebody who types have the processor; milliseconds for which it did. */
  rest(): number;
  /** Whether the run is asked to stop. */
  stopped(): boolean;
}

/** Milliseconds between two messages with samples: ten a second. */
const postEvery = 100;

/**
 * Plans a run and integrates it to its end, or until it is asked to stop. Everything is reported through the
 * port; nothing is thrown. The clock decides only when rows are sent, never which rows there are.
 */
export function driveRun(index: number, plan: () => Result<PlannedRun>, port: RunPort): void {
  const began = port.now();
  let rested = 0;
  const seconds = (): number => (port.now() - began - rested) / 1000;
  const rows = new RowBuffer();
  let fraction = 0;
  try {
    rested += port.rest();
    const planned = plan();
    if (!planned.ok) {
      port.post({ type: 'failed', index, seconds: seconds(), message: describe(planned.faults) }, []);
      return;
    }
    const { columns, kernel, reduction } = planned.value;
    port.post({ type: 'started', index, columns, kernel, ...(reduction ? { reduction } : {}) }, []);

    const simulation = planned.value.start();
    let sent = began;
    for (let step = simulation.next(); ; step = simulation.next()) {
      if (step.done) {
        const rest = rows.take();
        const outcome = step.value;
        port.post({ type: 'finished', index, seconds: seconds(), rows: rest, outcome }, [rest.buffer]);
        return;
      }
      if (step.value.kind === 'sample') rows.add(step.value.values);
      else fraction = step.value.fraction;
      rested += port.rest();
      if (port.stopped()) {
        const rest = rows.take();
        port.post({ type: 'cancelled', index, seconds: seconds(), rows: rest }, [rest.buffer]);
        return;
      }
      const now = port.now();
      if (now - sent >= postEvery) {
        sent = now;
        const fresh = rows.take();
        port.post({ type: 'samples', index, fraction, rows: fresh }, [fresh.buffer]);
      }
    }
  } catch (error) {
    const rest = rows.take();
    if (rest.length > 0) port.post({ type: 'samples', index, fraction, rows: rest }, [rest.buffer]);
    const message = error instanceof Error ? error.message : String(error);
    port.post({ type: 'failed', index, seconds: seconds(), message: `Internal error: ${message}` }, []);
  }
}

function describe(faults: readonly Fault[]): string {
  return faults
    .map(({ path, message, remedy }) => {
      const place = path.length > 0 ? `${path.join('.')}: ` : '';
      return `${place}${message}${remedy ? ` (${remedy})` : ''}`;
    })
    .join('; ');
}
