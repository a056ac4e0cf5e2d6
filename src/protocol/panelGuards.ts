/**
 * Guards of the panel's own boundary: a message that does not look like the host's is dropped. They check what the
 * panel would otherwise trip over; unknown extra keys pass.
 */
import {
  flag,
  floats,
  list,
  number,
  oneOf,
  optional,
  orNull,
  shape,
  table,
  tagged,
  text,
  type Check,
} from './checks.ts';
import { isObject } from './objectGuards.ts';
import type { OverlayView } from './overlay.ts';
import { page, tone } from './pageGuards.ts';
import { preview, whatIf } from './whatIfGuards.ts';
import type { ToPanel } from './panel.ts';
import type { PersistedPanel, ViewState } from './viewState.ts';

const intent: Check = value =>
  shape({ type: oneOf('run', 'stop', 'showLog', 'resume', 'writeWhatIf') })(value) ||
  shape({ type: oneOf('cancelRun'), run: number })(value) ||
  shape({ type: oneOf('showFile'), line: number })(value) ||
  shape({ type: oneOf('applyFix'), fix: text })(value);

const curve = shape({ t: floats, mean: floats, sd: floats, count: value => value instanceof Uint16Array });
const statistic = shape({ mean: number, sd: orNull(number) });

const variant = shape({
  id: text,
  labels: list(text),
  name: text,
  colour: number,
  dash: number,
  runs: shape({ total: number, done: number, failed: number }),
  verdicts: optional(list(shape({ short: text, label: text, tone, count: number }))),
  curves: table(curve),
  events: table(statistic),
  lambda: orNull(number),
  learningRate: orNull(number),
  paper: orNull(shape({ loss: optional(number), alignment: optional(number) })),
  divergence: orNull(shape({ t: number, logLoss: orNull(number) })),
});

const overlayShapes: Readonly<Record<OverlayView['shape']['kind'], Check>> = {
  curve: shape({ t: floats, value: floats }),
  slope: shape({ rate: number, from: number, to: number, start: number }),
  level: shape({ value: number, from: number, to: number }),
  time: shape({ t: number, sd: number }),
  withheld: () => true,
};

const overlay = shape({
  id: text,
  variant: orNull(text),
  on: text,
  kind: oneOf('bound', 'prediction', 'fit', 'reference'),
  label: text,
  formula: text,
  validity: text,
  shape: tagged('kind', overlayShapes),
});

const severity = oneOf('error', 'warning', 'info');
const note = shape({ severity, title: text, detail: text, actions: list(shape({ label: text, intent })) });

const curvePage = shape({
  x: oneOf('linear', 'log'),
  read: optional(list(text)),
  charts: list(
    shape({
      key: text,
      kind: oneOf('variants', 'selected', 'phases'),
      title: orNull(text),
      series: list(text),
      names: list(text),
    }),
  ),
});
const series = shape({ key: text, label: text, symbol: text, scale: oneOf('log', 'linear') });
const times = shape({
  measured: orNull(statistic),
  had: number,
  ended: number,
  predicted: orNull(statistic),
});
const sweepAxis = shape({ path: text, field: text, values: list(number), labels: list(text), log: flag });
const cell = shape({
  variant: text,
  at: list(orNull(number)),
  ends: table(shape({ mean: orNull(number), sd: orNull(number) })),
});
const fit = shape({
  axis: number,
  series: text,
  name: text,
  variants: list(text),
  deltaW: orNull(number),
  fit: orNull(
    shape({ slope: number, half: number, intercept: number, cells: number, from: number, to: number }),
  ),
  predicted: orNull(shape({ value: number, formula: text })),
  remark: orNull(shape({ severity: oneOf('info', 'warning'), text })),
});

const target = shape({ sigma: list(number), times: list(orNull(statistic)), withheld: orNull(text) });
const unrecorded = shape({
  key: text,
  label: text,
  line: text,
  action: orNull(shape({ label: text, intent })),
});
const matrix = shape({ variant: text, size: number, t: floats, mean: floats, sd: floats });
const rate = shape({
  rate: orNull(statistic),
  power: orNull(statistic),
  seeds: number,
  samples: number,
  start: orNull(number),
  r2: orNull(number),
  powerR2: orNull(number),
});

