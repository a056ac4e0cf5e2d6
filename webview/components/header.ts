import { html, nothing, type TemplateResult } from 'lit';

import { duration, grouped, scientific } from '../../src/charts/numbers.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { icon } from '../icons.ts';
import { areExplained, withExplained } from '../looking.ts';
import { styled } from '../styled.ts';
import { actionButton } from './actionButton.ts';
import type { PanelActions } from './actions.ts';
import { percent, stateWords } from './stateWords.ts';

/** Title, state, runs, time, drift, method; on the right what can be done or was reproduced; progress below. */
export function header(view: PanelView, look: ViewState, actions: PanelActions): TemplateResult {
  const state = stateWords(view);
  return html`<header>
      <h1 title=${view.title}>${view.title}</h1>
      <div class="mark">${badges(view, look, actions)}${marks(view, actions)}</div>
      <div class="meta">
        <span>${icon(state.icon, state.tone)}<b>${state.words}</b></span>
        ${runs(view)} ${rate(view)} ${time(view)} ${drift(view)}
        ${view.method === '' ? nothing : html`<span>${view.method}</span>`}
      </div>
    </header>
    ${view.state === 'running' ? progress(view.fraction) : nothing}`;
}

function runs({ state, runs: { total, done, variants, seeds, cached } }: PanelView): TemplateResult {
  if (state === 'empty')
    return html`<span
      >${variants} ${variants === 1 ? 'variant' : 'variants'} × ${seeds} ${seeds === 1 ? 'seed' : 'seeds'} =
      <b>${grouped(total)}</b> ${total === 1 ? 'run' : 'runs'}</span
    >`;
  const kept = ['stopped', 'error', 'interrupted'].includes(state) && done < total ? ' kept' : '';
  return html`<span
    ><b>${grouped(done)}</b> of ${grouped(total)}
    ${total === 1 ? 'run' : 'runs'}${kept}${
      cached > 0 ? html`, ${grouped(cached)} known before` : nothing
    }</span
  >`;
}

function rate({ state, rate: words }: PanelView): TemplateResult | typeof nothing {
  return state === 'running' && words !== null ? html`<span>${words}</span>` : nothing;
}

function time({ state, seconds, secondsLeft }: PanelView): TemplateResult | typeof nothing {
  if (state === 'empty')
    return secondsLeft === null ? nothing : html`<span>about <b>${about(secondsLeft)}</b></span>`;
  const left = state === 'running' && secondsLeft !== null ? `, about ${about(secondsLeft)} left` : '';
  return html`<span><b>${duration(seconds)}</b>${left}</span>`;
}

function about(seconds: number): string {
  return seconds < 1
    ? '1 s'
    : duration(seconds < 10 ? Math.round(seconds) + 1e-9 : seconds).replace('.0 s', ' s');
}

function drift({ drift: value, discrete }: PanelView): TemplateResult | typeof nothing {
  if (!value) return nothing;
  const expected = `, as expected for this ${discrete ? 'step' : 'tolerance'}`;
  const words = { ok: nothing, expected, high: ', high' }[value.verdict];
  const sign = value.verdict === 'high' ? icon('warning', 'warning') : nothing;
  return html`<span title="Largest relative change of what the flow conserves"
    >${sign}drift <b>${scientific(value.value)}</b>${words}</span
  >`;
}

/** What the runs show, counted; a click shows or hides the notes that only inform. */
function badges({ diagnosis, notes }: PanelView, look: ViewState, actions: PanelActions): TemplateResult[] {
  const open = areExplained(notes, diagnosis, look);
  return diagnosis.badges.map(({ severity, text }) =>
    severity === 'info'
      ? html`<button
          type="button"
          class="badge"
          aria-expanded=${open ? 'true' : 'false'}
          title=${open ? 'Hide what this means' : 'What this means'}
          @click=${() => actions.look(withExplained(look, !open))}
        >
          ${icon('info', 'info')}${text}
        </button>`
      : html`<span>${icon(severity, severity)}${text}</span>`,
  );
}

function marks(view: PanelView, actions: PanelActions): TemplateResult | typeof nothing {
  if (view.state === 'running')
    return actionButton('Stop', () => actions.intent({ type: 'stop' }), {
      small: true,
      icon: icon('stop'),
      key: 'Esc',
    });
  const unfinished = view.state === 'stopped' || view.state === 'interrupted';
  return html`${
    view.stale
      ? html`<span class="stale">${icon('history', 'warning')}File edited since this run</span>`
      : nothing
  }${reproduced(view)}${
    unfinished
      ? actionButton('Resume', () => actions.intent({ type: 'resume' }), { small: true, icon: icon('play') })
      : nothing
  }${
    view.stale
      ? actionButton('Run Again', () => actions.intent({ type: 'run' }), { small: true, icon: icon('play') })
      : nothing
  }`;
}

function reproduced({ reproduced: result }: PanelView): TemplateResult | typeof nothing {
  if (!result) return nothing;
  const { label, passed, total, complete } = result;
  if (complete && passed === total)
    return html`<span>${icon('verified', 'ok')}Reproduced: ${label}, ${passed} of ${total} values</span>`;
  const words = complete ? 'values agree' : 'values so far';
  return html`<span
    >${icon(complete ? 'warning' : 'info', complete ? 'warning' : 'info')}${label}: ${passed} of ${total}
    ${words}</span
  >`;
}

function progress(fraction: number): TemplateResult {
  return html`<div
    class="progress"
    role="progressbar"
    aria-label="Batch"
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${percent(fraction)}
  >
    <i ${styled({ width: `${Math.max(0, Math.min(100, fraction * 100)).toFixed(2)}%` })}></i>
  </div>`;
}
