import type { ProblemKind } from './contract.ts';
import { AdapterSettings } from '../../engine/adapter/settings.ts';
import { DynamicsSettings } from '../../engine/dynamics/settings.ts';
import { MatrixFactorizationSettings } from '../../engine/problem/matrixFactorization/settings.ts';
import { plainSchema } from '../schemaModel.ts';
import { defaultMetricKeys, metrics } from '../../engine/metric/registry.ts';

/** LoRA in two-layer matrix factorisation: the problem of arXiv 2503.06982. */
export const matrixFactorization: ProblemKind = {
  kind: 'matrixFactorization',
  label: 'Matrix factorisation',
  help: plainSchema(MatrixFactorizationSettings).description ?? '',
  sections: { problem: MatrixFactorizationSettings, adapter: AdapterSettings, dynamics: DynamicsSettings },
  series: metrics.map(metric => metric.info),
  defaultSeries: defaultMetricKeys,
  files: () => [],
  check: () => [],
  derive: () => ({}),
  estimate: () => ({ seconds: 0, bytes: 0, storedBytes: 0 }),
  plan: () => ({ ok: false, faults: [] }),
};
