import { spawn } from 'node:child_process';
import { hostname } from 'node:os';
import process from 'node:process';
import { expect, it } from 'vitest';
import { nodeOwner } from '../../src/runs/nodeOwner.ts';

it('tells living processes of this machine from dead ones', async () => {
  const owner = nodeOwner();
  expect(owner.isAlive(owner.token)).toBe(true);
  const child = spawn(process.execPath, ['-e', '0']);
  const token = `${hostname()}/${child.pid}`;
  await new Promise(resolve => child.on('close', resolve));
  expect(owner.isAlive(token)).toBe(false);
  expect(owner.isAlive('another-machine/1')).toBe(true);
  expect(owner.isAlive('nonsense')).toBe(true);
});
