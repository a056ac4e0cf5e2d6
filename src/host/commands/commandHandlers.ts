import {
  commands as vscodeCommands,
  window,
  type ExtensionContext,
  type LogOutputChannel,
  type Uri,
} from 'vscode';
import type { BatchRegistry } from '../batches/batchRegistry.ts';
import type { Stores } from '../batches/stores.ts';
import type { WorkerPool } from '../../worker/pool.ts';
import type { ComparisonPanels } from '../comparison/comparisonPanels.ts';
import { copyDiagnostics } from '../help/copyDiagnostics.ts';
import { openHelp } from '../help/openHelp.ts';
import { WALKTHROUGH, commands, contexts } from '../manifest.ts';
import type { PanelManager } from '../panel/panelManager.ts';
import type { RecentProblems } from '../recentProblems.ts';
import { registerRunsCommands } from '../runs/runsCommands.ts';
import { isRow } from '../runs/selection.ts';
import type { RunsView } from '../runs/runsView.ts';
import type { ContextKeys } from '../status/contextKeys.ts';
import { copyCommandLine } from './copyCommandLine.ts';
import { newExperiment } from './newExperiment.ts';
import { revealRuns } from './revealRuns.ts';
import type { ExperimentRunner } from './runExperiment.ts';
import { stopRun } from './stopRun.ts';
import { targetOf } from './target.ts';

/** What a command does with what it was called on. */
export type CommandHandler = (...given: readonly unknown[]) => unknown;

/** What every command of the manifest does, by its id. */
export function commandHandlers(parts: {
  readonly context: ExtensionContext;
  readonly batches: BatchRegistry;
  readonly panels: PanelManager;
  readonly runner: ExperimentRunner;
  readonly stores: Stores;
  readonly runs: RunsView;
  readonly comparisons: ComparisonPanels;
  readonly contexts: ContextKeys;
  readonly log: LogOutputChannel;
  readonly makePool: () => WorkerPool;
  readonly workers: () => number;
  readonly problems: RecentProblems;
}): ReadonlyMap<string, CommandHandler> {
  const { context, batches, panels, runner, stores, log, makePool } = parts;
  const handlers = new Map<string, CommandHandler>();
  const registerCommand = (id: string, run: CommandHandler): void => void handlers.set(id, run);
  const target = (argument: unknown): Uri | null => targetOf(argument, panels.active);
  const create = (): Promise<void> => newExperiment(context.extensionUri);
  const withTarget = (run: (uri: Uri) => unknown) => (argument: unknown) => {
    const uri = target(argument);
    return uri === null ? offerExperiment(create) : run(uri);
  };

  registerCommand(commands.newExperiment, create);
  registerCommand(
    commands.runExperiment,
    withTarget(uri => runner.run(uri)),
  );
  registerCommand(commands.stopRun, argument =>
    stopRun(batches, isRow(argument) ? (parts.runs.experimentOf(argument) ?? null) : target(argument)),
  );
  registerCommand(
    commands.showResults,
    withTarget(uri => panels.show(uri)),
  );
  registerCommand(commands.revealRuns, argument => revealRuns(stores, target(argument)));
  registerCommand(commands.reproducePaper, async argument => {
    const { reproducePaper } = await import('./reproducePaper.ts');
    return reproducePaper({ extension: context.extensionUri, makePool }, argument);
  });
  registerCommand(commands.verifyFigure, async argument => {
    const { verifyFigure } = await import('./verifyFigure.ts');
    return verifyFigure({ makePool, log }, argument);
  });
  registerCommand(
    commands.copyCommandLine,
    withTarget(async uri => {
      await copyCommandLine(uri);
      parts.contexts.set(contexts.exported, true);
    }),
  );
  registerCommand(commands.showLog, () => log.show());
  registerCommand(commands.copyDiagnostics, () =>
    copyDiagnostics({
      ...{ extension: context.extensionUri, batches, workers: parts.workers, problems: parts.problems },
    }),
  );
  registerCommand(commands.openHelp, page => openHelp(context.extensionUri, page));
  registerCommand(commands.openWalkthrough, () =>
    vscodeCommands.executeCommand(
      'workbench.action.openWalkthrough',
      `${context.extension.id}#${WALKTHROUGH}`,
      false,
    ),
  );
  registerRunsCommands(registerCommand, {
    ...{ view: parts.runs, batches, panels, runner, target, comparisons: parts.comparisons },
    contexts: parts.contexts,
  });
  return handlers;
}

/** A command that needs an experiment was called without one. */
async function offerExperiment(create: () => Promise<void>): Promise<void> {
  const button = 'New Experiment…';
  const answer = await window.showInformationMessage('Open an experiment (*.lora.json) first.', button);
  if (answer === button) await create();
}
