import { parseArgs } from 'node:util';
import { VERSION } from '../engine/version.ts';
import { benchCommand } from './benchCommand.ts';
import { checkCommand } from './checkCommand.ts';
import type { Command, CommandCall } from './command.ts';
import { exitCode } from './exitCode.ts';
import { commandHelp, overview } from './help.ts';
import { renderCommand } from './renderCommand.ts';
import { reproduceCommand } from './reproduceCommand.ts';
import { runCommand } from './runCommand.ts';
import type { Terminal } from './terminal.ts';
import { verifyCommand } from './verifyCommand.ts';

const commands: readonly Command[] = [
  runCommand,
  checkCommand,
  renderCommand,
  verifyCommand,
  reproduceCommand,
  benchCommand,
];

/** Understands the arguments and runs the command; the answer is the exit code. */
export async function commandLine(
  args: readonly string[],
  terminal: Terminal,
  onInterrupt: CommandCall['onInterrupt'],
): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    await terminal.out(`${VERSION}\n`);
    return exitCode.done;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const about = commands.find(command => command.name === rest[0]);
    await terminal.out(about ? commandHelp(about) : overview(commands));
    return name === undefined ? exitCode.wrong : exitCode.done;
  }
  const command = commands.find(candidate => candidate.name === name);
  if (!command) {
    terminal.err(`There is no command ${JSON.stringify(name)}; lora-dynamics --help lists them\n`);
    return exitCode.wrong;
  }
  const help = { help: { type: 'boolean', short: 'h' } } as const;
  let parsed;
  try {
    const options = { ...command.options, ...help };
    const own = command === runCommand ? attachOptionalValues(rest) : rest;
    parsed = parseArgs({ args: own, options, allowPositionals: true, strict: true });
  } catch (error) {
    terminal.err(`${error instanceof Error ? error.message : String(error)}\n\n${commandHelp(command)}`);
    return exitCode.wrong;
  }
  if (parsed.values.help) {
    await terminal.out(commandHelp(command));
    return exitCode.done;
  }
  return command.run({ positionals: parsed.positionals, values: parsed.values, terminal, onInterrupt });
}

/** `run --figure` may stand alone or before the name of an SVG file, which parseArgs cannot say. */
function attachOptionalValues(args: readonly string[]): string[] {
  const attached: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const next = args[i + 1];
    if (args[i] !== '--figure') attached.push(args[i]!);
    else if (next !== undefined && /\.svg$/i.test(next)) attached.push(`--figure=${args[++i]!}`);
    else attached.push('--figure=');
  }
  return attached;
}
