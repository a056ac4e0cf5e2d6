import { build, type BuildOptions } from 'esbuild';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How the bundles of these tests are built, close to those that ship. */
export const testBundle: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  logLevel: 'error',
};

/** Writes the worker's code as it ships, one CommonJS file, to `worker.cjs` in a folder. */
export async function bundleWorker(folder: string): Promise<void> {
  await build({
    ...testBundle,
    entryPoints: { worker: 'src/worker/entry.ts' },
    format: 'cjs',
    outdir: folder,
    outExtension: { '.js': '.cjs' },
  });
}

/** The worker's code as it ships, and room for threads that misbehave. From source a thread starts ten times slower. */
export class BundledWorker {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async make(): Promise<BundledWorker> {
    const folder = await mkdtemp(join(tmpdir(), 'lora-worker-'));
    await bundleWorker(folder);
    return new BundledWorker(folder);
  }

  get path(): string {
    return join(this.#folder, 'worker.cjs');
  }

  /** The path of a thread's code of its own. */
  async script(name: string, text: string): Promise<string> {
    const path = join(this.#folder, `${name}.cjs`);
    await writeFile(path, text);
    return path;
  }

  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }
}
