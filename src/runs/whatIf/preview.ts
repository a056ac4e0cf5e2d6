import type { Fact, LoadedFiles, ProblemKind, ResolvedVariant } from '../../experiment/kinds/contract.ts';
import { nothingMeasured } from '../../experiment/kinds/nothingMeasured.ts';
import { mainSeries } from '../../experiment/ownTheory/chartedSeries.ts';
import type { ChangeView, PreviewView } from '../../protocol/whatIf.ts';
import { plotted } from '../aggregate.ts';
import { decimate } from '../decimate.ts';
import { fixed, formatNumber } from '../format.ts';
import { plottedName } from '../plottedName.ts';
import type { PreviewRun, PreviewRunner } from './previewRunner.ts';

/** A run that is foreseen to take less than this many seconds is made for real. */
export const AT_ONCE = 0.05;

/** Points of a curve: about one a pixel. */
const POINTS = 800;

/** What is to be looked at: a version of a variant of a file. */
export interface PreviewSubject {
  readonly kind: ProblemKind;
  /** Id of the variant that it is a version of. */
  readonly id: string;
  /** As the file has it, and as it is to be looked at. */
  readonly before: ResolvedVariant;
  readonly variant: ResolvedVariant;
  readonly seed: number;
  readonly files: LoadedFiles;
  /** Where that seed of the file’s variant ended, as plotted in the first chart; null where that is not known. */
  readonly end: number | null;
}

export type Preview =
  { readonly ok: true; readonly view: PreviewView } | { readonly ok: false; readonly problem: string };

/** One seed for real where that takes a moment, else what theory foresees; null where a newer question came. */
export async function previewOf(subject: PreviewSubject, runner: PreviewRunner): Promise<Preview | null> {
  const { kind, variant, seed, files } = subject;
  if (kind.estimate(variant, files).seconds >= AT_ONCE) return predicted(subject);
  const plain = { ...variant, metrics: kind.defaultSeries };
  const run = await runner.run({ variant: plain, seed, files });
  return run && simulated(subject, run);
}

function simulated(subject: PreviewSubject, run: PreviewRun): Preview {
  if (!run.ok) return run;
  const { kind, id, seed } = subject;
  const { columns, rows } = run;
  const width = columns.length;
  const count = width > 0 ? rows.length / width : 0;
  const curves: Record<string, PreviewView['curves'][string]> = {};
  for (const [place, key] of columns.entries()) {
    const info = kind.columnInfo(key);
    if (info === undefined) continue;
    const t = Float64Array.from({ length: count }, (_, i) => rows[i * width]!);
    const value = Float64Array.from({ length: count }, (_, i) => plotted(rows[i * width + place]!, info));
    curves[key] = decimate({ t, value }, POINTS);
  }
  const main = mainSeries(kind);
  const end = curves[main]?.value.at(-1);
  const ends: readonly ChangeView[] =
    end === undefined || subject.end === null
      ? []
      : [
          {
            label: `${plottedName(kind.columnInfo(main), main)} at the end`,
            before: fixed(subject.end, 1),
            after: fixed(end, 1),
          },
        ];
  return {
    ok: true,
    view: { variant: id, how: 'simulated', seed, curves, changes: [...changesOf(subject), ...ends] },
  };
}

const LOSS = 'loss';
/** Id of the overlay that is the loss from beginning to end. */
const COURSE = 'course';

function predicted(subject: PreviewSubject): Preview {
  const { kind, id, variant, seed, files } = subject;
  const course = kind.overlays?.(variant, files, nothingMeasured).find(overlay => overlay.id === COURSE);
  if (course?.shape.kind !== 'curve') {
    const why = course?.validity ?? 'Theory has no curve for it.';
    return { ok: false, problem: `A run of it takes too long to follow a slider. ${why}` };
  }
  const { t, value } = course.shape;
  return {
    ok: true,
    view: {
      variant: id,
      how: 'predicted',
      seed,
      curves: { [LOSS]: { t, value } },
      changes: changesOf(subject),
    },
  };
}

/** What is said beside settings, where it has changed. */
function changesOf({ kind, before, variant, files }: PreviewSubject): readonly ChangeView[] {
  const { facts } = kind;
  if (!facts) return [];
  const old = facts.of(before, files);
  return facts.of(variant, files).flatMap(fact => {
    const info = facts.infos.find(({ key }) => key === fact.key);
    const was = old.find(({ key }) => key === fact.key);
    if (!info || !was) return [];
    const [from, to] = [textOf(was), textOf(fact)];
    const name = (info.before.replace(/[=≈]/, '') + (info.after ?? '')).trim();
    const label = info.before.includes('≈') ? `predicted ${name}` : name;
    return from === to ? [] : [{ label, before: from, after: to }];
  });
}

function textOf({ value }: Fact): string {
  return typeof value === 'number' ? formatNumber(value, 3) : value;
}
