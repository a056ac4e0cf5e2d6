import { html, nothing, svg, type TemplateResult } from 'lit';
import type { PageCategory, Tone } from '../../src/protocol/page.ts';

/** What the tones of a chart stand for, each with its colour, its shape and its word. */
export function toneKey(categories: readonly PageCategory[]): TemplateResult | typeof nothing {
  if (categories.length === 0) return nothing;
  return html`<ul class="tones">
    ${categories.map(({ tone, label }) => html`<li>${sign(tone)}${label}</li>`)}
  </ul>`;
}

const SHAPES: Readonly<Record<Tone, string>> = {
  good: 'M5 1A4 4 0 1 1 5 9A4 4 0 1 1 5 1Z',
  warning: 'M5 .7 9.3 5 5 9.3 .7 5Z',
  bad: 'M.8 1.5H9.2L5 9Z',
  neutral: 'M1.2 1.2H8.8V8.8H1.2Z',
};

/** The shape of a tone. */
export function sign(tone: Tone): TemplateResult {
  return html`<svg class="sign ${tone}" width="10" height="10" aria-hidden="true">
    ${svg`<path d=${SHAPES[tone]} stroke="currentColor" stroke-width="1.4" fill=${tone === 'good' ? 'currentColor' : 'none'}/>`}
  </svg>`;
}
