import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { project } from './sourceFile.ts';

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: project, encoding: 'utf8' })
  .split('\0')
  .filter(path => path !== '' && !/\.(png|wasm|npz|npy|vsix)$/.test(path))
  .filter(path => statSync(join(project, path), { throwIfNoEntry: false })?.isFile());

it('no file names a folder of the machine it was written on', () => {
  expect(tracked.length).toBeGreaterThan(100);
  const naming = tracked.filter(path => {
    const text = readFileSync(join(project, path), 'utf8');
    return text.includes(`${project}/`) || /\/(home|Users)\/[a-z]/.test(text);
  });
  expect(naming).toEqual([]);
});

it('the lock files name no registry: any one will do', () => {
  for (const lock of ['package-lock.json', 'test/rig/package-lock.json'])
    expect(readFileSync(join(project, lock), 'utf8')).not.toMatch(/"resolved": "https?:/);
});
