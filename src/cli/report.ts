import { basename, dirname, join, resolve } from 'node:path';
import type { Verdict } from '../experiment/reproduces.ts';
import { csvLines } from '../runs/export/csv.ts';
import { documentPieces } from '../runs/export/document.ts';
import { certify } from '../runs/figure/certificate.ts';
import { counted, formatSeconds } from '../runs/format.ts';
import { ownTheoryOf } from '../runs/ownTheory.ts';
import type { BatchSummary, RunRecord } from '../runs/record.ts';
import { defaultRetention } from '../runs/retention.ts';
import type { BatchSession } from '../runs/session.ts';
import { drawFigure } from './drawFigure.ts';
import { endedBatch } from '../runs/endedBatch.ts';
import type { ExperimentFile } from './experimentFile.ts';
import { resultTable } from './resultTable.ts';
import type { RunOptions } from './runOptions.ts';
import type { StorePlace } from './storePlace.ts';
import type { Terminal } from './terminal.ts';

/** A batch that has ended, and what its call asked for. */
export interface Ended {
  readonly session: BatchSession;
  readonly summary: BatchSummary;
  readonly options: RunOptions;
  readonly file: ExperimentFile;
  readonly place: StorePlace;
  readonly terminal: Terminal;
}

/** Prints the result where the call wants it, and says where everything was put; false when a figure was not. */
export async function report(call: Ended): Promise<boolean> {
  const { session, summary, options, file, place, terminal } = call;
  const { head } = session;
  const records = session.records.filter(record => record !== undefined);
  const stored = options.store && !session.storageFault;

  terminal.err(`${summaryLine(summary)}\n`);
  for (const line of failureLines(records)) terminal.err(`${line}\n`);
  if (options.format === 'json') {
    for (const piece of documentPieces(head, records)) await terminal.out(piece);
  } else if (options.format === 'csv') {
    for (const line of csvLines(head, records)) await terminal.out(line);
  } else if (options.format === 'table') {
    const ended = endedBatch(head, summary, records, file.loaded.files, ownTheoryOf(file.loaded));
    await terminal.out(`${head.title}\n${ended.view.method}\n\n${resultTable(ended)}\n`);
    for (const { title, detail } of ended.view.diagnosis.notes) await terminal.out(`${title} ${detail}\n`);
    if (ended.verdict) await terminal.out(verdictLine(ended.verdict));
  }

  let drawn = true;
  const say = (line: string): Promise<void> => {
    if (options.format === 'table') return terminal.out(`${line}\n`);
    terminal.err(`${line}\n`);
    return Promise.resolve();
  };
  if (stored) {
    await say(`Stored:  ${place.store.place(head.id)}`);
    await place.store.retain(defaultRetention).catch(() => undefined);
  }
  if (options.figure !== null) {
    const { view } = endedBatch(head, summary, records, file.loaded.files, ownTheoryOf(file.loaded));
    const out = figurePlace(options, stored ? place.store.place(head.id) : null);
    const failure = await drawFigure(view, out, certify(head, records));
    if (failure === null) await say(`Figure:  ${out}`);
    else terminal.err(`${failure}\n`);
    drawn = failure === null;
  }
  if (options.format === 'table') {
    await say(`VS Code: open ${options.file} with LoRA Dynamics installed and press Ctrl+Enter`);
  }
  return drawn;
}

/** Where the call wants the figure: as named, beside the stored batch, or beside the experiment. */
function figurePlace({ figure, file }: RunOptions, batch: string | null): string {
  if (figure !== null && figure !== '') return resolve(figure);
  if (batch !== null) return join(batch, 'figure.svg');
  return join(dirname(resolve(file)), `${basename(file).replace(/(\.lora)?\.jsonc?$/, '')}.svg`);
}

function summaryLine({ state, seconds, runs }: BatchSummary): string {
  const parts = [`${counted(runs.done, 'run')} done`];
  if (runs.cached > 0) parts.push(`${runs.cached} of them known`);
  if (runs.failed > 0) parts.push(`${runs.failed} failed`);
  if (runs.cancelled > 0) parts.push(`${runs.cancelled} not finished`);
  return `${state === 'stopped' ? 'Stopped: ' : ''}${parts.join(', ')} in ${formatSeconds(seconds)}`;
}

/** Failed runs by their reason. */
function failureLines(records: readonly RunRecord[]): string[] {
  const seeds = new Map<string, number>();
  for (const { status, reason, divergence } of records) {
    if (status !== 'failed') continue;
    const line = divergence ? `${reason}; ${divergence.remedy}` : reason;
    seeds.set(line, (seeds.get(line) ?? 0) + 1);
  }
  return [...seeds].map(([line, count]) => `${counted(count, 'run')} failed: ${line}`);
}

function verdictLine({ figure, rows, passed, failed, complete }: Verdict): string {
  const count = `${passed} of ${rows.length} values`;
  if (complete)
    return `${failed === 0 ? 'Reproduced' : 'Not reproduced'}: ${figure.label}, ${count} within its band\n`;
  return `${figure.label}: ${count} within its band; the rest is undecided, for it needs more curves or seeds\n`;
}
