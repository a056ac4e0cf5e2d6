import type { Command } from './command.ts';
import { exitCode } from './exitCode.ts';
import { readExperiment } from './experimentFile.ts';
import { issueLine } from './issueLine.ts';

/** `check FILE…`: says what is wrong with experiments, without running them. */
export const checkCommand: Command = {
  name: 'check',
  synopsis: 'check FILE…',
  summary: 'Say what is wrong with experiments: file:line:col severity code message',
  options: {},
  details: [],
  async run({ positionals, terminal }) {
    if (positionals.length === 0) {
      terminal.err('check needs a file: lora-dynamics check FILE…\n');
      return exitCode.wrong;
    }
    let wrong = false;
    for (const path of positionals) {
      const file = await readExperiment(path);
      if (typeof file === 'string') {
        await terminal.out(`${path}:1:1 error file-unreadable ${file}\n`);
        wrong = true;
        continue;
      }
      for (const issue of file.loaded.issues) await terminal.out(issueLine(path, issue));
      wrong ||= file.loaded.issues.some(({ severity }) => severity === 'error');
    }
    return wrong ? exitCode.wrong : exitCode.done;
  },
};
