import { window, type Uri } from 'vscode';
import { counted, grouped } from '../../runs/format.ts';
import type { BatchRegistry } from '../batches/batchRegistry.ts';
import type { ExperimentBatches } from '../batches/experimentBatches.ts';
import { fileName } from '../experimentName.ts';

/** Stops the batch of that experiment, or the one that runs; with several, asks which. */
export async function stopRun(batches: BatchRegistry, target: Uri | null): Promise<void> {
  const { running } = batches;
  const wanted = running.find(({ uri }) => uri.toString() === target?.toString());
  if (wanted !== undefined) await wanted.stop();
  else if (running.length === 1) await running[0]!.stop();
  else if (running.length > 1) await (await choose(running))?.stop();
}

async function choose(running: readonly ExperimentBatches[]): Promise<ExperimentBatches | undefined> {
  const items = running.map(batches => ({
    label: fileName(batches.uri),
    description:
      batches.shown === null
        ? ''
        : `${grouped(batches.shown.ended)} of ${counted(batches.shown.total, 'run')}`,
    batches,
  }));
  const chosen = await window.showQuickPick(items, { title: 'Stop Run', placeHolder: 'Which one?' });
  return chosen?.batches;
}
