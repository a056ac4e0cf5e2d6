import type { Method, Quantities } from '../experiment/kinds/contract.ts';
import type { TargetView } from '../protocol/directions.ts';
import type { NoteView, PanelState, PanelView, SeriesView, VariantView } from '../protocol/panel.ts';
import type { EventInfo } from '../engine/event/infos.ts';
import { nothingExpected, type Expectations } from '../experiment/kinds/expectations.ts';
import { NO_CHARTS, batchKind } from './batchKind.ts';
import type { BatchModel } from './batchModel.ts';
import { diagnoseBatch, undiagnosed, type BatchDiagnosis } from './diagnosis/batchDiagnosis.ts';
import { eventTable } from './eventTable.ts';
import { rateWords } from './format.ts';
import { methodLine, methodOf } from './method.ts';
import { nameVariants, type BatchNames } from './naming.ts';
import { failureNotes } from './panelNotes.ts';
import type { Theory } from './overlays.ts';
import { ownTheoryViews, type OwnTheory } from './ownTheory.ts';
import type { Pages } from './pages.ts';
import { phasesOf } from './phases.ts';
import type { VariantRecord } from './record.ts';
import { runRowViews } from './runRowViews.ts';
import { sweepView } from './sweep/sweepView.ts';
import { verdictCounts } from './verdictCounts.ts';
import { unrecordedSeries } from './unrecorded.ts';

/** What is known of a variant before it runs. */
export interface VariantFacts {
  /** λ, the growth rate of the signal; NaN where the problem has none. */
  readonly lambda: number;
  /** End of its time axis. */
  readonly horizon: number;
  /** Values read off a paper, where the variant reproduces one. */
  readonly paper: VariantView['paper'];
  readonly theory: Theory;
  /** Numbers that the file’s own lines may name. */
  readonly quantities: Quantities;
  /** What theory expects of its runs. */
  readonly expected: Expectations;
  /** What there is to learn; absent where it is not known. */
  readonly target?: TargetView;
}

/** Everything a view is made of. */
export interface PanelInput {
  readonly state: PanelState;
  readonly title: string;
  readonly variants: readonly VariantRecord[];
  readonly facts: readonly VariantFacts[];
  readonly model: BatchModel;
  /** Figures of its kinds of problem; none where nothing ran. */
  readonly pages?: Pages;
  /** Events that its kinds of problem know; none where nothing ran. */
  readonly events?: readonly EventInfo[];
  /** The file as it was launched; empty where nothing was. */
  readonly text: string;
  /** Overall progress where it is known better than run by run, 0…1. */
  readonly fraction?: number;
  readonly seconds: number;
  readonly secondsLeft: number | null;
  /** Computed runs a second. */
  readonly rate?: number | null;
  /** Seconds since each run in progress began, by its position. */
  readonly underWay?: ReadonlyMap<number, number>;
  /** Notes besides those about failed runs. */
  readonly notes: readonly NoteView[];
  readonly reproduced: PanelView['reproduced'];
  readonly stale: boolean;
  readonly ghosts: PanelView['ghosts'];
  /** What the file draws besides its curves. */
  readonly own: OwnTheory;
}

/** A wide plot has about 800 pixels across: more than two points a pixel cannot be seen. */
const CURVE_POINTS = 1600;
/** Points that the curves of a series have together: beyond, a message to the panel takes longer than a frame of it. */
const SERIES_POINTS = 240_000;
/** Points that a curve keeps in any company. */
const LEAST_POINTS = 120;

/** Below this the flow's conserved quantities are conserved for every purpose (theory.md, Metrics). */
const DRIFT_LIMIT = 1e-9;

/** The view model of a batch: what the panel, the command line's figure and table all show. */
export function buildPanelView(input: PanelInput): PanelView {
  const { model, variants } = input;
  const names = nameVariants(variants, model.seeds);
  const methods = variants.map(variant => methodOf(variant));
  const horizon = horizonOf(input);
  const ended = hasEnded(input);
  const diagnosis = diagnosisOf(input, names);
  const views = variants.map((_, i) => variantView(input, i, names.variants[i]!, methods[i]!));
  return {
    state: input.state,
    title: input.title,
    runs: {
      ...model.counts(),
      variants: variants.length,
      seeds: model.seeds.length,
      cached: model.cached,
    },
    fraction: input.state === 'done' ? 1 : (input.fraction ?? model.fraction),
    seconds: input.seconds,
    secondsLeft: input.secondsLeft,
    rate: typeof input.rate === 'number' ? rateWords(input.rate) : null,
    runRows: runRowViews({ variants, seeds: model.seeds }, model, input.underWay ?? new Map()),
    drift: driftOf(model, methods),
    method: methodLine(methods),
    discrete: methods.length > 0 && methods.every(method => method.discrete),
    ...(methods[0]?.clock !== undefined && { clock: methods[0].clock }),
    fields: names.fields,
    curvePage: batchKind(variants)?.curvePage ?? NO_CHARTS,
    series: model.series.map(({ key, label, symbol, scale }): SeriesView => ({ key, label, symbol, scale })),
    variants: views,
    horizon,
    phases: views.flatMap(view => phasesOf(view.id, view.events, horizon)),
    overlays: [
      ...views.flatMap(({ id, curves, events }, i) =>
        (
          input.facts[i]?.theory({
            ...{ curves, events, seeds: model.seeds, ended, horizon },
            end: key => model.final(i, key),
          }) ?? []
        ).map(overlay => ({
          ...overlay,
          variant: id,
        })),
      ),
      ...ownTheoryViews(input.own, { variants, views, facts: input.facts, model, horizon }),
    ],
    notes: [
      ...input.notes,
      ...failureNotes(model.failures(), names, model.seeds.length, diagnosis.divergences),
    ],
    diagnosis: diagnosis.view,
    events: eventTable(input.events ?? [], expectationsOf(input), model, names),
    targets: Object.fromEntries(
      views.flatMap(({ id }, i) => {
        const target = input.facts[i]?.target;
        return target ? [[id, target]] : [];
      }),
    ),
    matrix: model.matrix,
    unrecorded: unrecordedSeries(variants, model, ended ? input.text : null).map(({ view }) => view),
    pages: input.pages?.(model, names, ended) ?? [],
    sweep: ended ? sweepView(variants, expectationsOf(input), model, names) : null,
    reproduced: input.reproduced,
    stale: input.stale,
    ghosts: input.ghosts,
  };
}

