import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { forecast } from '../runs/forecast.ts';
import { readFigure } from '../runs/figure/carrier.ts';
import { dataPlaces, readFirst } from '../runs/figure/dataPlaces.ts';
import { verifyFigure, type FigureVerdict } from '../runs/figure/verify.ts';
import { WorkerPool } from '../worker/pool.ts';
import { threadWorkers } from '../worker/threadWorkers.ts';
import type { Command, CommandCall } from './command.ts';
import { exitCode } from './exitCode.ts';
import { readBytes } from './experimentFile.ts';
import { readWorkers } from './runOptions.ts';
import { workerEntry } from './workerEntry.ts';

const codes: Readonly<Record<FigureVerdict['kind'], number>> = {
  same: exitCode.done,
  differs: exitCode.someFailed,
  unverified: exitCode.wrong,
  unreadable: exitCode.wrong,
  stopped: exitCode.interrupted,
};

/** `verify FIGURE`: computes what an exported figure shows once more, and compares it bit for bit. */
export const verifyCommand: Command = {
  name: 'verify',
  synopsis: 'verify FIGURE [--files DIR]',
  summary: 'Compute an exported figure (SVG or PNG) again and compare its numbers bit for bit',
  options: {
    files: { type: 'string' },
    experiment: { type: 'string' },
    workers: { type: 'string', short: 'w' },
  },
  details: [
    ['--files DIR', 'Where the files are that its experiment reads; the folder of the figure if not said'],
    ['--experiment OUT.lora.json', 'Write the experiment that it carries, and compute nothing'],
    ['--workers N', 'Threads; all cores if not said'],
  ],
  async run(call) {
    const { positionals, values, terminal } = call;
    const wrong = (sentence: string): number => {
      terminal.err(`${sentence}\n`);
      return exitCode.wrong;
    };
    const [figure, ...rest] = positionals;
    if (figure === undefined || rest.length > 0)
      return wrong('verify needs one figure: lora-dynamics verify FIGURE');
    const workers = readWorkers(values['workers']);
    if (typeof workers === 'string') return wrong(workers);
    const bytes = await readFile(figure).catch(() => null);
    if (bytes === null) return wrong(`${figure} cannot be read`);
    if (typeof values['experiment'] === 'string') return extract(bytes, values['experiment'], call);
    const folder = typeof values['files'] === 'string' ? values['files'] : dirname(figure);
    const verdict = await verify(bytes, resolve(folder), workers, call);
    await terminal.out(`${figure}: ${verdict.title}\n`);
    for (const line of verdict.lines) await terminal.out(`  ${line}\n`);
    return codes[verdict.kind];
  },
};

/** Writes the experiment that a figure carries. */
async function extract(bytes: Uint8Array, out: string, { terminal }: CommandCall): Promise<number> {
  const read = readFigure(bytes);
  if (typeof read === 'string') {
    terminal.err(`Nothing was written: ${read}.\n`);
    return exitCode.wrong;
  }
  try {
    await writeFile(out, read.certificate.text, { flag: 'wx' });
  } catch (error) {
    terminal.err(`${out} could not be written: ${error instanceof Error ? error.message : String(error)}\n`);
    return exitCode.wrong;
  }
  await terminal.out(`${out}\n`);
  return exitCode.done;
}

async function verify(
  bytes: Uint8Array,
  folder: string,
  workers: number,
  { terminal, onInterrupt }: CommandCall,
): Promise<FigureVerdict> {
  const log = (line: string): void => terminal.err(`worker: ${line}\n`);
  const pool = new WorkerPool(threadWorkers(workerEntry, log), workers, log);
  try {
    return await verifyFigure(bytes, {
      pool,
      readFile: path => readFirst(dataPlaces(path), place => readBytes(join(folder, place))),
      confirm: loaded => {
        terminal.err(`${forecast(loaded.estimate, workers)}\n`);
        return Promise.resolve(true);
      },
      onProgress: () => undefined,
      onStop: onInterrupt,
    });
  } finally {
    pool.dispose();
  }
}
