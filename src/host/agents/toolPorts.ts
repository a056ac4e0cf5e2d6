import type { LogOutputChannel, Uri } from 'vscode';
import type { BatchRegistry } from '../batches/batchRegistry.ts';
import type { Stores } from '../batches/stores.ts';
import type { ExperimentRunner } from '../commands/runExperiment.ts';
import type { ExperimentService } from '../experimentService.ts';

/** What the tools of language models work with: the services that commands and panels use. */
export interface ToolPorts {
  readonly extension: Uri;
  readonly service: ExperimentService;
  readonly batches: BatchRegistry;
  readonly stores: Stores;
  readonly runner: ExperimentRunner;
  /** How many runs are computed at the same time. */
  readonly workers: () => number;
  readonly log: LogOutputChannel;
}
