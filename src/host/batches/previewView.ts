import type { Uri } from 'vscode';
import type { LoadedExperiment } from '../../experiment/load.ts';
import type { NoteView, PanelView } from '../../protocol/panel.ts';
import { seriesLookup } from '../../runs/batchKind.ts';
import { BatchModel } from '../../runs/batchModel.ts';
import { ownTheoryOf } from '../../runs/ownTheory.ts';
import { buildPanelView } from '../../runs/panelView.ts';
import { factsOf } from '../../runs/variantFacts.ts';
import { experimentName } from '../experimentName.ts';

/** The panel of a file that has not run: what it would do, or why it cannot. */
export function previewView(
  uri: Uri,
  loaded: LoadedExperiment | null,
  workers: number,
  notes: readonly NoteView[],
): PanelView {
  const variants = loaded?.variants ?? [];
  const seeds = loaded?.seeds ?? [];
  const title = loaded?.experiment?.title ?? '';
  return buildPanelView({
    state: notes.length > 0 ? 'error' : 'empty',
    title: title === '' ? experimentName(uri) : title,
    variants,
    facts: variants.map(variant => factsOf(variant, loaded?.files ?? {}, null)),
    model: new BatchModel(variants.length, seeds, seriesLookup(variants)),
    text: '',
    seconds: 0,
    secondsLeft: loaded === null ? null : loaded.estimate.seconds / workers,
    notes,
    reproduced: null,
    stale: false,
    ghosts: [],
    own: ownTheoryOf(loaded),
  });
}
