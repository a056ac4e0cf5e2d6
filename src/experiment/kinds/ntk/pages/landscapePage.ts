import { landscapeOf, onLandscape, type Landscape } from '../../../../engine/problem/ntk/landscape.ts';
import {
  isQuadratic,
  quadraticFrom,
  quadraticOf,
  type Quadratic,
} from '../../../../engine/problem/ntk/quadratic.ts';
import { arraysTask } from '../../../../engine/problem/ntk/sources/arrays.ts';
import { tanhNetworkTask } from '../../../../engine/problem/ntk/sources/tanhNetwork.ts';
import type { Task } from '../../../../engine/problem/ntk/task.ts';
import type { HeatChart, PageView } from '../../../../protocol/page.ts';
import type { LoadedFiles, VariantRuns } from '../../contract.ts';
import { settingsOf, type Settings } from '../settings.ts';
import { basinsOf } from './basins.ts';
import { categoryOf, toneOf, type NtkEnd, type NtkResults, type NtkVariant } from './results.ts';

/** Values of each angle: fine enough to look smooth, coarse enough to be drawn at once. */
const SIZE = 120;
const PI = Math.PI;
const ANGLES = [-1, -0.5, 0, 0.5, 1].map((share, i) => ({
  value: share * PI,
  label: ['−π', '−π/2', '0', 'π/2', 'π'][i]!,
}));

/** The map of a problem is computed once: it does not depend on the runs. */
const known = new WeakMap<VariantRuns['variant'], Landscape>();

/**
 * The rank-one landscape of a 2×2 problem with the paths of all starts and both basins; null elsewhere. Where the
 * problem’s file is not at hand the page says so.
 */
export function landscapePage({ variants }: NtkResults, files: LoadedFiles): PageView | null {
  const [first] = variants.filter(({ rank, ends }) => rank === 1 && ends.some(hasAngles));
  if (!first || settingsOf(first.settings)?.problem.loss !== 'squared') return null;
  const named = { key: 'landscape', short: 'landscape', label: 'Rank-one landscape' } as const;
  const landscape = landscapeFor(first, files);
  if (!landscape)
    return {
      ...named,
      charts: [],
      remarks: [
        'The map needs G and y: these runs keep no copy of them, and their file is not at hand. Run the file again to see it.',
      ],
    };
  const same = JSON.stringify(first.settings.problem);
  const own = variants.filter(
    ({ rank, settings }) => rank === 1 && JSON.stringify(settings.problem) === same,
  );
  return {
    ...named,
    charts: [chartOf(landscape, own)],
    remarks: [
      'u and v are two angles; the scale of uvᵀ is at each point the best one, so that this is the whole landscape of rank 1. Paths are ' +
        'the angles of real runs, whose scale moves, too: they need not follow the steepest descent of this map. The thin line is the ' +
        'border between the basins of the map.',
    ],
  };
}

function landscapeFor(variant: NtkVariant, files: LoadedFiles): Landscape | null {
  const found = known.get(variant.settings);
  if (found !== undefined) return found;
  const made = computed(variant, files);
  // without its file there is none yet
  if (made !== null) known.set(variant.settings, made);
  return made;
}

function computed({ settings: resolved, ends }: NtkVariant, files: LoadedFiles): Landscape | null {
  const settings = settingsOf(resolved);
  if (settings === null) return null;
  const problem = keptQuadratic(ends) ?? quadraticNow(settings.problem, files);
  return problem && landscapeOf(problem, settings.problem.lambda, SIZE);
}

/** The problem as its runs keep it: a stored batch needs no file. */
function keptQuadratic(ends: readonly NtkEnd[]): Quadratic | undefined {
  return ends
    .map(({ spectra }) => quadraticFrom(spectra['quadratic'] ?? []))
    .find(kept => kept !== undefined);
}

function quadraticNow(problem: Settings['problem'], files: LoadedFiles): Quadratic | null {
  const task = taskOf(problem, files);
  return task && isQuadratic(task) ? quadraticOf(task) : null;
}

