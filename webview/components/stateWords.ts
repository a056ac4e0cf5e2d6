import type { PanelView } from '../../src/protocol/panel.ts';
import type { IconName, IconTone } from '../icons.ts';

/** The state of a batch in words and as an icon: never one without the other. */
export interface StateWords {
  readonly icon: IconName;
  readonly tone: IconTone;
  readonly words: string;
}

export function stateWords(view: Pick<PanelView, 'state' | 'runs' | 'fraction'>): StateWords {
  const { failed } = view.runs;
  const failures = failed === 1 ? '1 failure' : `${failed} failures`;
  switch (view.state) {
    case 'empty':
      return { icon: 'circle', tone: 'plain', words: 'Not run yet' };
    case 'running':
      return { icon: 'sync', tone: 'info', words: `Running ${percent(view.fraction)} %` };
    case 'done':
      return failed > 0
        ? { icon: 'warning', tone: 'warning', words: `Done with ${failures}` }
        : { icon: 'passed', tone: 'ok', words: 'Done' };
    case 'stopped':
      return { icon: 'stop', tone: 'plain', words: 'Stopped' };
    case 'failed':
      return view.runs.done > 0
        ? { icon: 'warning', tone: 'warning', words: `Done with ${failures}` }
        : { icon: 'error', tone: 'error', words: `Failed: ${failures}` };
    case 'error':
      return { icon: 'error', tone: 'error', words: 'Stopped by an error' };
    case 'interrupted':
      return { icon: 'warning', tone: 'warning', words: 'Interrupted' };
  }
}

/** Never 100 while something is still running. */
export function percent(fraction: number): number {
  return Math.max(0, Math.min(99, Math.floor(fraction * 100)));
}
