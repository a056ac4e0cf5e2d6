import { html, nothing, type TemplateResult } from 'lit';
import { brief } from '../../src/charts/numbers.ts';
import { shareOf, sliderSteps, valueAtShare } from '../../src/charts/sliderScale.ts';
import type { FieldView, PreviewView, WhatIfView } from '../../src/protocol/whatIf.ts';
import { styled } from '../styled.ts';
import type { Values } from '../whatIf.ts';
import { actionButton } from './actionButton.ts';
import type { PanelActions } from './actions.ts';

/** What the sliders show, and what they do. */
export interface WhatIfInput {
  /** Null until the host has answered. */
  readonly answer: WhatIfView | null;
  readonly values: Values;
  /** Settings that the file does not write are shown too. */
  readonly all: boolean;
  readonly actions: PanelActions;
  showAll(all: boolean): void;
}

/** Sliders for the numbers of the file. What they show is drawn over the plots; only the button writes it. */
export function whatIfStrip(input: WhatIfInput): TemplateResult {
  const { answer, values, all } = input;
  const written = answer?.fields.filter(field => field.written || field.path in values) ?? [];
  const fields = all || written.length === 0 ? (answer?.fields ?? []) : written;
  const hidden = (answer?.fields.length ?? 0) - fields.length;
  return html`<section class="what-if" aria-label="What if?">
    <div class="fields">${fields.map(field => slider(field, input))}</div>
    <div class="told">
      ${outcome(input)}
      <span class="space"></span>
      ${
        hidden > 0 || (all && written.length > 0)
          ? html`<button type="button" class="link" @click=${() => input.showAll(!all)}>
              ${all ? 'Fewer' : `${hidden} more`}
            </button>`
          : nothing
      }
      ${buttons(input)}
    </div>
  </section>`;
}

function slider(field: FieldView, { values, actions }: WhatIfInput): TemplateResult {
  const { path, name, symbol, value } = field;
  const now = values[path] ?? value;
  const steps = sliderSteps(field);
  const moved = now !== value;
  const text = moved ? `${brief(value)} in the file, now ${brief(now)}` : brief(value);
  const move = (event: Event) => {
    const share = (event.target as HTMLInputElement).valueAsNumber / steps;
    actions.ask(withValue(values, field, valueAtShare(field, share)));
  };
  const share = shareOf(field, value);
  return html`<label class="field">
    <span class="name"
      >${name}
      ${symbol === '' || symbol === name ? nothing : html`<span class="muted">${symbol}</span>`}</span
    >
    <output aria-hidden="true">
      ${moved ? html`<span class="muted">${brief(value)} →</span> ${brief(now)}` : brief(now)}
    </output>
    <input
      type="range"
      min="0"
      max=${steps}
      step="1"
      .value=${String(Math.round(shareOf(field, now) * steps))}
      aria-label=${name}
      aria-valuetext=${text}
      title=${path}
      @input=${move}
      @dblclick=${() => actions.ask(withValue(values, field, value))}
    />
    <span class="tick" aria-hidden="true" ${styled({ left: `calc(7px + ${share} * (100% - 14px))` })}
      >file</span
    >
  </label>`;
}

/** The file's own value is no change. */
function withValue(values: Values, { path, value }: FieldView, next: number): Values {
  const others = Object.fromEntries(Object.entries(values).filter(([key]) => key !== path));
  return next === value ? others : { ...others, [path]: next };
}

const HOW: Readonly<Record<PreviewView['how'], (seed: number) => string>> = {
  simulated: seed => `preview, seed ${seed}`,
  predicted: () => 'preview, prediction: a run takes too long',
};

function outcome({ answer, values }: WhatIfInput): TemplateResult {
  if (answer === null) return html`<span class="muted">…</span>`;
  if (answer.problem !== '') return html`<span role="status">${answer.problem}</span>`;
  const { preview } = answer;
  if (preview === null || Object.keys(values).length === 0)
    return html`<span class="muted"
      >Drag a setting: the curve it would give is drawn over the plots, and nothing is stored.</span
    >`;
  return html`<span class="how"
      ><i class=${preview.how} aria-hidden="true"></i>${HOW[preview.how](preview.seed)}</span
    >
    ${preview.changes.map(
      ({ label, before, after }) =>
        html`<span class="change">${label} <span class="muted">${before} →</span> <b>${after}</b></span>`,
    )}`;
}

function buttons({ answer, values, actions }: WhatIfInput): TemplateResult | typeof nothing {
  const changed = answer?.fields.filter(({ path }) => path in values) ?? [];
  const [first] = changed;
  if (first === undefined) return nothing;
  const what = changed.length === 1 ? first.name : `${changed.length} Settings`;
  const write = () => {
    actions.intent({ type: 'writeWhatIf' });
    // what is written is what the file says
    actions.ask({});
  };
  return html`${actionButton('Reset', () => actions.ask({}), { small: true })}
  ${actionButton(`Write ${what} to File`, write, { small: true, primary: true })}`;
}

/** What the preview is called in a chart: `preview, 3 × 10⁻⁴`; without the value where there is little room. */
export function previewName(answer: WhatIfView | null, values: Values, roomy: boolean): string {
  const changed = Object.values(values);
  const [only] = changed;
  return roomy && answer?.preview && changed.length === 1 && only !== undefined
    ? `preview, ${brief(only)}`
    : 'preview';
}
