import type { LoadedBatch } from '../../runs/store.ts';
import type { Stores } from '../batches/stores.ts';
import { ToolError } from './toolInput.ts';

/** A stored batch by its id, from whichever folder has it. */
export async function storedBatch(
  stores: Stores,
  id: string,
): Promise<{ readonly root: string; readonly batch: LoadedBatch }> {
  for (const { root, store } of stores.all()) {
    const loaded = await store.load(id);
    if (loaded.ok) return { root: root.toString(), batch: loaded.value };
    const [fault] = loaded.faults;
    if (fault !== undefined && fault.code !== 'no-such-batch')
      throw new ToolError(fault.code, fault.message, fault.remedy);
  }
  throw new ToolError(
    'no-such-batch',
    `There is no batch "${id}" in the folders that are open`,
    'Take an id from the list of runs',
  );
}