const view = shape({
  state: oneOf('empty', 'running', 'done', 'stopped', 'failed', 'error', 'interrupted'),
  title: text,
  runs: shape({
    total: number,
    done: number,
    failed: number,
    variants: number,
    seeds: number,
    cached: number,
  }),
  fraction: number,
  seconds: number,
  secondsLeft: orNull(number),
  rate: orNull(text),
  runRows: shape({
    rows: list(
      shape({
        run: number,
        name: text,
        state: oneOf('running', 'failed'),
        fraction: number,
        seconds: orNull(number),
        reason: text,
      }),
    ),
    more: number,
    curable: flag,
  }),
  comparison: optional(
    shape({
      settings: list(shape({ path: text, values: list(text) })),
      partings: list(shape({ series: text, a: text, b: text, t: orNull(number) })),
    }),
  ),
  drift: orNull(shape({ value: number, verdict: oneOf('ok', 'expected', 'high') })),
  method: text,
  discrete: flag,
  clock: optional(text),
  fields: list(text),
  curvePage,
  series: list(series),
  variants: list(variant),
  horizon: number,
  phases: list(shape({ variant: text, label: text, shortLabel: text, from: number, to: number })),
  overlays: list(overlay),
  notes: list(note),
  diagnosis: shape({
    variants: table(shape({ severity, state: text })),
    badges: list(shape({ severity, text })),
    notes: list(note),
  }),
  events: list(shape({ key: text, symbol: text, label: text, definition: text, variants: table(times) })),
  sweep: orNull(
    shape({
      axes: list(sweepAxis),
      series: list(series),
      time: orNull(number),
      cells: list(cell),
      fits: list(fit),
    }),
  ),
  targets: table(target),
  matrix: orNull(shape({ series, size: number })),
  unrecorded: list(unrecorded),
  pages: list(page),
  reproduced: orNull(shape({ label: text, passed: number, total: number, complete: flag })),
  stale: flag,
  ghosts: list(shape({ name: text, t: floats, mean: floats })),
});

const isRange: Check = value => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
const range = optional(isRange);

const shownViews = oneOf('curves', 'multiples', 'sweep', 'staircase', 'map');

const viewState = shape({
  y: oneOf('log', 'linear'),
  x: optional(oneOf('linear', 'log')),
  time: oneOf('t', 'steps', 'lambda'),
  mode: oneOf('bands', 'lines'),
  hidden: list(text),
  groupBy: optional(text),
  selected: orNull(text),
  // kept by a version that had no theory to switch
  overlays: optional(list(text)),
  zoom: shape({ x: range, y: table(isRange) }),
  table: flag,
  explain: optional(flag),
  show: optional(value => shownViews(value) || (text(value) && String(value).startsWith('page:'))),
  sweepSeries: optional(text),
  sweepAxis: optional(text),
  facetBy: optional(text),
  facet: optional(text),
  matrixTime: optional(number),
  measure: optional(shape({ interval: range })),
  drag: optional(oneOf('values', 'box', 'pan')),
  smooth: optional(oneOf('light', 'strong')),
  pins: optional(list(number)),
  whatIf: optional(flag),
});

const toPanel: Readonly<Record<ToPanel['type'], Check>> = {
  view: shape({ view }),
  lines: shape({
    request: number,
    lines: table(list(shape({ seed: number, t: floats, value: floats }))),
  }),
  matrix: shape({ request: number, matrix: orNull(matrix) }),
  rates: shape({ request: number, rates: table(rate) }),
  whatIf: shape({ request: number, answer: orNull(whatIf) }),
  preview: shape({ preview: orNull(preview) }),
  saved: shape({ request: number, error: orNull(text) }),
};

const message = tagged('type', toPanel);

/** Whether the panel may act on a message that came from the host. */
export function isToPanel(value: unknown): value is ToPanel {
  return message(value);
}

/** What the page kept before a reload; null when there is nothing or it is not ours. */
export function readPersisted(value: unknown): PersistedPanel | null {
  if (!isObject(value)) return null;
  const { source, view: kept } = value;
  if (typeof source !== 'string' || !isKeptView(kept)) return null;
  return { source, view: { ...kept, overlays: kept.overlays ?? [] } };
}

/** A view state as any version may have kept it. */
type KeptView = Omit<ViewState, 'overlays'> & Partial<Pick<ViewState, 'overlays'>>;

function isKeptView(value: unknown): value is KeptView {
  return viewState(value);
}
