import { chooseKernel } from '../../../engine/kernel/choose.ts';
import { warmUpKernel } from '../../../engine/kernel/warmUp.ts';
import { warmUpBuild, warmUpSizes } from '../../../engine/problem/matrixFactorization/warmUp.ts';
import { warmUpFlow } from '../../../engine/warmUpFlow.ts';

/** The kernel and a small flow first; then dense weights, one size at a time. */
export const warmUp: readonly (() => void)[] = [
  () => {
    const makeKernel = chooseKernel();
    warmUpKernel(makeKernel);
    warmUpFlow(makeKernel);
  },
  ...warmUpSizes.map(size => () => {
    warmUpBuild(size);
  }),
];
