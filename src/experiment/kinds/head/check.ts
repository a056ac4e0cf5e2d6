import { headSizes } from '../../../engine/problem/head/shape.ts';
import { startFaults } from '../../../engine/problem/network/refusals.ts';
import { faultFinding, type Finding } from '../../issue.ts';
import type { Path } from '../../json.ts';
import type { LoadedFiles } from '../contract.ts';
import { nesterovRule } from '../nesterovRule.ts';
import { batchRule, rankRules, seriesRules, sizeRule } from '../network/check.ts';
import { finding, setTo } from '../ruleFindings.ts';
import { estimateHead } from './estimate.ts';
import type { Settings } from './settings.ts';

const RELABELLED: Path = ['problem', 'source', 'relabelled'];

/** Everything that can be said against a variant before it runs (diagnostics.md). */
export function checkSettings(
  settings: Settings,
  asked: readonly string[],
  files: LoadedFiles,
): readonly Finding[] {
  const { problem, adapter, dynamics } = settings;
  const found = headSizes(problem, files);
  if (!found.ok) return found.faults.map(fault => faultFinding(fault));
  const sizes = found.value;
  return [
    ...layerRule(settings),
    ...startFaults(adapter, sizes).map(fault => faultFinding(fault)),
    ...nesterovRule(dynamics),
    ...rankRules(adapter, sizes),
    ...batchRule(dynamics, sizes),
    ...taskRule(settings),
    ...seriesRules(adapter, asked),
    ...sizeRule(estimateHead(settings, sizes).bytes, sizes, 'give fewer examples or features'),
  ];
}

/** A head has one layer. */
function* layerRule({ adapter }: Settings): Generator<Finding> {
  if (adapter.layers === 'all' || adapter.layers.every(layer => layer === 1)) return;
  const message = 'a classifier head has one layer: "layers" is not looked at';
  yield finding('warning', 'setting-ignored', ['adapter', 'layers'], message, 'remove it');
}

function* taskRule({ problem: { source } }: Settings): Generator<Finding> {
  if (source.kind === 'file' || source.relabelled !== 1) return;
  const message =
    'one relabelled class keeps its label: the task of fine-tuning is the one that the head knows';
  yield finding('warning', 'task-unchanged', RELABELLED, message, 'set it to 4', setTo(RELABELLED, 4));
}
