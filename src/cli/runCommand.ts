import { basename } from 'node:path';
import { cwd } from 'node:process';
import type { BatchEvent } from '../runs/batchEvents.ts';
import { documentHead, runDocument } from '../runs/export/document.ts';
import type { BatchSummary } from '../runs/record.ts';
import { forecast } from '../runs/forecast.ts';
import { requestOf } from '../runs/requestOf.ts';
import { BatchSession } from '../runs/session.ts';
import { WorkerPool } from '../worker/pool.ts';
import { threadWorkers } from '../worker/threadWorkers.ts';
import type { Command } from './command.ts';
import { exitCode } from './exitCode.ts';
import { readExperiment } from './experimentFile.ts';
import { issueLine } from './issueLine.ts';
import { ProgressLine } from './progressLine.ts';
import { report } from './report.ts';
import { readRunOptions, runDetails, runOptions, type RunOptions } from './runOptions.ts';
import { storePlace } from './storePlace.ts';
import type { Terminal } from './terminal.ts';
import { workerEntry } from './workerEntry.ts';

/** `run FILE`: computes an experiment, stores it, prints what came of it. */
export const runCommand: Command = {
  name: 'run',
  synopsis: 'run FILE [options]',
  summary: 'Run an experiment and print its results',
  options: runOptions,
  details: runDetails,
  async run(call) {
    const { terminal } = call;
    const options = readRunOptions(call);
    if (typeof options === 'string') {
      terminal.err(`${options}\n`);
      return exitCode.wrong;
    }
    const file = await readExperiment(options.file, options.overrides);
    if (typeof file === 'string') {
      terminal.err(`${options.file}:1:1 error file-unreadable ${file}\n`);
      return exitCode.wrong;
    }
    for (const issue of file.loaded.issues) terminal.err(issueLine(options.file, issue));
    const place = storePlace(options.file, cwd());
    const described = { source: place.source, text: file.text, fallbackTitle: basename(options.file) };
    const request = requestOf(file.loaded, described);
    if (!request) {
      if (file.loaded.issues.length === 0) terminal.err(`${options.file} holds no experiment\n`);
      return exitCode.wrong;
    }
    terminal.err(`${forecast(file.loaded.estimate, options.workers)}\n`);
    const log = (line: string): void => terminal.err(`worker: ${line}\n`);
    const pool = new WorkerPool(threadWorkers(workerEntry, log), options.workers, log);
    const session = new BatchSession(request, { pool, store: options.store ? place.store : null });
    const ignoreInterrupts = call.onInterrupt(() => void session.stop());
    try {
      const summary = await follow(session, options, terminal);
      const drawn = await report({ session, summary, options, file, place, terminal });
      if (session.stopped) return exitCode.interrupted;
      if (!drawn) return exitCode.wrong;
      return summary.runs.failed > 0 ? exitCode.someFailed : exitCode.done;
    } finally {
      ignoreInterrupts();
      pool.dispose();
    }
  },
};

/** Runs the batch with its progress on standard error; `--jsonl` prints as runs end. */
async function follow(
  session: BatchSession,
  { format }: RunOptions,
  terminal: Terminal,
): Promise<BatchSummary> {
  const progress = new ProgressLine(terminal);
  let printing = Promise.resolve();
  const print = (value: object): void => {
    printing = printing.then(() => terminal.out(`${JSON.stringify(value)}\n`));
  };
  session.on((event: BatchEvent) => {
    switch (event.type) {
      case 'launched':
        if (format === 'jsonl') print(documentHead(event.head));
        return;
      case 'runFinished':
        if (format === 'jsonl') print(runDocument(session.head, event.record));
        return;
      case 'neverStarted':
        if (format === 'jsonl') for (const record of event.records) print(runDocument(session.head, record));
        return;
      case 'progress':
        progress.show(event.progress);
        return;
      case 'notStored':
        progress.clear();
        terminal.err(`Not stored: ${event.fault.message}. ${event.fault.remedy}.\n`);
        return;
      case 'runStarted':
      case 'samples':
      case 'stopped':
      case 'finished':
        return;
    }
  });
  const summary = await session.launch();
  await printing;
  progress.clear();
  return summary;
}
