import type { Uri } from 'vscode';
import type { PanelView } from '../../protocol/panel.ts';
import { ghostsOf } from '../../runs/panelView.ts';
import { readSettings } from '../settings.ts';
import type { ShownBatch } from './shownBatch.ts';

/**
 * What lies faintly behind a new batch: the one shown before, if it has other settings and the user wants to see it.
 * A batch of the same settings keeps the ghosts that are there.
 */
export function ghostsBehind(
  configHash: string,
  before: ShownBatch | null,
  there: PanelView['ghosts'],
  uri: Uri,
): PanelView['ghosts'] {
  if (before === null || !readSettings(uri).previousBatch) return [];
  if (before.head.configHash === configHash) return there;
  return ghostsOf(before.view({ notes: [], stale: false, ghosts: [], own: null }));
}
