import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ENGINE_VERSION, VERSION } from '../../src/engine/version.ts';
import { project } from './sourceFile.ts';

it('the version is the package’s, and that of the numbers, part of every run’s identity, is a revision of it', () => {
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string };
  expect(VERSION).toBe(manifest.version);
  expect(ENGINE_VERSION).toMatch(new RegExp(`^${VERSION.replaceAll('.', '\\.')}\\+\\d+$`));
});
