import { html, nothing, type TemplateResult } from 'lit';
import { grouped } from '../../src/charts/numbers.ts';
import type { VariantView } from '../../src/protocol/panel.ts';
import { sign } from './toneKey.ts';

/** Whether ends of runs are judged, so that the table has a column for it. */
export function hasVerdicts(variants: readonly VariantView[]): boolean {
  return variants.some(({ verdicts = [] }) => verdicts.length > 0);
}

/** How the runs of a variant ended: `● 35 global ▽ 25 spurious`. */
export function verdictCell({ verdicts = [] }: VariantView): TemplateResult {
  if (verdicts.length === 0) return html`<span class="muted">–</span>`;
  return html`<span class="verdicts"
    >${verdicts.map(
      ({ short, label, tone, count }, i) =>
        html`${i > 0 ? html`<span class="hidden">, </span>` : nothing}<span title=${label}
            >${sign(tone)}${grouped(count)} ${short}</span
          >`,
    )}</span
  >`;
}
