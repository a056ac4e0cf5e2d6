import type { EventTimes } from '../../protocol/events.ts';
import type { LineView, PanelView, Statistic, VariantView } from '../../protocol/panel.ts';
import { variantStyle } from '../../protocol/variantStyle.ts';
import type { VerdictCountView } from '../../protocol/verdicts.ts';
import type { ViewState } from '../../protocol/viewState.ts';
import { hasStarted, type SeedLines } from './chartInput.ts';
import { pooledCurve, pooledStatistic } from './pooling.ts';
import { shownView } from './shownView.ts';
import { groupFields, groupsBy } from './valueGroups.ts';

/** The last view that was pooled, and by what: looking differently at it pools nothing anew. */
const known = new WeakMap<PanelView, PanelView>();

/**
 * The view with the groups that the reader made as its variants: each of all runs that share the value of a field. The
 * view itself where nothing is pooled, which is everywhere but on curves over time.
 */
export function groupedView(view: PanelView, state: ViewState): PanelView {
  const { groupBy } = state;
  if (groupBy === undefined || !groupFields(view).includes(groupBy)) return view;
  if (shownView(view, state) !== 'curves' || !hasStarted(view)) return view;
  const before = known.get(view);
  if (before?.grouping?.field === groupBy) return before;
  const pooled = pooledView(view, groupBy);
  known.set(view, pooled);
  return pooled;
}

/** What is said of one variant alone stays where a group has one alone. */
function pooledView(view: PanelView, field: string): PanelView {
  const groups = [...groupsBy(view.variants, view.fields.indexOf(field))];
  const ids = new Map(groups.map(([value]) => [value, `${field}=${value}`]));
  const alone = new Map(
    groups.flatMap(([value, members]) => (members.length === 1 ? [[members[0]!.id, ids.get(value)!]] : [])),
  );
  const variants = groups.map(([value, members], i) => ({
    ...(members.length === 1 ? members[0]! : pooledVariant(view, members)),
    ...{ id: ids.get(value)!, labels: [value], name: value },
    ...variantStyle([i], [groups.length]),
  }));
  const ofOne = <T extends { readonly variant: string | null }>(all: readonly T[]): T[] =>
    all.flatMap(one => {
      if (one.variant === null) return [one];
      const variant = alone.get(one.variant);
      return variant === undefined ? [] : [{ ...one, variant }];
    });
  const byGroup = <T>(of: (members: readonly VariantView[]) => T | null): Record<string, T> =>
    Object.fromEntries(
      groups.flatMap(([value, members]) => {
        const found = of(members);
        return found === null ? [] : [[ids.get(value)!, found] as const];
      }),
    );
  return {
    ...view,
    runs: { ...view.runs, seeds: Math.max(...variants.map(({ runs }) => runs.total)) },
    fields: [field],
    variants,
    phases: ofOne(view.phases),
    overlays: ofOne(view.overlays),
    diagnosis: {
      ...view.diagnosis,
      variants: byGroup(
        members => (members.length === 1 ? view.diagnosis.variants[members[0]!.id] : null) ?? null,
      ),
    },
    events: view.events.map(event => ({
      ...event,
      variants: byGroup(members => pooledTimes(members.flatMap(({ id }) => event.variants[id] ?? []))),
    })),
    grouping: {
      ...{ field, fields: groupFields(view) },
      members: byGroup(members => members.map(({ id, name }) => ({ id, name }))),
    },
  };
}

