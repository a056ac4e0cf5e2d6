import { counted, fixed, formatSeconds, grouped, rateWords } from '../format.ts';
import type { BatchCard, Headline, ListedBatch } from './batchCard.ts';

/** What every row of the list of runs says. The host only hands it on. */
export interface RowText {
  /** The same from listing to listing, so that a row stays selected and open. */
  readonly key: string;
  readonly label: string;
  /** Beside the label, quieter. */
  readonly description: string;
  /** Markdown without links, shown on hover. */
  readonly tooltip: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly tone: 'plain' | 'passed' | 'warning' | 'error';
  /** Words that menus ask for: `batch pinned resumable`. */
  readonly context: string;
  /** Label and description in words, for a screen reader. */
  readonly spoken: string;
  /** Whether there are rows below it, and whether they show at first. */
  readonly opens: 'leaf' | 'closed' | 'open';
}

/** A store as it was listed. */
export interface ListedStore {
  /** Tells the stores of several folders apart. */
  readonly root: string;
  readonly batches: readonly ListedBatch[];
}

/** A batch in progress in this window. */
export interface LiveBatch {
  readonly fraction: number;
  readonly ended: number;
  readonly total: number;
  readonly failed: number;
  readonly secondsLeft: number | null;
  /** Computed runs a second; null before the first. */
  readonly rate: number | null;
}

/** What is known of the present, beside what is stored. */
export interface Present {
  /** By batch id. */
  readonly live: ReadonlyMap<string, LiveBatch>;
  /** The hash of the file's settings as it is now; null where it is not open. */
  current(root: string, source: string): string | null;
  /** A time of the store in the reader's own zone. */
  time(iso: string): string;
}

export interface ExperimentRow {
  readonly kind: 'experiment';
  readonly root: string;
  readonly source: string;
  readonly batches: readonly ListedBatch[];
  readonly text: RowText;
}

export interface BatchRow {
  readonly kind: 'batch';
  readonly root: string;
  readonly batch: ListedBatch;
  readonly text: RowText;
}

/** One row an experiment file, the one that ran last first; those with no batch that fits the filter are left out. */
export function experimentRows(
  stores: readonly ListedStore[],
  present: Present,
  filter: string,
): readonly ExperimentRow[] {
  const rows: ExperimentRow[] = [];
  for (const { root, batches } of stores) {
    const bySource = new Map<string, ListedBatch[]>();
    for (const batch of batches) {
      if (!fits(batch, filter)) continue;
      const { source } = batch.card;
      bySource.set(source, [...(bySource.get(source) ?? []), batch]);
    }
    for (const [source, found] of bySource) {
      const sorted = [...found].sort(newestFirst);
      const text = experimentText(root, source, sorted, present);
      rows.push({ kind: 'experiment', root, source, batches: sorted, text });
    }
  }
  rows.sort((a, b) => newestFirst(a.batches[0]!, b.batches[0]!));
  return rows.map((row, i) => (i === 0 ? { ...row, text: { ...row.text, opens: 'open' } } : row));
}

/** The batches of an experiment: pinned ones first, then the newest. */
export function batchRows({ root, source, batches }: ExperimentRow, present: Present): readonly BatchRow[] {
  const current = present.current(root, source);
  const pinned = batches.filter(({ notes }) => notes.pinned);
  const others = batches.filter(({ notes }) => !notes.pinned);
  return [...pinned, ...others].map(batch => ({
    kind: 'batch',
    root,
    batch,
    text: batchText(root, batch, present, batch === batches[0] ? current : null),
  }));
}

/** A batch of which every word of the filter is found in its name, note, file, title, id or state. */
export function fits({ card, notes }: ListedBatch, filter: string): boolean {
  const words = filter.toLowerCase().split(/\s+/);
  const text = [card.source, card.title, card.id, card.state, notes.name, notes.note]
    .concat(notes.pinned ? 'pinned' : [], card.reproduced ? badge(card.reproduced) : [])
    .concat(card.runs.failed > 0 ? 'failed' : [])
    .join('\n')
    .toLowerCase();
  return words.every(word => text.includes(word));
}

function experimentText(
  root: string,
  source: string,
  batches: readonly ListedBatch[],
  present: Present,
): RowText {
  const { name, folder } = nameOf(source);
  const newest = batches[0]!.card;
  const running = batches.some(({ card }) => card.state === 'running');
  const parts = [folder, counted(batches.length, 'batch', 'batches')].filter(part => part !== '');
  if (running) parts.push('running');
  else if (newest.reproduced?.complete) parts.push(badge(newest.reproduced));
  return {
    key: `${root}\n${source}`,
    label: name,
    description: parts.join(' · '),
    tooltip: [
      `**${escaped(newest.title)}**`,
      escaped(source),
      `Last run ${present.time(newest.started)}`,
    ].join('  \n'),
    icon: running ? 'sync' : 'beaker',
    tone: 'plain',
    context: 'experiment',
    spoken: [name, ...parts].join(', '),
    opens: 'closed',
  };
}

