import { about } from '../format.ts';
import type { Signature } from './contract.ts';

/** 1 − cos above this at the end: the adapters did not turn to the target. */
const TURNED_AWAY = 0.05;

/** Adam has no alignment phase. */
export const noAlignment: Signature = {
  key: 'noAlignment',
  severity: 'info',
  state: 'no alignment',
  badge: 'without alignment',
  one: 'had no alignment phase',
  many: 'had no alignment phase',
  level: false,
  detect: run => {
    const kind = run.word('dynamics.kind');
    const alignment = run.last('alignment');
    if ((kind !== 'adam' && kind !== 'adamw') || !(alignment > TURNED_AWAY)) return null;
    return {
      why: `1 − cos ended at ${about(alignment, 2)}. Adam moves every entry by about η whatever its gradient, so that no direction outgrows the others. Expected; predictions of the flow do not apply.`,
    };
  },
};
