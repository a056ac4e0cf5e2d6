import { isResolvedVariant } from '../experiment/resolvedVariant.ts';
import { figureOf, paperValues, verdict, type Verdict } from '../experiment/reproduces.ts';
import type { Figure } from '../experiment/paper/figures.ts';
import type { PanelView, VariantView } from '../protocol/panel.ts';
import type { BatchModel } from './batchModel.ts';
import type { BatchHead } from './record.ts';

type Claim = Pick<BatchHead, 'experiment' | 'variants'>;

/** Values read off the figure that a batch claims to reproduce, one entry a variant. */
export function paperValuesOf(head: Claim): readonly VariantView['paper'][] {
  const figure = claimedFigure(head);
  return head.variants.map(({ resolved }) =>
    isResolvedVariant(resolved) ? paperValues(figure, resolved) : null,
  );
}

/** The comparison of a batch with the figure that it claims to reproduce; null where it claims nothing. */
export function verdictOf(head: Claim, model: BatchModel): Verdict | null {
  const figure = claimedFigure(head);
  if (figure === undefined) return null;
  const variants = head.variants.flatMap(({ resolved }, i) => {
    if (!isResolvedVariant(resolved)) return [];
    const seeds = model.counts(i).done;
    const loss = model.final(i, 'loss');
    const alignment = model.final(i, 'alignment');
    return [{ resolved, final: seeds > 0 ? { seeds, loss, alignment } : null }];
  });
  return variants.length === head.variants.length ? verdict(figure, variants) : null;
}

/** The verdict in the words of the panel's header. */
export function reproductionOf(head: Claim, model: BatchModel, ended: boolean): PanelView['reproduced'] {
  const found = verdictOf(head, model);
  if (found === null || found.rows.length === 0) return null;
  return {
    label: found.figure.label,
    passed: found.passed,
    total: found.rows.length,
    complete: ended && found.complete,
  };
}

function claimedFigure(head: Claim): Figure | undefined {
  const { experiment } = head;
  if (typeof experiment !== 'object' || experiment === null || !('reproduces' in experiment))
    return undefined;
  return typeof experiment.reproduces === 'string' ? figureOf(experiment.reproduces) : undefined;
}
