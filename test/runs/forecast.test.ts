import { describe, expect, it } from 'vitest';
import { forecast } from '../../src/runs/forecast.ts';

describe('what a batch will cost', () => {
  it('says runs, time and memory, no finer than they are known', () => {
    const estimate = { runs: 180, seconds: 8.2, runBytes: 1.24e7, storedBytes: 3.1e6 };
    expect(forecast(estimate, 2)).toBe(
      '180 runs, about 4 s on 2 workers; memory: 12 MB a worker, 3 MB for results',
    );
  });

  it('counts no more workers than runs', () => {
    const estimate = { runs: 1, seconds: 0.2, runBytes: 4.2e9, storedBytes: 100 };
    expect(forecast(estimate, 8)).toBe(
      '1 run, under 1 s on 1 worker; memory: 4.2 GB a worker, under 1 MB for results',
    );
  });
});
