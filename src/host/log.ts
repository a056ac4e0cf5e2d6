import { window, type LogOutputChannel } from 'vscode';
import type { RecentProblems } from './recentProblems.ts';

/** The extension's log, under *Output ▸ LoRA Dynamics*; warnings and errors are remembered for *Copy Diagnostics*. */
export function createLog(problems: RecentProblems): LogOutputChannel {
  const channel = window.createOutputChannel('LoRA Dynamics', { log: true });
  const warn = channel.warn.bind(channel);
  const error = channel.error.bind(channel);
  return Object.assign(channel, {
    warn(message: string, ...more: readonly unknown[]) {
      problems.add('warning', message);
      warn(message, ...more);
    },
    error(message: string | Error, ...more: readonly unknown[]) {
      problems.add('error', message);
      error(message, ...more);
    },
  });
}

/** An unknown thrown thing in words, with its stack where it has one. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
}
