import process from 'node:process';
import { commandLine } from './commandLine.ts';
import { exitCode } from './exitCode.ts';
import { streamTerminal } from './terminal.ts';

/** The `lora-dynamics` program. */
const listeners = new Set<() => void>();
let interrupts = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupts++;
    // The first asks to stop and store what is there; the second means it.
    if (interrupts > 1 || listeners.size === 0) process.exit(exitCode.interrupted);
    for (const listener of [...listeners]) listener();
  });
}

process.exitCode = await commandLine(
  process.argv.slice(2),
  streamTerminal(process.stdout, process.stderr),
  stop => {
    listeners.add(stop);
    return () => void listeners.delete(stop);
  },
);
