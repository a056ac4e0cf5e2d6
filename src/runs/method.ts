import { formatNumber, grouped } from './format.ts';

/** What the header and the axes need to know of how a variant is trained. */
export interface Method {
  /** `gradientFlow`, `gd`, `adam`, `adamw`. */
  readonly kind: string;
  readonly discrete: boolean;
  readonly learningRate: number | null;
  readonly steps: number | null;
  /** Error allowed in a step of the flow's integration. */
  readonly tolerance: number | null;
  /** Whether the conserved quantities are conserved (flow), drift as expected (plain descent), or mean nothing. */
  readonly conserves: 'exactly' | 'nearly' | 'not';
}

const flow: Method = {
  kind: 'gradientFlow',
  discrete: false,
  learningRate: null,
  steps: null,
  tolerance: null,
  conserves: 'exactly',
};

/** Reads the resolved `dynamics` of a variant; anything unknown counts as the flow. */
export function methodOf(resolved: unknown): Method {
  const dynamics = field(resolved, 'dynamics');
  const kind = field(dynamics, 'kind');
  if (typeof kind !== 'string' || kind === 'gradientFlow') {
    return { ...flow, tolerance: number(dynamics, 'tolerance') };
  }
  const plain =
    kind === 'gd' &&
    ['momentum', 'weightDecay', 'gradientNoise'].every(key => (number(dynamics, key) ?? 0) === 0) &&
    [null, 1].includes(number(dynamics, 'maskProbability'));
  return {
    kind,
    discrete: true,
    learningRate: number(dynamics, 'learningRate'),
    steps: number(dynamics, 'steps'),
    tolerance: null,
    conserves: plain ? 'nearly' : 'not',
  };
}

const names: Readonly<Record<string, string>> = {
  gradientFlow: 'gradient flow',
  gd: 'GD',
  adam: 'Adam',
  adamw: 'AdamW',
};

/** `gradient flow`, `GD, η = 10⁻⁴, 50 000 steps`, `GD and Adam`: what all variants share. */
export function methodLine(methods: readonly Method[]): string {
  const kinds = [...new Set(methods.map(({ kind }) => names[kind] ?? kind))];
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

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function number(value: unknown, key: string): number | null {
  const found = field(value, key);
  return typeof found === 'number' ? found : null;
}
