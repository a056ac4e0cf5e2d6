import { fileOf } from '../../../engine/problem/arrays.ts';
import { pretrainedMentions } from '../../../engine/problem/matrixFactorization/mentions.ts';
import type { Dims } from '../../../engine/system.ts';
import type { LoadedFiles } from '../contract.ts';
import type { Settings } from './settings.ts';

/** Sizes of the problem, from the settings or from the shapes of the files; null where a file cannot tell. */
export function dimsOf({ problem }: Settings, files: LoadedFiles): Dims | null {
  const { pretrained } = problem;
  if (pretrained.kind !== 'file') return pretrained.dims;
  const { w1, w2 } = pretrainedMentions(pretrained);
  const [shape1, shape2] = [w1, w2].map(mention => {
    const path = fileOf(mention);
    const arrays = path === undefined ? undefined : files[path];
    return (arrays?.[mention.name] ?? arrays?.['data'])?.shape;
  });
  const [h, n] = shape1 ?? [];
  const [m] = shape2 ?? [];
  return m === undefined || h === undefined || n === undefined ? null : { m, h, n };
}
