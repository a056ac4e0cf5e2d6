import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/engine/fault.ts';
import type { Outcome, PlannedRun, Simulation } from '../../src/engine/simulation.ts';
import type { FromWorker } from '../../src/protocol/worker.ts';
import { isFromWorker } from '../../src/protocol/workerGuards.ts';
import { driveRun } from '../../src/worker/driveRun.ts';

const outcome: Outcome = { reason: 'horizon', events: {}, health: {}, counts: { steps: 4 } };

function plan(start: () => Simulation): Result<PlannedRun> {
  return { ok: true, value: { columns: ['t', 'loss'], kernel: 'typescript', start } };
}

function* decay(rows: number): Simulation {
  for (let i = 0; i < rows; i++) {
    yield { kind: 'sample', values: Float64Array.of(i, 1 / (1 + i)) };
    yield { kind: 'progress', fraction: (i + 1) / rows };
  }
  return outcome;
}

/** Drives a run with a clock that moves by `tick` ms at each look. */
function drive(
  start: () => Result<PlannedRun>,
  options: { tick?: number; stopAfter?: number; rest?: number } = {},
): FromWorker[] {
  const messages: FromWorker[] = [];
  let now = 0;
  let looks = 0;
  driveRun(3, start, {
    post: message => messages.push(message),
    now: () => (now += options.tick ?? 0),
    rest: () => {
      now += options.rest ?? 0;
      return options.rest ?? 0;
    },
    stopped: () => ++looks > (options.stopAfter ?? Infinity),
  });
  expect(messages.every(isFromWorker)).toBe(true);
  return messages;
}

function rowsOf(messages: readonly FromWorker[]): number[] {
  return messages.flatMap(message => ('rows' in message ? [...message.rows] : []));
}

describe('driving a run', () => {
  it('reports start, rows and end', () => {
    const messages = drive(() => plan(() => decay(3)));
    expect(messages.map(({ type }) => type)).toEqual(['started', 'finished']);
    expect(rowsOf(messages)).toEqual([0, 1, 1, 1 / 2, 2, 1 / 3]);
    expect(messages[1]).toMatchObject({ index: 3, outcome });
  });

  it('sends the same rows however slow the clock says the work is, at most ten times a second', () => {
    const fast = drive(() => plan(() => decay(1000)));
    for (const tick of [1, 7, 60, 300]) {
      const slow = drive(() => plan(() => decay(1000)), { tick });
      expect(rowsOf(slow)).toEqual(rowsOf(fast));
      // 2000 steps of the generator, `tick` ms each.
      expect(slow.filter(({ type }) => type === 'samples').length).toBeLessThanOrEqual(
        Math.min(2001, (2010 * tick) / 100),
      );
      expect(slow.some(({ type }) => type === 'samples')).toBe(true);
    }
  });

  it('does not count rests as its own time, and has the same rows with them', () => {
    const [plain, rested] = [{}, { rest: 50 }].map(options => drive(() => plan(() => decay(100)), options));
    expect(rowsOf(rested!)).toEqual(rowsOf(plain!));
    expect(rested!.at(-1)).toMatchObject({ type: 'finished', seconds: 0 });
  });

  it('stops between slices, keeps its rows, and lets the simulation clean up', () => {
    const messages = drive(() => plan(() => decay(1000)), { stopAfter: 10 });
    expect(messages.map(({ type }) => type)).toEqual(['started', 'cancelled']);
    expect(rowsOf(messages)).toHaveLength(12);
  });

  it('turns faults of the plan into a failed run that names field and remedy', () => {
    const messages = drive(() => ({
      ok: false,
      faults: [
        {
          code: 'rank-too-large',
          path: ['adapter', 'rank'],
          message: 'Rank 20 is too large',
          remedy: 'Use 10',
        },
      ],
    }));
    expect(messages).toMatchObject([
      { type: 'failed', index: 3, message: 'adapter.rank: Rank 20 is too large (Use 10)' },
    ]);
  });

  it('turns an exception into a failed run and keeps the rows before it', () => {
    const messages = drive(() =>
      plan(function* () {
        yield { kind: 'sample', values: Float64Array.of(0, 1) };
        throw new Error('out of range');
      }),
    );
    expect(messages.map(({ type }) => type)).toEqual(['started', 'samples', 'failed']);
    expect(rowsOf(messages)).toEqual([0, 1]);
    expect(messages[2]).toMatchObject({ message: 'Internal error: out of range' });
  });
});
