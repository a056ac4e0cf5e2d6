import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { darkColours } from '../charts/figureColours.ts';
import { FIGURES, type Figure } from '../experiment/paper/figures.ts';
import { counted, formatSeconds } from '../runs/format.ts';
import { compareFigure } from '../runs/paper/comparison.ts';
import { htmlReport } from '../runs/paper/htmlReport.ts';
import { markdownReport } from '../runs/paper/markdownReport.ts';
import { reproductionReport, tallyAll } from '../runs/paper/report.ts';
import { Reproduction, type RanRow } from '../runs/paper/reproduction.ts';
import { figuresNamed, PAPER_SEEDS, type Selection } from '../runs/paper/rowJobs.ts';
import { WorkerPool } from '../worker/pool.ts';
import { threadWorkers } from '../worker/threadWorkers.ts';
import type { Command, CommandCall } from './command.ts';
import { exitCode } from './exitCode.ts';
import { presetsFolder } from './presetsFolder.ts';
import { ProgressLine } from './progressLine.ts';
import { readWorkers } from './runOptions.ts';
import type { Terminal } from './terminal.ts';
import { workerEntry } from './workerEntry.ts';

/** What the call of `reproduce` asks for. */
interface ReproduceOptions {
  readonly selection: Selection;
  readonly workers: number;
  readonly folder: string;
}

/** `reproduce`: the paper's figures, compared with the paper, as one report in two formats. */
export const reproduceCommand: Command = {
  name: 'reproduce',
  synopsis: 'reproduce [options]',
  summary: 'Compute the figures of the paper again, compare them with it, and write a report',
  options: {
    figure: { type: 'string', multiple: true },
    gd: { type: 'boolean' },
    seeds: { type: 'string' },
    workers: { type: 'string', short: 'w' },
    out: { type: 'string' },
  },
  details: [
    ['--figure N', 'Only this figure (1, 3, 4) or row (4-row-2); may be repeated'],
    ['--gd', 'Gradient descent with the paper’s steps, too: minutes instead of seconds'],
    [
      '--seeds N',
      `Draws of the adapters; the paper’s ${PAPER_SEEDS} if not said. Fewer than 10 are not judged`,
    ],
    ['--workers N', 'Threads; all cores if not said'],
    ['--out DIR', 'Where to write reproduction.html and reproduction.md; here if not said'],
  ],
  async run(call) {
    const { terminal } = call;
    const options = readOptions(call);
    if (typeof options === 'string') {
      terminal.err(`${options}\n`);
      return exitCode.wrong;
    }
    const rows = await compute(options, call);
    if (rows === 'stopped') return exitCode.interrupted;
    if (typeof rows === 'string') {
      terminal.err(`${rows}\n`);
      return exitCode.wrong;
    }
    const failure = await write(options, rows, terminal);
    if (failure !== null) {
      terminal.err(`${failure}\n`);
      return exitCode.wrong;
    }
    return agrees(options.selection, rows) ? exitCode.done : exitCode.someFailed;
  },
};

function readOptions({ positionals, values }: CommandCall): ReproduceOptions | string {
  if (positionals.length > 0) return `reproduce takes no file: ${positionals.join(' ')}`;
  const figures = new Set<Figure>();
  for (const name of Array.isArray(values['figure']) ? values['figure'] : []) {
    const named = figuresNamed(String(name));
    if (named === undefined)
      return `There is no figure ${String(name)}; there are 1, 3, 4 and rows such as 4-row-2`;
    for (const figure of named) figures.add(figure);
  }
  const workers = values['workers'] === undefined ? availableParallelism() : readWorkers(values['workers']);
  if (typeof workers === 'string') return workers;
  const seeds = values['seeds'] === undefined ? PAPER_SEEDS : Number(values['seeds']);
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > 1000)
    return `--seeds needs a count from 1 to 1000, not ${JSON.stringify(values['seeds'])}`;
  return {
    selection: {
      figures: figures.size > 0 ? FIGURES.filter(figure => figures.has(figure)) : FIGURES,
      gd: values['gd'] === true,
      seeds,
    },
    workers,
    folder: resolve(typeof values['out'] === 'string' ? values['out'] : '.'),
  };
}

/** All batches; `stopped`, or a sentence when something is missing. */
async function compute(
  { selection, workers }: ReproduceOptions,
  { terminal, onInterrupt }: CommandCall,
): Promise<readonly RanRow[] | string> {
  const log = (line: string): void => terminal.err(`worker: ${line}\n`);
  const pool = new WorkerPool(threadWorkers(workerEntry, log), workers, log);
  const line = new ProgressLine(terminal);
  // Vega is loaded only when there is something to draw.
  const drawing = import('./renderSvg.ts');
  const reproduction = new Reproduction(selection, {
    pool,
    preset: id => readFile(new URL(`${id}.lora.json`, presetsFolder), 'utf8'),
    draw: async view => (await drawing).renderSvg(view),
    onProgress: (_job, progress) => line.show(progress),
    onRow({ job, runs, seconds }) {
      line.clear();
      const method = job.method === 'gd' ? 'gradient descent' : 'gradient flow';
      const what = `${job.figure.label}, ${method}, ${job.factor} random`;
      terminal.err(`${what}: ${counted(runs.done, 'run')} in ${formatSeconds(seconds)}\n`);
    },
  });
  const ignoreInterrupts = onInterrupt(() => void reproduction.stop());
  try {
    return (await reproduction.run()) ?? 'stopped';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    ignoreInterrupts();
    line.clear();
    pool.dispose();
  }
}

/** Writes both files and says so; a sentence when that fails. */
async function write(
  { selection, workers, folder }: ReproduceOptions,
  rows: readonly RanRow[],
  terminal: Terminal,
): Promise<string | null> {
  const page = reproductionReport(selection, rows, { date: new Date().toISOString(), workers });
  const files = {
    'reproduction.html': htmlReport(page, darkColours()),
    'reproduction.md': markdownReport(page),
  };
  for (const block of page.blocks) if (block.kind === 'verdict') await terminal.out(`${block.text}\n`);
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(folder, name), text);
      await terminal.out(`Report: ${join(folder, name)}\n`);
    }
    return null;
  } catch (error) {
    return `${folder} could not be written to: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** No run failed and no value lies outside its band; values that were not judged are no failure. */
function agrees({ figures, gd }: Selection, rows: readonly RanRow[]): boolean {
  const compared = figures.map(figure => compareFigure(figure, rows));
  const outside = (gd ? (['flow', 'gd'] as const) : (['flow'] as const)).map(
    method => tallyAll(compared, method).outside,
  );
  return rows.every(({ runs }) => runs.failed === 0) && outside.every(count => count === 0);
}
