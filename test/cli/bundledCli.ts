import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { bundleWorker, testBundle } from '../worker/bundledWorker.ts';

/** What a call of the program came to. */
export interface Answer {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  readonly cwd: string;
  /** Called with all of standard output so far, whenever there is more. */
  readonly onOutput?: (stdout: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** The program as it ships: bundled, in a folder of its own with the shipped experiments, run by a fresh process. */
export class BundledCli {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async make(): Promise<BundledCli> {
    const folder = await mkdtemp(join(tmpdir(), 'lora-bundle-'));
    const dist = join(folder, 'dist');
    const require =
      "import { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);";
    await Promise.all([
      bundleWorker(dist),
      build({
        ...testBundle,
        entryPoints: { cli: 'src/cli/main.ts' },
        outdir: dist,
        format: 'esm',
        splitting: true,
        external: ['canvas'],
        banner: { js: require },
      }),
      writeFile(join(folder, 'package.json'), '{ "type": "module" }'),
      cp(join('media', 'presets'), join(folder, 'media', 'presets'), { recursive: true }),
    ]);
    return new BundledCli(folder);
  }

  get path(): string {
    return join(this.#folder, 'dist', 'cli.js');
  }

  call(args: readonly string[], options: CallOptions): Promise<Answer> {
    const child = spawn(process.execPath, [this.path, ...args], { cwd: options.cwd });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      options.onOutput?.(stdout, signal => child.kill(signal));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    });
  }

  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }
}
