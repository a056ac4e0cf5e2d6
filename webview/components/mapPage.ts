import { html, nothing, type TemplateResult } from 'lit';
import '../charts/chartElement.ts';
import { sweepLayout } from '../../src/charts/layout.ts';
import { selectedVariant } from '../../src/charts/model/chartInput.ts';
import { matrixGrid, sampleAt } from '../../src/charts/model/matrixGrid.ts';
import { LEARNED_MAP } from '../../src/charts/model/shownView.ts';
import { timeScale } from '../../src/charts/model/viewTime.ts';
import { grouped, plain } from '../../src/charts/numbers.ts';
import type { MatrixView } from '../../src/protocol/directions.ts';
import type { PanelView, VariantView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { withMatrixTime } from '../looking.ts';
import type { PanelActions } from './actions.ts';
import { colourScale } from './colourScale.ts';
import './matrixElement.ts';
import { loneLoss } from './loneLoss.ts';
import { unrecorded } from './unrecorded.ts';

/** What the map is drawn from. */
export interface MapInput {
  readonly view: PanelView;
  readonly look: ViewState;
  /** As the host has sent it last, maybe of another variant. */
  readonly matrix: MatrixView | null;
  readonly width: number;
  /** Crosshair of the loss in drawn time: it scrubs while it is there. */
  readonly cross: number | null;
  readonly moveCross: (drawn: number | null) => void;
  readonly actions: PanelActions;
}

/** The learned map in the singular bases of the target at one time, a slider over its samples, and the loss beside it. */
export function mapPage(input: MapInput): TemplateResult | typeof nothing {
  const { view, look, actions } = input;
  const missing = view.unrecorded.find(({ key }) => key === LEARNED_MAP);
  if (missing) return unrecorded(missing, view.state === 'running', actions);
  const selected = selectedVariant(view, look);
  if (!selected) return nothing;
  const { matrix } = input;
  if (matrix?.variant !== selected.id || matrix.t.length === 0)
    return html`<section class="figure map">
      <h2>Learned map <span>${selected.name}</span></h2>
      <p class="hint waiting" role="status">
        ${matrix || view.state !== 'running' ? 'Reading the samples of this variant…' : 'No samples yet.'}
      </p>
    </section>`;
  return mapOf(input, matrix, selected);
}

function mapOf(input: MapInput, matrix: MatrixView, selected: VariantView): TemplateResult {
  const { view, look, width, cross, moveCross, actions } = input;
  const time = timeScale(view, look);
  const factor = time.factor(selected);
  const pointed = cross === null ? null : time.show(cross) / factor;
  const sample = sampleAt(matrix.t, pointed ?? look.matrixTime ?? null);
  const t = matrix.t[sample]!;
  const step = selected.learningRate === null ? '' : `, step ${grouped(t / selected.learningRate)}`;
  const when = `t = ${plain(t)}${step}`;
  const many = view.runs.seeds > 1;
  const target = view.targets[selected.id] ?? null;
  const grid = matrixGrid(matrix, sample, target, look.y, many);
  const symbol = view.matrix?.series.symbol ?? '';
  const followed = matrix.size - 1;
  const capped = target && target.sigma.length > followed ? `, the first ${followed} directions` : '';
  const statistic = !many ? 'one seed' : `mean of log₁₀ over ${view.runs.seeds} seeds`;
  return html`<section class="figure map">
      <h2>
        Learned map at ${when}
        <span>${look.y === 'log' ? `log₁₀ ${symbol}` : symbol}, ${selected.name}, ${statistic}${capped}</span>
      </h2>
      <label class="scrubber">
        <span>time</span>
        <input
          type="range"
          min="0"
          max=${matrix.t.length - 1}
          step="1"
          .value=${String(sample)}
          aria-label="Time of the learned map"
          aria-valuetext=${when}
          @input=${(event: Event) => scrub((event.target as HTMLInputElement).valueAsNumber)}
        />
        <output aria-hidden="true">${when}</output>
      </label>
      <div class="matrix">
        <lora-matrix .grid=${grid} .name=${`Learned map at ${when}`}></lora-matrix>
        <div class="key">
          ${colourScale(grid.low, grid.high)}
          <p>
            Rows are left singular vectors of the target, columns right ones. When all is learned, the
            diagonal has the target’s σᵢ and the rest is zero. U⊥ and V⊥: what lies outside
            ${capped === '' ? 'its directions' : `the first ${followed} directions`}, as a norm.
          </p>
        </div>
      </div>
    </section>
    ${loneLoss(view, look, sweepLayout(width, true).cell, {
      title: 'Loss',
      cross: cross ?? time.draw(t * factor),
      timeText: when.replace(/^t = /, '').replace(/, step.*$/, ''),
      moveCross,
    })}`;

  function scrub(index: number): void {
    const chosen = matrix.t[index];
    moveCross(null);
    if (chosen !== undefined) actions.look(withMatrixTime(look, chosen));
  }
}
