import { html, type TemplateResult } from 'lit';
import { cividis } from '../../src/charts/cividis.ts';
import { styled } from '../styled.ts';

const STEPS = 20;

/** The colours of a map with what their ends stand for. */
export function colourScale(low: string, high: string): TemplateResult {
  const colours = Array.from({ length: STEPS }, (_, i) => cividis(i / (STEPS - 1)).fill);
  return html`<div class="scale" role="img" aria-label=${`Colours from ${low}, dark, to ${high}, bright`}>
    <span>${low}</span>
    <i ${styled({ background: `linear-gradient(to right, ${colours.join(', ')})` })}></i>
    <span>${high}</span>
  </div>`;
}
