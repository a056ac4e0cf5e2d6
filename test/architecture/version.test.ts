import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ENGINE_VERSION } from '../../src/engine/version.ts';
import { project } from './sourceFile.ts';

it('the engine’s version, which is part of every run’s identity, is the package’s', () => {
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string };
  expect(ENGINE_VERSION).toBe(manifest.version);
});
