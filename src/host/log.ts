import { window, type LogOutputChannel } from 'vscode';

/** The extension's log, under *Output ▸ LoRA Dynamics*. */
export function createLog(): LogOutputChannel {
  return window.createOutputChannel('LoRA Dynamics', { log: true });
}

/** An unknown thrown thing in words, with its stack where it has one. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
}
