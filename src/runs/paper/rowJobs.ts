import type { Override } from '../../experiment/override.ts';
import { FIGURES, type Figure } from '../../experiment/paper/figures.ts';

/** How a row of panels is computed: by the flow in seconds, or by the paper's own steps of gradient descent. */
export type RowMethod = 'flow' | 'gd';

/** One batch of the reproduction: a row of panels, computed one way, from one of the two random factors. */
export interface RowJob {
  readonly figure: Figure;
  readonly method: RowMethod;
  /** B with the spectral start beside it, as in the figures; A alone, as in the paper's text. */
  readonly factor: 'A' | 'B';
  /** The shipped experiment that it runs. */
  readonly preset: string;
  /** What is changed in it. */
  readonly settings: readonly Override[];
}

/** What to reproduce. */
export interface Selection {
  readonly figures: readonly Figure[];
  /** Gradient descent with the paper's steps, besides the flow. */
  readonly gd: boolean;
  readonly seeds: number;
}

/** Draws of the adapters in the paper. */
export const PAPER_SEEDS = 30;

/**
 * The rows that a user means: `1`, `3` and `4` are the paper's figures (Figure 1 is the first row of Figure 3), and each
 * row has its id. Undefined where there is no such figure.
 */
export function figuresNamed(name: string): readonly Figure[] | undefined {
  const found = FIGURES.filter(
    ({ id }) =>
      id === name ||
      id === `figure-${name}` ||
      id.startsWith(`figure-${name}-row-`) ||
      (name === '3' && id === 'figure-1'),
  );
  return found.length > 0 ? found : undefined;
}

/** The batches, row by row: flow before gradient descent, B before A. */
export function rowJobs({ figures, gd, seeds }: Selection): readonly RowJob[] {
  const methods: readonly RowMethod[] = gd ? ['flow', 'gd'] : ['flow'];
  const count: Override = { path: ['seeds'], value: seeds };
  const textFactor: readonly Override[] = [
    { path: ['adapter', 'init', 'randomFactor'], value: 'A' },
    { path: ['sweep', 'adapter.init'], value: ['gaussian'] },
  ];
  return figures.flatMap(figure =>
    methods.flatMap(method =>
      (['B', 'A'] as const).map(factor => ({
        figure,
        method,
        factor,
        preset: method === 'gd' ? `${figure.id}-gd` : figure.id,
        settings: factor === 'A' ? [count, ...textFactor] : [count],
      })),
    ),
  );
}

/** The call of the command line that computes one batch alone, the same bits on every machine. */
export function commandOf({ preset, settings }: RowJob): string {
  const options = settings.map(({ path, value }) => {
    if (path.length === 1 && path[0] === 'seeds') return `--seeds ${JSON.stringify(value)}`;
    const setting = `${path.join('.')}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
    return `--set ${/["[\]{}]/.test(setting) ? `'${setting}'` : setting}`;
  });
  return ['lora-dynamics run', `${preset}.lora.json`, ...options].join(' ');
}
