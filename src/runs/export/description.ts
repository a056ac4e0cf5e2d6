import type { EventTimes } from '../../protocol/events.ts';
import type { PanelView, Statistic } from '../../protocol/panel.ts';
import type { EndedBatch } from '../endedBatch.ts';
import type { BatchHead } from '../record.ts';

/** Variants beyond these are counted, not described: a reader has the table and the files. */
const MOST_VARIANTS = 100;
/** Digits that a number of a description keeps. */
const DIGITS = 6;

/** Mean and standard deviation over seeds, of log₁₀ where the scale says so. */
interface DescribedEnd {
  readonly mean: number | null;
  readonly sd: number | null;
  readonly scale: 'log10' | 'linear';
}

/** A batch in numbers and words, as JSON: what somebody needs to reason about it without its curves. */
export interface BatchDescription {
  readonly batch: string;
  readonly file: string;
  readonly title: string;
  readonly state: PanelView['state'];
  readonly started: string;
  readonly engine: string;
  readonly method: string;
  readonly runs: PanelView['runs'];
  readonly seconds: number | null;
  readonly series: readonly { readonly key: string; readonly label: string; readonly symbol: string }[];
  readonly variants: readonly {
    readonly name: string;
    readonly settings: Readonly<Record<string, unknown>>;
    readonly runs: { readonly total: number; readonly done: number; readonly failed: number };
    readonly ends: Readonly<Record<string, DescribedEnd>>;
    readonly events: Readonly<Record<string, { readonly measured: unknown; readonly predicted: unknown }>>;
    readonly shows?: string;
  }[];
  /** Variants that are left out above. */
  readonly moreVariants: number;
  readonly theory: readonly {
    readonly kind: string;
    readonly on: string;
    readonly label: string;
    readonly formula: string;
    readonly validity: string;
    readonly drawn: boolean;
  }[];
  readonly fits: readonly {
    readonly setting: string;
    readonly series: string;
    readonly among: string;
    readonly exponent: number | null;
    readonly halfWidth95: number | null;
    readonly predicted: number | null;
    readonly remark?: string;
  }[];
  readonly notes: readonly { readonly severity: string; readonly title: string; readonly detail: string }[];
  readonly reproduced: PanelView['reproduced'];
}

/** Describes a batch that has ended, or as far as it is known. */
export function describeBatch(head: BatchHead, batch: EndedBatch): BatchDescription {
  const { view } = batch;
  const { id, source, title, started, engine } = head;
  return {
    ...{ batch: id, file: source, title, state: view.state, started, engine, method: view.method },
    runs: view.runs,
    seconds: short(view.seconds),
    series: view.series.map(({ key, label, symbol }) => ({ key, label, symbol })),
    variants: view.variants.slice(0, MOST_VARIANTS).map((variant, i) => ({
      name: variant.name,
      settings: head.variants[i]?.label ?? {},
      runs: variant.runs,
      ends: endsOf(batch, i),
      events: eventsOf(view, variant.id),
      ...shows(view, variant.id),
    })),
    moreVariants: Math.max(0, view.variants.length - MOST_VARIANTS),
    theory: theoryOf(view),
    fits: fitsOf(view),
    notes: [...view.notes, ...view.diagnosis.notes].map(({ severity, title: what, detail }) => ({
      ...{ severity, title: what, detail },
    })),
    reproduced: view.reproduced,
  };
}

/** Series and the other numbers that the kind of problem is told by. */
function endsOf({ view, model, kind }: EndedBatch, variant: number): Record<string, DescribedEnd> {
  const keys = [...new Set([...view.series.map(({ key }) => key), ...(kind?.results ?? [])])];
  return Object.fromEntries(
    keys.flatMap(key => {
      const end = model.final(variant, key);
      if (end === null) return [];
      return [[key, { ...spread(end), scale: model.info(key)?.scale === 'log' ? 'log10' : 'linear' }]];
    }),
  );
}

function eventsOf(
  { events }: PanelView,
  variant: string,
): Record<string, { readonly measured: unknown; readonly predicted: unknown }> {
  return Object.fromEntries(
    events.flatMap(({ key, variants }) => {
      const times: EventTimes | undefined = variants[variant];
      if (times === undefined) return [];
      const { measured, had, ended, predicted } = times;
      return [
        [
          key,
          {
            measured: measured && { ...spread(measured), seeds: `${had} of ${ended}` },
            predicted: predicted && spread(predicted),
          },
        ],
      ];
    }),
  );
}

function shows({ diagnosis }: PanelView, variant: string): { readonly shows?: string } {
  const state = diagnosis.variants[variant]?.state;
  return state === undefined ? {} : { shows: state };
}

/** What theory says, each statement once: variants differ in its numbers, not in its words. */
function theoryOf({ overlays }: PanelView): BatchDescription['theory'] {
  const statements = overlays.map(({ kind, on, label, formula, validity, shape }) => ({
    ...{ kind, on, label, formula, validity, drawn: shape.kind !== 'withheld' },
  }));
  return [...new Map(statements.map(one => [JSON.stringify([one.kind, one.on, one.label]), one])).values()];
}

function fitsOf({ sweep }: PanelView): BatchDescription['fits'] {
  return (sweep?.fits ?? []).map(({ axis, series, name, fit, predicted, remark }) => ({
    setting: sweep?.axes[axis]?.path ?? '',
    series,
    among: name,
    exponent: fit === null ? null : short(fit.slope),
    halfWidth95: fit === null ? null : short(fit.half),
    predicted: predicted === null ? null : short(predicted.value),
    ...(remark === null ? {} : { remark: remark.text }),
  }));
}

function spread({ mean, sd }: Statistic): { readonly mean: number | null; readonly sd: number | null } {
  return { mean: short(mean), sd: short(sd) };
}

/** JSON has no infinities. */
function short(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : null;
}
