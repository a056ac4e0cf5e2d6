import { expect, test } from 'vitest';
import { migrate, type Migration } from '../../src/experiment/migrate.ts';
import { member, objectOf } from '../../src/experiment/json.ts';

/** Two made-up changes of format: `scale` became `alpha`, and then `initScale`. */
const rename =
  (from: string, to: string): Migration =>
  experiment =>
    objectOf(Object.entries(experiment).map(([key, value]) => [key === from ? to : key, value]));
const migrations = [rename('scale', 'alpha'), rename('alpha', 'initScale')];

test('a missing version is the first', () => {
  const { experiment, findings } = migrate({ scale: 1 }, migrations);
  expect(experiment).toEqual({ version: 3, initScale: 1 });
  expect(findings).toMatchObject([{ code: 'version-migrated', severity: 'hint', path: ['version'] }]);
});

test('migration begins at the version of the file', () => {
  expect(migrate({ version: 2, alpha: 1, scale: 5 }, migrations).experiment).toEqual({
    version: 3,
    initScale: 1,
    scale: 5,
  });
});

test('the current version is left alone, without a word', () => {
  const file = { version: 3, scale: 1 };
  expect(migrate(file, migrations)).toEqual({ experiment: file, findings: [] });
  expect(member(migrate({ problem: {} }).experiment ?? {}, 'problem')).toEqual({});
});

test.each([4, 99])('a newer version (%s) is refused', version => {
  const { experiment, findings } = migrate({ version }, migrations);
  expect(experiment).toBeUndefined();
  expect(findings).toMatchObject([
    { code: 'version-newer', severity: 'error', remedy: 'update LoRA Dynamics' },
  ]);
});

test.each([0, -1, 1.5, '1', null])('%s is no version', version => {
  expect(migrate({ version }, migrations).findings).toMatchObject([
    { code: 'version-unknown', severity: 'error' },
  ]);
});
