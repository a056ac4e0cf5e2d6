import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServer } from '../rig/server.ts';
import { installVsix } from '../rig/vsix.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of an empty window of the VS Code that has the extension installed. */
    readonly vscode: string;
    /** Where that VS Code keeps its logs. */
    readonly dataFolder: string;
  }
}

/** One VS Code server with the packaged extension for all suites; each opens windows of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const vsix = resolve(import.meta.dirname, '..', '..', 'dist', 'lora-dynamics.vsix');
  if (!existsSync(vsix)) throw new Error('dist/lora-dynamics.vsix is missing: run `npm run package` first');
  const dataFolder = mkdtempSync(join(tmpdir(), 'lora-e2e-'));
  installVsix(vsix, dataFolder);
  const server = await startServer({ dataFolder });
  project.provide('vscode', server.address());
  project.provide('dataFolder', dataFolder);
  return async () => {
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
  };
}
