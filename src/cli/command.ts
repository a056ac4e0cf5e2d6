import type { ParseArgsConfig } from 'node:util';
import type { Terminal } from './terminal.ts';

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** `run FILE [options]`, for the help. */
  readonly synopsis: string;
  readonly summary: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Help lines of its options: `--workers N`, what it does. */
  readonly details: readonly (readonly [string, string])[];
  /** Does the work and answers with the exit code. */
  run(call: CommandCall): Promise<number>;
}

export interface CommandCall {
  readonly positionals: readonly string[];
  /** Values of the options, by name. */
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly terminal: Terminal;
  /** Calls back when the user interrupts; the answer ends listening. */
  readonly onInterrupt: (stop: () => void) => () => void;
}
