import { describe, expect, it } from 'vitest';
import { rateWords } from '../../src/runs/format.ts';
import { runningWords } from '../../src/runs/runningWords.ts';

const one = { name: 'figure-1', fraction: 0.43, ended: 70, total: 180, rate: 22.4, secondsLeft: 4.4 };

describe('batches in progress', () => {
  it('say how far one is and how long it takes, in detail below', () => {
    expect(runningWords([one])).toEqual({
      text: 'figure-1: 43 %, 4 s left',
      lines: ['figure-1: 70 of 180 runs, 22 runs/s, about 4 s left'],
      spoken: 'figure-1, 43 percent, 4 s left',
    });
  });

  it('together weigh by their runs, and are over when the last is', () => {
    const other = { ...one, name: 'b', fraction: 0, ended: 0, total: 20, rate: null, secondsLeft: 70 };
    expect(runningWords([one, other])).toMatchObject({ text: '2 batches: 38 %, 70 s left' });
    const unknown = { ...other, secondsLeft: null };
    expect(runningWords([one, unknown])).toMatchObject({ text: '2 batches: 38 %' });
    expect(runningWords([unknown]).lines).toEqual(['b: 0 of 20 runs']);
  });
});

it('a rate is told by the second, or by the minute where that is readable', () => {
  expect([1234.5, 22.4, 9.9, 1, 0.5, 0.2, 0.01].map(rateWords)).toEqual([
    ...['1235 runs/s', '22 runs/s', '9.9 runs/s', '1 runs/s', '0.5 runs/s', '12 runs/min', '0.6 runs/min'],
  ]);
});
