import type { LogOutputChannel } from 'vscode';
import type { RunPool } from '../../runs/runPool.ts';
import type { Stores } from './stores.ts';

/** What the batches of an experiment need. */
export interface BatchDependencies {
  readonly stores: Stores;
  readonly pool: () => RunPool;
  readonly log: LogOutputChannel;
}
