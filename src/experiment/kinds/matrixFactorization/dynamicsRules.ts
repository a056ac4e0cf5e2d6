import type { Finding } from '../../issue.ts';
import type { Path } from '../../json.ts';
import type { Subject } from './check.ts';
import { nesterovRule } from '../nesterovRule.ts';
import { finding, setTo } from '../ruleFindings.ts';

const AT: Path = ['dynamics'];

/** Settings of the training that contradict each other. */
export function* dynamicsRules({ settings }: Subject): Generator<Finding> {
  const { dynamics } = settings;
  if (dynamics.kind === 'gradientFlow') {
    const { times, samples, until } = dynamics;
    if (times === undefined) return;
    yield* increasing(times, [...AT, 'times']);
    if (samples !== undefined) yield ignored('samples', 'times');
    if (until !== 'auto') yield ignored('until', 'times');
    return;
  }
  const { sampleSteps, samples, steps } = dynamics;
  if (sampleSteps !== undefined) {
    yield* increasing(sampleSteps, [...AT, 'sampleSteps']);
    const beyond = sampleSteps.findIndex(step => step > steps);
    if (beyond >= 0) {
      const message = `sample step ${sampleSteps[beyond] ?? 0} is beyond the ${steps} steps of the run`;
      const last = Math.max(...sampleSteps);
      const path = [...AT, 'sampleSteps', beyond];
      yield finding(
        'error',
        'sample-beyond-end',
        path,
        message,
        `raise "steps" to ${last}`,
        setTo([...AT, 'steps'], last),
      );
    }
    if (samples !== undefined) yield ignored('samples', 'sampleSteps');
  }
  yield* nesterovRule(dynamics);
}

function* increasing(values: readonly number[], path: Path): Generator<Finding> {
  const at = values.findIndex((value, i) => i > 0 && value <= (values[i - 1] ?? 0));
  if (at < 0) return;
  const message = `${path.join('.')} must increase strictly, but ${values[at] ?? 0} follows ${values[at - 1] ?? 0}`;
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  yield finding('error', 'not-increasing', [...path, at], message, 'sort them', setTo(path, sorted, 'Sort'));
}

function ignored(key: string, by: string): Finding {
  const message = `"${key}" has no effect beside "${by}"`;
  const removal = { kind: 'remove', title: `Remove "${key}"` } as const;
  return finding('warning', 'setting-ignored', [...AT, key], message, 'remove one of them', removal);
}