/** The sources that can be 2×2. Only these, so that an editor that draws does not carry the digits. */
function taskOf({ source, loss }: Settings['problem'], files: LoadedFiles): Task | null {
  switch (source.kind) {
    case 'angles':
      return tanhNetworkTask({ ...source, dims: { m: 2, n: 2 } }, loss);
    case 'tanhNetwork':
      return tanhNetworkTask(source, loss);
    case 'file': {
      const task = arraysTask(source, loss, files);
      return task.ok ? task.value : null;
    }
    case 'gaussian':
    case 'digits':
    case 'loud':
      return null;
  }
}

function chartOf(landscape: Landscape, variants: readonly NtkVariant[]): HeatChart {
  const { size, values, minima } = landscape;
  const ends = variants.flatMap(({ ends: all }) => all.filter(hasAngles));
  const near = minima.map(minimum => ends.filter(end => minima[nearest(minima, end)] === minimum).length);
  const [lowest] = minima;
  return {
    kind: 'heat',
    key: 'landscape',
    title: 'Landscape of rank 1',
    caption:
      'best objective at each pair of angles; solid paths end at the global minimum, dashed ones elsewhere',
    summary: minima
      .map((_, i) => `${markLabel(minima, i)}: ${near[i]} of ${ends.length} starts end there.`)
      .join(' '),
    wide: true,
    x: { label: 'angle of v', scale: 'linear', from: -PI, to: PI, ticks: ANGLES },
    y: { label: 'angle of u', scale: 'linear', from: 0, to: PI, ticks: ANGLES.slice(2) },
    value: { label: 'objective', scale: 'log' },
    ...{ columns: size, rows: size, values, basins: minima.length > 1 ? basinsOf(landscape) : null },
    paths: variants.flatMap(({ id, ends: all }) =>
      all.filter(hasAngles).map(end => ({
        ...{ name: `start ${end.seed}: ${categoryOf(end).label}`, variant: id, tone: toneOf(end) },
        pieces: piecesOf(anglesOf(end)),
      })),
    ),
    marks: minima.map(({ angleU, angleV, value }, i) => ({
      ...{ x: angleV, y: angleU, tone: value === lowest?.value ? ('good' as const) : ('bad' as const) },
      ...{ label: markLabel(minima, i), words: `${near[i]} of ${ends.length} starts end there` },
    })),
  };
}

function markLabel(minima: Landscape['minima'], i: number): string {
  return `${i === 0 ? 'global' : 'local'} minimum ${minima[i]!.value.toPrecision(3)}`;
}

function hasAngles({ run: { columns } }: NtkEnd): boolean {
  return columns.includes('angleU') && columns.includes('angleV');
}

/** The angles of a run, α in [0, π) and β in [−π, π): (α + π, β + π) is the same matrix. */
function anglesOf({ run: { columns, rows } }: NtkEnd): readonly (readonly [number, number])[] {
  const [u, v, width] = [columns.indexOf('angleU'), columns.indexOf('angleV'), columns.length];
  return Array.from({ length: Math.floor(rows.length / width) }, (_, i) =>
    onLandscape(rows[i * width + u]!, rows[i * width + v]!),
  )
    .map(({ angleU, angleV }) => [angleU, angleV] as const)
    .filter(([alpha, beta]) => Number.isFinite(alpha) && Number.isFinite(beta));
}

/** Pieces of v, u: a new one where the path leaves at one side and comes in at another. */
function piecesOf(points: readonly (readonly [number, number])[]): readonly (readonly number[])[] {
  const pieces: number[][] = [];
  points.forEach(([alpha, beta], i) => {
    const before = points[i - 1];
    const jumps = !before || Math.abs(alpha - before[0]) > PI / 2 || Math.abs(beta - before[1]) > PI;
    if (jumps) pieces.push([]);
    pieces.at(-1)!.push(beta, alpha);
  });
  return pieces;
}

/** Which of the minima a run has ended at. */
function nearest(minima: Landscape['minima'], end: NtkEnd): number {
  const [alpha, beta] = anglesOf(end).at(-1) ?? [Number.NaN, Number.NaN];
  const apart = minima.map(({ angleU, angleV }) => {
    // the distance of the two unit matrices
    const along = Math.cos(alpha - angleU) * Math.cos(beta - angleV);
    return 1 - along;
  });
  return apart.indexOf(Math.min(...apart));
}