/** What the runs show, once none is still under way. */
export function diagnosisOf(
  {
    state,
    variants,
    facts,
    model,
    text,
  }: Pick<PanelInput, 'state' | 'variants' | 'facts' | 'model' | 'text'>,
  names: BatchNames = nameVariants(variants, model.seeds),
): BatchDiagnosis {
  if (!hasEnded({ state })) return undiagnosed;
  return diagnoseBatch(variants, expectationsOf({ variants, facts }), model, names, text);
}

function hasEnded({ state }: Pick<PanelInput, 'state'>): boolean {
  return state !== 'running' && state !== 'empty';
}

function expectationsOf({
  variants,
  facts,
}: Pick<PanelInput, 'variants' | 'facts'>): readonly Expectations[] {
  return variants.map((_, i) => facts[i]?.expected ?? nothingExpected);
}

/** How many points each of so many curves may have. */
function pointsFor(variants: number): number {
  return Math.max(LEAST_POINTS, Math.min(CURVE_POINTS, Math.floor(SERIES_POINTS / variants)));
}

function variantView(
  { model, facts, variants }: PanelInput,
  i: number,
  name: { id: string; labels: readonly string[]; name: string; colour: number; dash: number },
  method: Method,
): VariantView {
  const verdicts = verdictCounts(model.records(i), batchKind(variants)?.verdicts ?? []);
  return {
    id: name.id,
    labels: name.labels,
    name: name.name,
    colour: name.colour,
    dash: name.dash,
    runs: model.counts(i),
    ...(verdicts.length > 0 && { verdicts }),
    curves: model.curves(i, pointsFor(variants.length)),
    events: model.events(i),
    lambda: facts[i]?.lambda ?? Number.NaN,
    learningRate: method.learningRate,
    paper: facts[i]?.paper ?? null,
    divergence: divergenceOf(model, i),
  };
}

function divergenceOf(model: BatchModel, variant: number): VariantView['divergence'] {
  for (const { divergence } of model.records(variant)) {
    if (divergence !== undefined) return { t: divergence.t, logLoss: Math.log10(divergence.loss) };
  }
  return null;
}

/** The axis ends at the planned horizon; a finished batch that stopped early all over ends where it ended. */
function horizonOf({ facts, model, state }: PanelInput): number {
  const planned = facts.reduce((most, { horizon }) => (horizon > most ? horizon : most), 0);
  const reached = model.lastTime;
  if (!(planned > 0)) return reached > 0 ? reached : 1;
  return state === 'done' && reached > 0 ? Math.min(planned, reached) : planned;
}

/**
 * Only the flow conserves, up to the error that its tolerance allows; plain gradient descent drifts with its step;
 * with momentum or Adam drift says nothing.
 */
function driftOf(model: BatchModel, methods: readonly Method[]): PanelView['drift'] {
  const value = model.worst('drift');
  if (value === null || methods.some(({ conserves }) => conserves === 'not')) return null;
  if (methods.some(({ conserves }) => conserves === 'nearly')) return { value, verdict: 'expected' };
  if (value <= DRIFT_LIMIT) return { value, verdict: 'ok' };
  const allowed = methods.reduce((most, { tolerance }) => Math.max(most, tolerance ?? 0), 0);
  return { value, verdict: value <= allowed ? 'expected' : 'high' };
}

/** The means that the first chart of a batch shows, to lie as ghosts behind the next one. */
export function ghostsOf({ curvePage, variants }: PanelView): PanelView['ghosts'] {
  const main = curvePage.charts[0]?.series[0] ?? '';
  return variants.flatMap(({ name, curves }) => {
    const curve = curves[main];
    return curve === undefined ? [] : [{ name, t: curve.t, mean: curve.mean }];
  });
}
