import { counted, formatForecast, grouped, rateWords } from './format.ts';

/** A batch in progress, for the status bar. */
export interface RunningBatch {
  readonly name: string;
  /** Share of its work that is done. */
  readonly fraction: number;
  readonly ended: number;
  readonly total: number;
  /** Computed runs a second. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
}

export interface RunningWords {
  readonly text: string;
  /** One line a batch. */
  readonly lines: readonly string[];
  readonly spoken: string;
}

/** All batches in progress in one item: how far they are, and when the last of them will have ended. */
export function runningWords(batches: readonly RunningBatch[]): RunningWords {
  const total = batches.reduce((sum, batch) => sum + batch.total, 0);
  const done = batches.reduce((sum, batch) => sum + batch.fraction * batch.total, 0);
  const percent = total > 0 ? Math.floor((100 * done) / total) : 0;
  const what = batches.length === 1 ? batches[0]!.name : counted(batches.length, 'batch', 'batches');
  const left = batches.map(({ secondsLeft }) => secondsLeft);
  const known = left.filter(seconds => seconds !== null);
  const latest = known.length === left.length ? known.reduce((most, one) => Math.max(most, one), 0) : null;
  const soon = latest === null ? '' : `, ${formatForecast(Math.max(1, latest))} left`;
  return {
    text: `${what}: ${percent} %${soon}`,
    lines: batches.map(({ name, ended, total: runs, rate, secondsLeft }) =>
      [
        `${name}: ${grouped(ended)} of ${counted(runs, 'run')}`,
        ...(rate === null ? [] : [rateWords(rate)]),
        ...(secondsLeft === null ? [] : [`about ${formatForecast(Math.max(1, secondsLeft))} left`]),
      ].join(', '),
    ),
    spoken: `${what}, ${percent} percent${soon}`,
  };
}
