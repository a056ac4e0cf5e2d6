import { startFaults } from '../../../engine/problem/network/refusals.ts';
import { factorSeries } from '../../../engine/problem/network/series.ts';
import { rankIn, sizesOf, type NetworkSizes } from '../../../engine/problem/network/shape.ts';
import { faultFinding, type Finding } from '../../issue.ts';
import type { Path } from '../../json.ts';
import type { LoadedFiles } from '../contract.ts';
import { memoryRule } from '../memoryRule.ts';
import { nesterovRule } from '../nesterovRule.ts';
import { finding, setTo } from '../ruleFindings.ts';
import { estimateRun } from './estimate.ts';
import type { Settings } from './settings.ts';

const RANK: Path = ['adapter', 'rank'];
const N: Path = ['problem', 'N'];
const BATCH: Path = ['dynamics', 'batch'];
const BY: Path = ['problem', 'task', 'by'];

/** Everything that can be said against a variant before it runs (diagnostics.md). */
export function checkSettings(
  settings: Settings,
  asked: readonly string[],
  files: LoadedFiles,
): readonly Finding[] {
  const found = sizesOf(settings.problem, settings.adapter, files);
  if (!found.ok) return found.faults.map(fault => faultFinding(fault));
  const sizes = found.value;
  return [
    ...startFaults(settings.adapter, sizes).map(fault => faultFinding(fault)),
    ...nesterovRule(settings.dynamics),
    ...rankRules(settings.adapter, sizes),
    ...batchRule(settings.dynamics, sizes),
    ...examplesRule(settings.problem, sizes),
    ...taskRule(settings, sizes),
    ...seriesRules(settings.adapter, asked),
    ...sizeRule(estimateRun(settings, sizes).bytes, sizes, 'lower "N" or "hidden"'),
  ];
}

/** A network with its batch that no worker has room for; `smaller` is what to make smaller. */
export function sizeRule(
  bytes: number,
  { sizes, examples }: NetworkSizes,
  smaller: string,
): Iterable<Finding> {
  const what = `a run of the network ${sizes.join('-')} on ${examples} examples`;
  return memoryRule(bytes, what, ['problem'], `${smaller}, or descend by a "batch" at a time`);
}

/** Adapters that are given less than the rank, because their layer has no more. */
export function* rankRules(
  adapter: Settings['adapter'],
  { sizes, adapted }: NetworkSizes,
): Generator<Finding> {
  if (adapter.method === 'full') return;
  const short = adapted.filter(layer => rankIn(sizes, layer, adapter.rank) < adapter.rank);
  const [first] = short;
  if (first === undefined) return;
  const own = rankIn(sizes, first, adapter.rank);
  const message = `rank ${adapter.rank} is more than layer ${first + 1}, ${sizes[first + 1]!}×${sizes[first]!}, can have: its adapter gets ${own}`;
  const remedy = short.length === adapted.length ? `set it to ${own}` : 'other layers have the whole rank';
  yield finding('hint', 'rank-above-layer', RANK, message, remedy);
}

/** A batch that is no part of the examples. */
export function* batchRule(dynamics: Settings['dynamics'], sizes: NetworkSizes): Generator<Finding> {
  const { examples, counted } = sizes;
  if (dynamics.kind === 'adaptiveGd' || (dynamics.batch ?? 0) <= examples) return;
  const message = `a batch of ${dynamics.batch!} is more than the ${about(sizes)} examples: every step sees all of them`;
  yield finding(
    'hint',
    'batch-above-examples',
    BATCH,
    message,
    `set it ${counted ? '' : 'well '}below ${examples}, or remove it`,
  );
}

/** More examples than there are. */
export function* examplesRule(problem: { readonly N: number }, sizes: NetworkSizes): Generator<Finding> {
  const { examples, counted } = sizes;
  if (problem.N <= examples) return;
  const message = `N = ${problem.N}, but there are ${about(sizes)} examples to fine-tune on: all of them are used`;
  if (counted)
    yield finding('hint', 'fewer-examples', N, message, `set it to ${examples}`, setTo(N, examples));
  else yield finding('hint', 'fewer-examples', N, message, 'set it lower where all runs are to see as many');
}

function* taskRule({ problem }: Settings, { data }: NetworkSizes): Generator<Finding> {
  if (problem.task.kind === 'relabel' && problem.task.by % data.classes === 0) {
    const message = `labels that are shifted by ${problem.task.by} of ${data.classes} classes are the same labels`;
    yield finding('warning', 'task-unchanged', BY, message, 'set it to 1', setTo(BY, 1));
  }
}

/** How many examples there are, in words. */
function about({ examples, counted }: NetworkSizes): string {
  return counted ? String(examples) : `about ${examples}`;
}

/** Series that were asked for and that this variant does not have. */
export function* seriesRules(adapter: Settings['adapter'], asked: readonly string[]): Generator<Finding> {
  if (adapter.method === 'lora') return;
  for (const key of asked) {
    if (!factorSeries.some(series => series === key)) continue;
    const message = `${key} is not recorded: it needs factors A and B, which full fine-tuning does not have`;
    yield finding('warning', 'series-not-defined', ['metrics'], message, 'remove it from "metrics"');
  }
}
