import { expect, it } from 'vitest';
import { RecentProblems } from '../../src/host/recentProblems.ts';

it('keeps the last warnings and errors, the oldest first', () => {
  const problems = new RecentProblems();
  expect(problems.all).toEqual([]);
  for (let i = 0; i < 25; i++) problems.add('warning', `warning ${i}`);
  problems.add('error', new Error('broken'));
  expect(problems.all).toHaveLength(20);
  expect(problems.all[0]).toMatchObject({ severity: 'warning', message: 'warning 6' });
  expect(problems.all.at(-1)).toMatchObject({ severity: 'error', message: 'broken' });
});
