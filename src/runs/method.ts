import type { Method } from '../experiment/kinds/contract.ts';
import { formatNumber, grouped } from './format.ts';
import { kindOf } from './batchKind.ts';
import type { VariantRecord } from './record.ts';
import { isResolvedVariant } from '../experiment/resolvedVariant.ts';

/** Where nothing is known of the training: nothing is said of it. */
const unknown: Method = {
  ...{ name: '', discrete: false, learningRate: null, steps: null, tolerance: null, conserves: 'not' },
};

/** How a variant is trained, as its kind of problem says it. */
export function methodOf({ resolved }: Pick<VariantRecord, 'resolved'>): Method {
  if (!isResolvedVariant(resolved)) return unknown;
  return kindOf({ resolved })?.method(resolved) ?? unknown;
}

/** `gradient flow`, `GD, η = 10⁻⁴, 50 000 steps`, `GD and Adam`: what all variants share. */
export function methodLine(methods: readonly Method[]): string {
  const kinds = [...new Set(methods.map(({ name }) => name))].filter(name => name !== '');
  if (kinds.length === 0) return '';
  const [first] = methods;
  const parts = [
    kinds.length === 1 ? kinds[0]! : `${kinds.slice(0, -1).join(', ')} and ${kinds[kinds.length - 1]!}`,
  ];
  const rate = first?.learningRate ?? null;
  if (rate !== null && methods.every(method => method.learningRate === rate)) {
    parts.push(`η = ${formatNumber(rate)}`);
  }
  const steps = first?.steps ?? null;
  if (steps !== null && methods.every(method => method.steps === steps))
    parts.push(`${grouped(steps)} steps`);
  return parts.join(', ');
}
