import { MarkdownString, type LanguageModelTool, type TextDocument } from 'vscode';
import { forecast } from '../../runs/forecast.ts';
import { counted } from '../../runs/format.ts';
import { escaped } from '../../runs/listing/rows.ts';
import { fileName } from '../experimentName.ts';
import { description } from './describeTool.ts';
import { experimentFile } from './experimentFile.ts';
import { ToolError, ToolInput } from './toolInput.ts';
import type { ToolPorts } from './toolPorts.ts';

/** Runs an experiment to its end, after the user has agreed to what it costs, and describes the batch. */
export function runTool(ports: ToolPorts): LanguageModelTool<object> {
  const { service, batches, runner, stores, workers } = ports;
  const fileIn = (input: unknown): Promise<TextDocument> =>
    experimentFile(new ToolInput(input).required('file', 'the path of a *.lora.json file'));
  /** Runs that the user agreed to, by file. */
  const agreed = new Map<string, number>();
  return {
    async prepareInvocation({ input }) {
      const document = await fileIn(input);
      const { experiment, variants, seeds, estimate } = await service.load(document);
      const name = fileName(document.uri);
      agreed.set(document.uri.toString(), experiment === undefined ? 0 : estimate.runs);
      // what is wrong with the file is said when it is called
      if (experiment === undefined) return { invocationMessage: `Checking ${name}` };
      const size = `${counted(variants.length, 'variant')} × ${counted(seeds.length, 'seed')}`;
      const message = new MarkdownString(
        `**${escaped(name)}**: ${size}. ${forecast(estimate, workers())}. ` +
          'Its results appear beside the file and are kept with the workspace; the status bar stops it.',
      );
      return {
        invocationMessage: `Running ${name}: ${counted(estimate.runs, 'run')}`,
        confirmationMessages: { title: `Run ${counted(estimate.runs, 'run')} of ${name}?`, message },
      };
    },
    async invoke({ input }, token) {
      const document = await fileIn(input);
      const loaded = await service.load(document);
      if (loaded.experiment === undefined) {
        const [first] = loaded.issues.filter(({ severity }) => severity === 'error');
        throw new ToolError(
          first?.code ?? 'not-an-experiment',
          `${fileName(document.uri)}:${first?.line ?? 1} does not run: ${first?.message ?? 'it is no experiment'}`,
          first?.remedy ?? 'Check the file',
        );
      }
      const asked = agreed.get(document.uri.toString());
      agreed.delete(document.uri.toString());
      if (asked !== undefined && loaded.estimate.runs > asked)
        throw new ToolError(
          'changed-meanwhile',
          `${fileName(document.uri)} has ${counted(loaded.estimate.runs, 'run')} now, and ${asked} when the user was asked`,
          'Call again, so that the user can agree to the file as it is',
        );
      const of = batches.of(document.uri);
      const before = of.shown?.head.id;
      const cancelled = token.onCancellationRequested(() => void of.stop());
      try {
        await runner.run(document.uri, 'agent');
        if (token.isCancellationRequested) await of.stop();
        await of.ended;
      } finally {
        cancelled.dispose();
      }
      const now = of.shown?.head.id;
      if (now === undefined || now === before)
        throw new ToolError(
          'not-run',
          `${fileName(document.uri)} was not run: it changed or another run of it took over`,
          'Check the file and call again',
        );
      const batch = await stores.loadLatest(document.uri);
      if (batch?.head.id !== now)
        throw new ToolError('not-stored', 'The batch could not be stored', 'Look at its panel and the log');
      return description(batch, undefined, ports);
    },
  };
}
