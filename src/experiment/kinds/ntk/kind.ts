import { mentionsOf } from '../../../engine/problem/ntk/sources/arrays.ts';
import { defaultSeries, recordedWhen, seriesInfos } from '../../../engine/problem/ntk/series.ts';
import { NtkAdapterSettings, NtkSettings } from '../../../engine/problem/ntk/settings.ts';
import { NtkSolverSettings } from '../../../engine/problem/ntk/solverSettings.ts';
import { verdictInfos } from '../../../engine/problem/ntk/verdicts.ts';
import { fileOf } from '../../../engine/problem/arrays.ts';
import type { SeriesInfo } from '../../../engine/simulation.ts';
import { plainSchema } from '../../schemaModel.ts';
import type { ArrayRequest, Method, ProblemKind, ResolvedVariant } from '../contract.ts';
import { nothingExpected } from '../expectations.ts';
import { checkSettings } from './check.ts';
import { curvePage } from './curvePage.ts';
import { endInfos } from './ends.ts';
import { estimateRun } from './estimate.ts';
import { overlaysOf } from './overlays.ts';
import { factInfos, factsOf } from './settingFacts.ts';
import { ntkPages } from './pages/pages.ts';
import { quantities, quantitiesOf } from './quantities.ts';
import { settingsOf, type Settings } from './settings.ts';
import { shapeOf, trainedNumbers } from './shape.ts';
import { starter } from './starter.ts';

const series: readonly SeriesInfo[] = seriesInfos;
const infoOf = (column: string) => series.find(({ key }) => key === column);

/** LoRA of a linearised network beside full fine-tuning: the problem of arXiv 2402.11867. */
export const ntk: ProblemKind = {
  kind: 'ntk',
  label: 'NTK regime',
  help: plainSchema(NtkSettings).description ?? '',
  starter,
  sections: { problem: NtkSettings, adapter: NtkAdapterSettings, dynamics: NtkSolverSettings },
  series,
  defaultSeries,
  recorded: recordedWhen,
  columns: series.map(({ key }) => key),
  seriesOf: column => infoOf(column)?.key,
  columnInfo: infoOf,
  curvePage,
  ends: endInfos,
  verdicts: verdictInfos,
  results: [
    ...['loss', 'gap', 'certificate', 'rank', 'nuclearNorm', 'convexRank', 'threshold'],
    ...['testAccuracy', 'networkTestAccuracy'],
  ],
  quantities,
  quantitiesOf: (variant, files) => {
    const settings = settingsOf(variant);
    return settings === null ? { values: new Map(), complete: false } : quantitiesOf(settings, files);
  },
  events: [],
  files: variant => {
    const settings = settingsOf(variant);
    return settings === null ? [] : requestsOf(settings);
  },
  check: (variant, files) => {
    const settings = settingsOf(variant);
    return settings === null ? [] : checkSettings(settings, variant.metrics, files);
  },
  method: methodOf,
  facts: {
    infos: factInfos,
    of: (variant, files) => {
      const settings = settingsOf(variant);
      return settings === null ? [] : factsOf(settings, files);
    },
  },
  overlays: (_, __, measured) => overlaysOf(measured),
  pages: ntkPages,
  derive: (variant, files) => {
    const settings = settingsOf(variant);
    if (settings === null) return {};
    const shape = shapeOf(settings, files);
    return shape === null ? {} : { trainable: trainedNumbers(settings, shape) };
  },
  expect: () => ({ ...nothingExpected, signatures: [] }),
  estimate: (variant, files) => {
    const settings = settingsOf(variant);
    return settings === null ? { seconds: 0, bytes: 0, storedBytes: 0 } : estimateRun(settings, files);
  },
};

/** The arrays of a user's file; every source besides draws or holds its own. */
function requestsOf({ problem: { source } }: Settings): readonly ArrayRequest[] {
  if (source.kind !== 'file') return [];
  return Object.values(mentionsOf(source)).flatMap(mention => {
    const path = fileOf(mention);
    if (path === undefined) return [];
    return [{ path, name: mention.name, at: mention.at, fileAt: mention.fileAt }];
  });
}

function methodOf(variant: ResolvedVariant): Method {
  return {
    name: methodName(settingsOf(variant)),
    clock: 'iteration',
    ...{ discrete: false, learningRate: null, steps: null, tolerance: null, conserves: 'not' },
  };
}

function methodName(settings: Settings | null): string {
  if (settings === null) return '';
  const { dynamics } = settings;
  if (dynamics.kind === 'lbfgs') return 'L-BFGS';
  return dynamics.polishIterations > 0 ? 'gradient descent, then L-BFGS' : 'gradient descent';
}
