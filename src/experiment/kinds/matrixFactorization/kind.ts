import { AdapterSettings } from '../../../engine/adapter/settings.ts';
import { DynamicsSettings } from '../../../engine/dynamics/settings.ts';
import {
  columnKeys,
  defaultMetricKeys,
  metricOfColumn,
  metrics,
  seriesInfo,
} from '../../../engine/metric/registry.ts';
import { eventInfos } from '../../../engine/event/infos.ts';
import { MatrixFactorizationSettings } from '../../../engine/problem/matrixFactorization/settings.ts';
import { plainSchema } from '../../schemaModel.ts';
import type { ProblemKind } from '../contract.ts';
import { nothingExpected } from '../expectations.ts';
import { checkSettings } from './check.ts';
import { curvePage } from './curvePage.ts';
import { derivedFrom } from './derive.ts';
import { estimateRun } from './estimate.ts';
import { expectedOf } from './expect.ts';
import { requestsOf } from './files.ts';
import { factInfos, factsOf } from './settingFacts.ts';
import { methodOf } from './method.ts';
import { overlaysOf } from './overlays/overlays.ts';
import { quantities, quantitiesOf } from './quantities.ts';
import { settingsOf } from './settings.ts';
import { starter } from './starter.ts';
import { targetOf } from './overlays/directions.ts';

/** LoRA in two-layer matrix factorisation: the problem of arXiv 2503.06982. */
export const matrixFactorization: ProblemKind = {
  kind: 'matrixFactorization',
  label: 'Matrix factorisation',
  help: plainSchema(MatrixFactorizationSettings).description ?? '',
  starter,
  sections: { problem: MatrixFactorizationSettings, adapter: AdapterSettings, dynamics: DynamicsSettings },
  series: metrics.map(metric => metric.info),
  defaultSeries: defaultMetricKeys,
  recorded: key => (defaultMetricKeys.includes(key) ? 'always' : 'on request'),
  columns: columnKeys,
  seriesOf: metricOfColumn,
  columnInfo: seriesInfo,
  curvePage,
  ends: [],
  verdicts: [],
  results: ['loss', 'alignment'],
  quantities,
  quantitiesOf: (variant, files) => {
    const settings = settingsOf(variant);
    return settings === null ? { values: new Map(), complete: false } : quantitiesOf(settings, files);
  },
  events: eventInfos,
  files: variant => {
    const settings = settingsOf(variant);
    return settings === null ? [] : requestsOf(settings);
  },
  check: (variant, files) => {
    const settings = settingsOf(variant);
    return settings === null ? [] : checkSettings(settings, files);
  },
  method: methodOf,
  derive: (variant, files) => {
    const settings = settingsOf(variant);
    return settings === null ? {} : derivedFrom(settings, files);
  },
  facts: {
    infos: factInfos,
    of: (variant, files) => {
      const settings = settingsOf(variant);
      return settings === null ? [] : factsOf(settings, files);
    },
  },
  overlays: (variant, files, measured) => {
    const settings = settingsOf(variant);
    return settings === null ? [] : overlaysOf(settings, files, measured);
  },
  target: (variant, files) => {
    const settings = settingsOf(variant);
    return settings === null ? null : targetOf(settings, files);
  },
  expect: (variant, files) => {
    const settings = settingsOf(variant);
    return settings === null ? nothingExpected : expectedOf(settings, files);
  },
  estimate: (variant, files) => {
    const settings = settingsOf(variant);
    return settings === null ? { seconds: 0, bytes: 0, storedBytes: 0 } : estimateRun(settings, files);
  },
};
