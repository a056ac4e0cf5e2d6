import { MarkdownString, StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import { counted, grouped } from '../../runs/format.ts';
import { commands } from '../manifest.ts';

/** What the status bar shows of a batch in progress. */
export interface RunningBatch {
  readonly name: string;
  readonly fraction: number;
  readonly ended: number;
  readonly total: number;
}

/** One item while anything runs: how far it is; a click stops it. */
export class RunStatus {
  readonly #item: StatusBarItem;

  constructor() {
    this.#item = window.createStatusBarItem('loraDynamics.run', StatusBarAlignment.Left, 50);
    this.#item.name = 'LoRA Runs';
    this.#item.command = commands.stopRun;
  }

  show(batches: readonly RunningBatch[]): void {
    if (batches.length === 0) {
      this.#item.hide();
      return;
    }
    const total = batches.reduce((sum, batch) => sum + batch.total, 0);
    const done = batches.reduce((sum, batch) => sum + batch.fraction * batch.total, 0);
    const percent = Math.floor((100 * done) / total);
    const what =
      batches.length === 1 ? (batches[0]?.name ?? '') : counted(batches.length, 'batch', 'batches');
    this.#item.text = `$(sync~spin) ${what}: ${percent} %`;
    this.#item.tooltip = new MarkdownString(
      batches
        .map(
          batch => `${escapeMarkdown(batch.name)}: ${grouped(batch.ended)} of ${counted(batch.total, 'run')}`,
        )
        .join('  \n') + '\n\nClick to stop; what was computed is kept.',
    );
    this.#item.accessibilityInformation = { label: `LoRA: ${what}, ${percent} percent. Press to stop.` };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>]/g, '\\$&');
}
