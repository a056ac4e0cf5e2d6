import { VERSION } from '../engine/version.ts';
import type { Command } from './command.ts';

/** What `--help` prints. */
export function overview(commands: readonly Command[]): string {
  const list = table(commands.map(({ synopsis, summary }) => [synopsis, summary]));
  return `LoRA Dynamics ${VERSION}: how low-rank adapters learn

Usage: lora-dynamics COMMAND …

${list}
${table([
  ['COMMAND --help', 'Options of a command'],
  ['--version', 'Version of the program'],
])}
Exit codes: 0 all runs done, 1 some failed or disagree with the paper, 2 the file or the call is wrong, 130 interrupted.
`;
}

/** What `COMMAND --help` prints. */
export function commandHelp({ synopsis, summary, details }: Command): string {
  const options = details.length > 0 ? `\n${table(details)}` : '';
  return `Usage: lora-dynamics ${synopsis}\n\n${summary}.\n${options}`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}
