import {
  characterModelSizes,
  type CharacterModelSizes,
} from '../../../engine/problem/characterModel/shape.ts';
import type { TextKey } from '../../../engine/problem/characterModel/texts.ts';
import { startFaults } from '../../../engine/problem/network/refusals.ts';
import { faultFinding, type Finding } from '../../issue.ts';
import type { Path } from '../../json.ts';
import type { LoadedFiles } from '../contract.ts';
import { nesterovRule } from '../nesterovRule.ts';
import { batchRule, examplesRule, rankRules, seriesRules, sizeRule } from '../network/check.ts';
import { finding } from '../ruleFindings.ts';
import { estimateRun } from './estimate.ts';
import type { Settings } from './settings.ts';

const KEYS: readonly TextKey[] = ['pretrainedOn', 'fineTunedOn'];
const SECOND: Path = ['problem', 'fineTunedOn'];

/** Everything that can be said against a variant before it runs (diagnostics.md). */
export function checkSettings(
  settings: Settings,
  asked: readonly string[],
  files: LoadedFiles,
): readonly Finding[] {
  const { problem, adapter, dynamics } = settings;
  const found = characterModelSizes(problem, adapter, files);
  if (!found.ok) return found.faults.map(fault => faultFinding(fault));
  const sizes = found.value;
  return [
    ...startFaults(adapter, sizes).map(fault => faultFinding(fault)),
    ...nesterovRule(dynamics),
    ...rankRules(adapter, sizes),
    ...batchRule(dynamics, sizes),
    ...examplesRule(problem, sizes),
    ...textRules(settings, sizes, files),
    ...seriesRules(adapter, asked),
    ...sizeRule(estimateRun(settings, sizes).bytes, sizes, 'lower "N" or "hidden"'),
  ];
}

function* textRules(
  { problem }: Settings,
  { texts }: CharacterModelSizes,
  files: LoadedFiles,
): Generator<Finding> {
  for (const key of KEYS) {
    const { read, length } = texts[key];
    if (read === length) continue;
    const message = `the first ${read} of ${length} characters of this text are read`;
    yield finding(
      'warning',
      'text-cut',
      ['problem', key],
      message,
      'save the part that matters as a file of its own',
    );
  }
  const [first, second] = KEYS.map(key => {
    const source = problem[key];
    return source.kind === 'file' ? files[source.path] : source.kind;
  });
  if (first !== second) return;
  const message = 'both texts are the same: fine-tuning learns what the model knows';
  yield finding('warning', 'task-unchanged', SECOND, message, 'name another text');
}
