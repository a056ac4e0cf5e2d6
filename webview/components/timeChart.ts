import { html, type TemplateResult } from 'lit';
import type { ChartInput } from '../../src/charts/model/chartInput.ts';
import type { ChartModel } from '../../src/charts/model/chartModel.ts';
import { runName } from '../../src/charts/model/grouping.ts';
import { previewLine } from '../../src/charts/model/previewLine.ts';
import { timeScale, type TimeScale } from '../../src/charts/model/viewTime.ts';
import { fixed } from '../../src/charts/numbers.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import type { PreviewView } from '../../src/protocol/whatIf.ts';
import { boxed, dragged, panned, scaled } from '../chartGestures.ts';
import '../charts/chartElement.ts';
import type { ChartEvents } from '../charts/chartElement.ts';
import { crossValues } from '../charts/crosshair.ts';
import type { Pin } from '../charts/pins.ts';
import type { Pointed } from '../charts/pointed.ts';
import { crossTime } from '../crossReading.ts';
import { isolated, withPin, withSelected, withoutZoom } from '../looking.ts';
import { isMeasured } from '../questions.ts';
import type { PanelActions } from './actions.ts';

/** One chart over time and what the panel knows about the reader. */
export interface TimeChartInput {
  readonly view: PanelView;
  readonly look: ViewState;
  readonly model: ChartModel;
  /** It stands over the whole width. */
  readonly isMain: boolean;
  /** What its model was made of. */
  readonly input: () => ChartInput;
  /** Crosshair in shown time; `at t = 0.86`. */
  readonly cross: number | null;
  readonly words: string;
  readonly preview: PreviewView | null;
  readonly previewName: string;
  readonly pointed: Pointed | null;
  readonly moveCross: (drawn: number | null) => void;
  /** A click on it, on the line of a variant or beside all; absent: it chooses the line. */
  readonly pick?: ((variant: string | null) => void) | undefined;
  readonly actions: PanelActions;
}

/** A chart over time with all that a reader can do to it. */
export function timeChart(chart: TimeChartInput): TemplateResult {
  const { view, look, model, cross, words, preview, pointed, actions } = chart;
  const time = timeScale(view, look);
  const gestured = () => ({ input: chart.input(), look, model });
  const on =
    <K extends keyof ChartEvents>(_: K, act: (detail: ChartEvents[K]) => void) =>
    (event: Event) => {
      if (event instanceof CustomEvent) act(event.detail as ChartEvents[K]);
    };
  const choose = ({ variant, alone }: ChartEvents['pick']) => {
    if (variant === null) return;
    actions.look(alone ? isolated(look, variant, view) : withSelected(look, variant, view));
  };
  return html`<lora-chart
    class="figure ${model.key} ${chart.isMain ? 'main' : ''}"
    .model=${model}
    .cross=${cross === null ? null : time.draw(cross)}
    .timeText=${words.replace(/^at (t|step|λt) =? ?/, '')}
    .readoutText=${spoken(chart)}
    .interval=${interval(chart)}
    .preview=${preview && previewLine(view, look, model, preview)}
    .previewName=${chart.previewName}
    .dragKind=${look.measure && isMeasured(view, look, model.key) ? 'time' : (look.drag ?? 'time')}
    .pins=${pinsOf(look, time)}
    .pointed=${pointed}
    .pointedName=${pointedName(view, pointed)}
    @chart-cross=${on('cross', chart.moveCross)}
    @chart-zoom=${on('zoom', detail => actions.look(dragged(gestured(), detail)))}
    @chart-scale=${on('scale', detail => actions.look(scaled(gestured(), detail)))}
    @chart-box=${on('box', detail => actions.look(boxed(gestured(), detail)))}
    @chart-pan=${on('pan', detail => actions.look(panned(gestured(), detail)))}
    @chart-pin=${on('pin', drawn => actions.look(withPin(look, time.show(drawn))))}
    @chart-reset=${() => actions.look(withoutZoom(look))}
    @chart-point=${on('point', line => actions.point(line))}
    @chart-pick=${on('pick', chart.pick ? ({ variant }) => chart.pick?.(variant) : choose)}
  ></lora-chart>`;
}

/** Pinned times as they are drawn. */
function pinsOf({ pins = [] }: ViewState, time: TimeScale): readonly Pin[] {
  return pins.map(shown => ({ at: time.draw(shown), text: crossTime(shown, time.unit) }));
}

/** `10⁻³ gaussian, seed 4`. */
function pointedName(view: PanelView, pointed: Pointed | null): string {
  const name = view.variants.find(({ id }) => id === pointed?.variant)?.name ?? '';
  return pointed?.seed === null || !pointed ? name : runName(view, name, pointed.variant, pointed.seed);
}

/** The measured interval in drawn time, on the charts where it can be dragged. */
function interval({ view, look, model }: TimeChartInput): readonly [number, number] | null {
  const range = look.measure?.interval;
  if (!range || !isMeasured(view, look, model.key)) return null;
  const time = timeScale(view, look);
  return [time.draw(range[0]), time.draw(range[1])];
}

/** All values at the crosshair in words. */
function spoken({ view, look, model, cross, words }: TimeChartInput): string {
  if (cross === null) return `${model.title}, no crosshair`;
  const values = crossValues(model, timeScale(view, look).draw(cross));
  return `${words}: ${values.map(({ name, value }) => `${name} ${fixed(value)}`).join('; ')}`;
}