/** All runs of these variants as one; curves of those that did not diverge, unless all did. */
function pooledVariant(
  view: PanelView,
  members: readonly VariantView[],
): Omit<VariantView, 'id' | 'labels' | 'name' | 'colour' | 'dash'> {
  const whole = members.filter(({ divergence }) => divergence === null);
  const drawn = whole.length > 0 ? whole : members;
  const curves = view.series.flatMap(({ key }) => {
    const curve = pooledCurve(drawn.flatMap(variant => variant.curves[key] ?? []));
    return curve ? [[key, curve] as const] : [];
  });
  const keys = [...new Set(members.flatMap(({ events }) => Object.keys(events)))];
  const events = keys.flatMap(key => {
    const pooled = pooledStatistic(members.flatMap(variant => timesOf(view, variant, key)));
    return pooled ? [[key, { mean: pooled.mean, sd: pooled.sd }] as const] : [];
  });
  const sum = (of: (runs: VariantView['runs']) => number) =>
    members.reduce((total, { runs }) => total + of(runs), 0);
  const verdicts = pooledVerdicts(members);
  return {
    runs: {
      total: sum(({ total }) => total),
      done: sum(({ done }) => done),
      failed: sum(({ failed }) => failed),
    },
    ...(verdicts && { verdicts }),
    curves: Object.fromEntries(curves),
    events: Object.fromEntries(events),
    lambda: shared(members.map(({ lambda }) => lambda)) ?? Number.NaN,
    learningRate: shared(members.map(({ learningRate }) => learningRate)),
    ...{ paper: null, divergence: null },
  };
}

/** When runs of a variant had an event, and how many had it. */
function timesOf(
  { events }: PanelView,
  variant: VariantView,
  key: string,
): (Statistic & { readonly n: number })[] {
  const times = variant.events[key];
  if (!times) return [];
  const had = events.find(event => event.key === key)?.variants[variant.id]?.had;
  return [{ ...times, n: had ?? variant.runs.done }];
}

/** A prediction is of one setting: of several there is none. */
function pooledTimes(all: readonly EventTimes[]): EventTimes | null {
  if (all.length < 2) return all[0] ?? null;
  const sum = (of: (times: EventTimes) => number) => all.reduce((total, times) => total + of(times), 0);
  const measured = pooledStatistic(
    all.flatMap(times => (times.measured ? [{ ...times.measured, n: times.had }] : [])),
  );
  return {
    measured: measured && { mean: measured.mean, sd: measured.sd },
    had: sum(({ had }) => had),
    ended: sum(({ ended }) => ended),
    predicted: null,
  };
}

function pooledVerdicts(members: readonly VariantView[]): readonly VerdictCountView[] | null {
  const all = members.flatMap(({ verdicts }) => verdicts ?? []);
  if (members.every(({ verdicts }) => verdicts === undefined)) return null;
  const kinds = [...new Map(all.map(verdict => [verdict.short, verdict])).values()];
  return kinds.map(kind => ({
    ...kind,
    count: all.filter(({ short }) => short === kind.short).reduce((sum, { count }) => sum + count, 0),
  }));
}

/** What all of them are; null where they differ. */
function shared<T>(values: readonly T[]): T | null {
  return values.every(value => value === values[0]) ? (values[0] ?? null) : null;
}

/** Ids of the variants that the host knows these by. */
export function membersOf({ grouping }: PanelView, variants: readonly string[]): readonly string[] {
  if (!grouping) return variants;
  return variants.flatMap(id => grouping.members[id]?.map(member => member.id) ?? []);
}

/** Single seeds of the members as those of their groups; one number for a run of m members: seed · m + member. */
export function groupLines(view: PanelView | null, lines: SeedLines): SeedLines {
  if (!view?.grouping) return lines;
  const found: Record<string, LineView[]> = {};
  for (const [group, members] of Object.entries(view.grouping.members))
    for (const { key } of view.series) {
      const own = members.flatMap(({ id }, member) =>
        (lines[`${id}/${key}`] ?? []).map(line => ({ ...line, seed: line.seed * members.length + member })),
      );
      if (own.length > 0) found[`${group}/${key}`] = own;
    }
  return found;
}

/** `10⁻³ gaussian, seed 4`: one run of a variant called `name`; in a group that of the member. */
export function runName({ grouping }: PanelView, name: string, variant: string, seed: number): string {
  const members = grouping?.members[variant];
  if (!members) return `${name}, seed ${seed}`;
  const { length } = members;
  return `${members[seed % length]?.name ?? name}, seed ${Math.floor(seed / length)}`;
}
