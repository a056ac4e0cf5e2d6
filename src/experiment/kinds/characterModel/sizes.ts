import {
  characterModelSizes,
  type CharacterModelSizes,
} from '../../../engine/problem/characterModel/shape.ts';
import type { LoadedFiles } from '../contract.ts';
import type { Settings } from './settings.ts';

/** The sizes of a variant; null where its settings do not go together, or its texts are missing. */
export function sizesIn({ problem, adapter }: Settings, files: LoadedFiles): CharacterModelSizes | null {
  const sizes = characterModelSizes(problem, adapter, files);
  return sizes.ok ? sizes.value : null;
}
