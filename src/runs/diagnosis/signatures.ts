import { notStarted, stalled } from './beforeEscape.ts';
import type { Signature } from './contract.ts';
import { highLoss, plateau } from './levelledOff.ts';
import { noAlignment } from './noAlignment.ts';
import { numericalFloor } from './numericalFloor.ts';
import { rankLimited } from './rankLimited.ts';
import { slowTail } from './slowTail.ts';
import { stuckSaddle } from './stuckSaddle.ts';
import { diverged, unstable } from './unstable.ts';

/** In the order in which they are looked for: of a run, the first that fits is said. */
export const signatures: readonly Signature[] = [
  diverged,
  stuckSaddle,
  unstable,
  notStarted,
  stalled,
  rankLimited,
  highLoss,
  numericalFloor,
  slowTail,
  plateau,
  noAlignment,
];