function batchText(
  root: string,
  { card, notes }: ListedBatch,
  present: Present,
  current: string | null,
): RowText {
  const time = present.time(card.started);
  const live = present.live.get(card.id);
  const stale = current !== null && current !== card.configHash;
  const name = notes.name === '' ? undefined : notes.name;
  const parts = name === undefined ? [] : [time];
  parts.push(...(live ? liveWords(live) : endedWords(card)));
  if (stale) parts.push('stale');
  if (notes.note !== undefined && notes.note !== '') parts.push(`“${notes.note}”`);
  const label = name ?? time;
  return {
    key: `${root}\n${card.id}`,
    label,
    description: parts.join(' · '),
    tooltip: tooltipOf({ card, notes }, time, stale),
    ...looks(card, notes.pinned === true),
    context: contextOf(card, notes.pinned === true, live !== undefined),
    spoken: [label, notes.pinned ? 'pinned' : '', card.state, ...parts].filter(Boolean).join(', '),
    opens: 'closed',
  };
}

function liveWords({ fraction, ended, total, failed, secondsLeft, rate }: LiveBatch): string[] {
  const words = [`${Math.floor(100 * fraction)} %`, `${grouped(ended)} of ${grouped(total)}`];
  if (failed > 0) words.push(`${grouped(failed)} failed`);
  if (rate !== null) words.push(rateWords(rate));
  if (secondsLeft !== null) words.push(`about ${formatSeconds(Math.max(1, secondsLeft))} left`);
  return words;
}

function endedWords(card: BatchCard): string[] {
  const { state, runs, seconds, headline, reproduced } = card;
  if (state === 'running') return ['running in another window'];
  const words = [sizeOf(card)];
  if (runs.done < runs.total) words.push(`${grouped(runs.done)} done`);
  words.push(formatSeconds(seconds));
  if (headline) words.push(headlineWords(headline));
  if (reproduced?.complete) words.push(badge(reproduced));
  if (runs.failed > 0) words.push(`${grouped(runs.failed)} failed`);
  if (state === 'stopped' || state === 'interrupted') words.push(state);
  return words;
}

/** `6 × 30 runs`. */
function sizeOf({ variants, seeds }: BatchCard): string {
  return variants > 1 && seeds > 1
    ? `${grouped(variants)} × ${grouped(seeds)} runs`
    : counted(variants * seeds, 'run');
}

/** `log₁₀ L −20.7 to −12.5`. */
export function headlineWords({ name, low, high }: Headline): string {
  const [from, to] = [fixed(low, 1), fixed(high, 1)];
  return from === to ? `${name} ${from}` : `${name} ${from} to ${to}`;
}

function badge({ label, passed, total }: NonNullable<BatchCard['reproduced']>): string {
  return passed === total ? `${label} reproduced ✓` : `${label}: ${passed} of ${total}`;
}

function looks({ state, runs }: BatchCard, pinned: boolean): Pick<RowText, 'icon' | 'tone'> {
  switch (state) {
    case 'running':
      return { icon: 'sync', tone: 'plain' };
    case 'failed':
      return { icon: pinned ? 'pinned' : 'error', tone: 'error' };
    case 'stopped':
      return { icon: pinned ? 'pinned' : 'debug-pause', tone: 'plain' };
    case 'interrupted':
      return { icon: pinned ? 'pinned' : 'warning', tone: 'warning' };
    case 'done': {
      const tone = runs.failed > 0 ? 'warning' : 'passed';
      return { icon: pinned ? 'pinned' : tone === 'warning' ? 'warning' : 'pass', tone };
    }
  }
}

function contextOf({ state, missing }: BatchCard, pinned: boolean, live: boolean): string {
  const words = ['batch', pinned ? 'pinned' : 'unpinned'];
  if (state === 'running') words.push(live ? 'live' : 'elsewhere');
  else words.push('ended');
  if (state !== 'running' && missing > 0) words.push('resumable');
  return words.join(' ');
}

function tooltipOf({ card, notes }: ListedBatch, time: string, stale: boolean): string {
  const { done, failed, cancelled, cached, total } = card.runs;
  const counts = [`${grouped(done)} of ${counted(total, 'run')} done`];
  if (cached > 0) counts.push(`${grouped(cached)} known before`);
  if (failed > 0) counts.push(`${grouped(failed)} failed`);
  if (cancelled > 0) counts.push(`${grouped(cancelled)} cancelled`);
  const lines = [
    `**${escaped(notes.name === undefined || notes.name === '' ? card.title : notes.name)}**`,
    ...(notes.note === undefined || notes.note === '' ? [] : [escaped(notes.note)]),
    `${capital(card.state)}, ${time}`,
    counts.join(', '),
    ...(card.headline ? [headlineWords(card.headline)] : []),
    ...(card.reproduced ? [badge(card.reproduced)] : []),
    ...(stale ? ['The file was edited since'] : []),
    `Engine ${card.engine}, batch ${card.id}`,
  ];
  return lines.join('  \n');
}

/** Order of batches: the one that was launched last first. */
export function newestFirst({ card: a }: ListedBatch, { card: b }: ListedBatch): number {
  if (a.started !== b.started) return a.started < b.started ? 1 : -1;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

/** `figure-1` in `paper/`. A URI is that of a file without a folder of its own. */
function nameOf(source: string): { readonly name: string; readonly folder: string } {
  const isUri = /^[a-z][a-z0-9+.-]+:/i.test(source);
  const path = isUri ? decodeURIComponent(source) : source;
  const at = path.lastIndexOf('/');
  return {
    name: path.slice(at + 1).replace(/\.lora\.json$/, ''),
    folder: isUri ? (source.startsWith('untitled:') ? 'not saved' : '') : path.slice(0, Math.max(0, at)),
  };
}

/** Text of files and readers means nothing in Markdown. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, '\\$&').replace(/\n/g, '  \n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
