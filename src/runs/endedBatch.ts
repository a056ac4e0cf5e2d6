import type { Verdict } from '../experiment/reproduces.ts';
import type { PanelView } from '../protocol/panel.ts';
import type { LoadedFiles } from '../protocol/worker.ts';
import type { ProblemKind } from '../experiment/kinds/contract.ts';
import { batchKind, seriesLookup } from './batchKind.ts';
import { BatchModel } from './batchModel.ts';
import type { OwnTheory } from './ownTheory.ts';
import { pagesOf } from './pages.ts';
import { buildPanelView } from './panelView.ts';
import type { BatchHead, BatchSummary, RunRecord } from './record.ts';
import { paperValuesOf, reproductionOf, verdictOf } from './reproduction.ts';
import { eventInfosOf, factsOf } from './variantFacts.ts';

/** An ended batch: what the panel would show of it, and the comparison with the figure it claims to reproduce. */
export interface EndedBatch {
  readonly view: PanelView;
  readonly model: BatchModel;
  /** Undefined for settings of another version. */
  readonly kind: ProblemKind | undefined;
  readonly verdict: Verdict | null;
}

/** The same view model as the panel's, so that figure and table say the same as the plot. */
export function endedBatch(
  head: BatchHead,
  summary: Pick<BatchSummary, 'state' | 'seconds'>,
  records: readonly RunRecord[],
  files: LoadedFiles,
  own: OwnTheory,
): EndedBatch {
  const model = new BatchModel(head.variants.length, head.seeds, seriesLookup(head.variants));
  for (const record of records) model.finish(record, false);
  const paper = paperValuesOf(head);
  const view = buildPanelView({
    state: summary.state,
    title: head.title,
    variants: head.variants,
    facts: head.variants.map((variant, i) => factsOf(variant, files, paper[i] ?? null)),
    model,
    text: head.text,
    pages: pagesOf(head.variants, files),
    events: eventInfosOf(head.variants),
    fraction: model.fraction,
    seconds: summary.seconds,
    secondsLeft: null,
    notes: [],
    reproduced: reproductionOf(head, model, true),
    stale: false,
    ghosts: [],
    own,
  });
  return { view, model, kind: batchKind(head.variants), verdict: verdictOf(head, model) };
}
