import type { Uri } from 'vscode';
import type { LoadedExperiment } from '../../experiment/load.ts';
import { elsewhereNote } from '../../runs/panelNotes.ts';
import { requestOf } from '../../runs/requestOf.ts';
import { BatchSession } from '../../runs/session.ts';
import { experimentName } from '../experimentName.ts';
import type { BatchDependencies } from './batchDependencies.ts';
import { ShownBatch } from './shownBatch.ts';
import type { StorePlace } from './stores.ts';

/** The session that computes a batch of an experiment, and what a panel shows of it; null where it cannot run. */
export function prepareBatch(
  uri: Uri,
  loaded: LoadedExperiment,
  text: string,
  place: StorePlace | null,
  { pool, stores }: BatchDependencies,
): { readonly session: BatchSession; readonly shown: ShownBatch } | null {
  const source = place?.source ?? uri.toString();
  const request = requestOf(loaded, { source, text, fallbackTitle: experimentName(uri) });
  if (request === undefined) return null;
  const session = new BatchSession(request, { pool: pool(), store: place?.store ?? null });
  const shown = new ShownBatch(session.head, loaded.files);
  const wanted = stores.placesOf(uri)[0]!.store.root;
  if (place?.store.root !== wanted) shown.addNote(elsewhereNote(wanted, place !== null));
  return { session, shown };
}
