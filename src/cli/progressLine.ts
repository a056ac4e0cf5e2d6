import type { BatchProgress } from '../runs/batchEvents.ts';
import { formatForecast } from '../runs/format.ts';
import type { Terminal } from './terminal.ts';

/** Shows how far a batch has come: a bar that is drawn over on a terminal, a line now and then elsewhere. */
export class ProgressLine {
  readonly #terminal: Terminal;
  #drawn = false;
  #saidTenths = 0;
  #saidSeconds = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(progress: BatchProgress): void {
    if (this.#terminal.live) {
      this.#drawn = true;
      this.#terminal.err(
        `\r${bar(progress)} ${describe(progress)}`.slice(0, this.#terminal.columns) + '\x1b[K',
      );
      return;
    }
    // At each tenth, but not more than once a second.
    const tenths = Math.floor(progress.fraction * 10);
    if (tenths <= this.#saidTenths || progress.seconds - this.#saidSeconds < 1) return;
    this.#saidTenths = tenths;
    this.#saidSeconds = progress.seconds;
    this.#terminal.err(`${describe(progress)}\n`);
  }

  /** Takes the bar away, so that other lines can be written. */
  clear(): void {
    if (!this.#drawn) return;
    this.#drawn = false;
    this.#terminal.err('\r\x1b[K');
  }
}

function bar({ fraction }: BatchProgress): string {
  const width = 24;
  const full = Math.round(fraction * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
}

function describe(progress: BatchProgress): string {
  const { fraction, ended, total, failed, cancelled, cached, rate, secondsLeft } = progress;
  const parts = [`${Math.floor(fraction * 100)} %`, `${ended - cancelled} of ${total} runs`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (cancelled > 0) parts.push(`${cancelled} cancelled`);
  if (cached > 0) parts.push(`${cached} known`);
  if (rate !== null) parts.push(`${rate.toPrecision(3)} runs/s`);
  if (secondsLeft !== null && ended < total) parts.push(`${formatForecast(secondsLeft)} left`);
  return parts.join(' · ');
}
