import { cwd } from 'node:process';
import { isBatchId } from '../runs/batchFiles.ts';
import type { LoadedBatch, RunStore } from '../runs/store.ts';
import { storeOf, storePlace } from './storePlace.ts';

/** The stored batch that a word of the user stands for (a file, a batch, a run), or a sentence when there is none. */
export async function storedBatch(name: string): Promise<LoadedBatch | string> {
  if (name.endsWith('.json')) {
    const { store, source } = storePlace(name, cwd());
    const latest = await store.latestFor(source);
    return latest ? load(store, latest.head.id) : `${name} has not been run yet: lora-dynamics run ${name}`;
  }
  const store = storeOf(cwd());
  const { batches } = await store.list();
  if (isBatchId(name) && batches.some(({ head }) => head.id === name)) return load(store, name);
  if (/^[0-9a-f]{8,64}$/.test(name)) {
    for (const { head, runs } of batches) {
      const run = runs.find(({ id }) => id.startsWith(name));
      if (run) return onlyRun(await load(store, head.id), run.id);
    }
  }
  return `There is no run or batch ${name} under ${store.root}`;
}

async function load(store: RunStore, id: string): Promise<LoadedBatch | string> {
  const loaded = await store.load(id);
  return loaded.ok ? loaded.value : loaded.faults.map(({ message }) => message).join('\n');
}

/** The same batch with one run alone. */
function onlyRun(batch: LoadedBatch | string, id: string): LoadedBatch | string {
  if (typeof batch === 'string') return batch;
  const run = batch.runs.find(({ record }) => record.id === id);
  const variant = run && batch.head.variants[run.record.variant];
  if (!run || !variant) return `Run ${id} could not be read back`;
  return {
    ...batch,
    head: { ...batch.head, variants: [variant], seeds: [run.record.seed] },
    runs: [{ run: 0, record: { ...run.record, variant: 0 } }],
  };
}
