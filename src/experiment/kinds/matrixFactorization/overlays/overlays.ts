import type { LoadedFiles, Measured, Overlay } from '../../contract.ts';
import { affordablePrepared } from '../facts.ts';
import type { Settings } from '../settings.ts';
import { alignmentOverlays } from './alignment.ts';
import { boundOverlays } from './bounds.ts';
import { courseOverlays } from './course.ts';
import { escapeOverlays } from './escape.ts';
import { plateauOverlays } from './plateau.ts';
import { fitOverlays } from './rateFit.ts';
import { signalOverlays } from './signal.ts';
import { spectralOverlays } from './spectral.ts';
import { stepOverlays } from './steps.ts';
import { theorist, withheld } from './theorist.ts';

/** What theory says of a variant, in the order in which the panel lists it. */
export function overlaysOf(settings: Settings, files: LoadedFiles, measured: Measured): readonly Overlay[] {
  const prepared = affordablePrepared(settings, files);
  if (prepared?.ok !== true)
    return [
      withheld(
        { id: 'theory', on: 'loss', kind: 'prediction', label: 'theory', formula: '' },
        prepared === null
          ? 'The weights are too large, or not at hand, to be decomposed while the panel waits.'
          : 'The weights or the target cannot be read.',
      ),
    ];
  const seen = theorist(settings, prepared.value, measured);
  return [
    ...courseOverlays(seen),
    ...escapeOverlays(seen),
    ...alignmentOverlays(seen),
    ...signalOverlays(seen),
    ...spectralOverlays(seen),
    ...boundOverlays(seen),
    ...plateauOverlays(seen),
    ...stepOverlays(seen),
    ...fitOverlays(seen),
  ];
}
