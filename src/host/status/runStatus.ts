import { MarkdownString, StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import { runningWords, type RunningBatch } from '../../runs/runningWords.ts';
import { commands } from '../manifest.ts';

/** One item while anything runs: how far it is; a click stops it. Its icon is still: one that turns has the whole window composed anew many times a second. */
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
    const { text, lines, spoken } = runningWords(batches);
    this.#item.text = `$(sync) ${text}`;
    this.#item.tooltip = new MarkdownString(
      `${lines.map(escapeMarkdown).join('  \n')}\n\nClick to stop; what was computed is kept.`,
    );
    this.#item.accessibilityInformation = { label: `LoRA: ${spoken}. Press to stop.` };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>]/g, '\\$&');
}
