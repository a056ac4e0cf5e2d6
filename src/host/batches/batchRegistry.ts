import { EventEmitter, type Uri } from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import type { BatchDependencies } from './batchDependencies.ts';
import { ExperimentBatches } from './experimentBatches.ts';

/** The batches of every experiment that was looked at in this window. */
export class BatchRegistry {
  readonly #ports: BatchDependencies;
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new EventEmitter<ExperimentBatches>());
  readonly #experiments = new Map<string, ExperimentBatches>();

  /** Something that a panel, a lens or the status bar shows of an experiment has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(ports: BatchDependencies) {
    this.#ports = ports;
  }

  of(uri: Uri): ExperimentBatches {
    const key = uri.toString();
    const known = this.#experiments.get(key);
    if (known !== undefined) return known;
    const batches = this.#owned.add(new ExperimentBatches(uri, this.#ports));
    this.#owned.add(batches.onDidChange(() => this.#changed.fire(batches)));
    this.#experiments.set(key, batches);
    return batches;
  }

  /** The batches of an experiment, where it was looked at before. */
  find(uri: Uri): ExperimentBatches | undefined {
    return this.#experiments.get(uri.toString());
  }

  /** An experiment goes on under another name: its batch in progress or in view goes with it. */
  move(from: Uri, to: Uri): void {
    const batches = this.#experiments.get(from.toString());
    if (batches === undefined) return;
    this.#experiments.delete(from.toString());
    this.#experiments.set(to.toString(), batches);
    batches.moveTo(to);
    this.#changed.fire(batches);
  }

  get running(): readonly ExperimentBatches[] {
    return [...this.#experiments.values()].filter(({ running }) => running);
  }

  /** Those that run, and those that were stopped and are being stored. */
  get underWay(): readonly ExperimentBatches[] {
    return [...this.#experiments.values()].filter(({ underWay }) => underWay);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
