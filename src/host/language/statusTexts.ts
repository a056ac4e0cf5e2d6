import { ENGINE_VERSION } from '../../engine/version.ts';
import type { LoadedExperiment } from '../../experiment/load.ts';
import type { PanelState } from '../../protocol/panel.ts';
import { counted, grouped } from '../../runs/format.ts';
import { batchSize } from './batchSize.ts';

/** How a file stands. */
export type Standing = 'error' | 'warning' | 'fine';

/** A batch as the status tells of it. */
interface LastRun {
  readonly state: PanelState;
  readonly ended: number;
  readonly total: number;
}

const ENDS: Readonly<Partial<Record<PanelState, string>>> = {
  done: 'done',
  stopped: 'stopped',
  failed: 'with failures',
  interrupted: 'interrupted',
};

/** What the language status says of a file: `6 variants × 30 seeds · ≈ 4 s`, and the engine with the last run. */
export function statusTexts(
  { experiment, issues, variants, seeds, estimate }: LoadedExperiment,
  workers: number,
  last: LastRun | null,
): { readonly text: string; readonly detail: string; readonly standing: Standing } {
  const count = (severity: string): number => issues.filter(issue => issue.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const standing = experiment === undefined && errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'fine';
  const text =
    experiment !== undefined
      ? batchSize({ variants: variants.length, seeds: seeds.length, seconds: estimate.seconds }, workers)
      : errors > 0
        ? `Cannot run: ${counted(errors, 'error')}`
        : 'Not an experiment';
  const end = last && ENDS[last.state];
  const detail = [
    warnings > 0 ? counted(warnings, 'warning') : 'valid',
    `engine ${ENGINE_VERSION}`,
    last && end !== undefined
      ? `last run ${end}, ${grouped(last.ended)} of ${counted(last.total, 'run')}`
      : 'not run here yet',
  ];
  return { text, detail: (errors > 0 ? detail.slice(1) : detail).join(' · '), standing };
}
