import type { Kernel } from '../../kernel/contract.ts';
import type { System } from '../../system.ts';
import type { GradientSource } from './gradientSource.ts';

/** Exact gradients in double precision, from a kernel. */
export function kernelGradient(kernel: Kernel, system: System): GradientSource {
  const y = kernel.allocate();
  const descent = kernel.allocate();
  const exact = kernel.allocate();
  kernel.write(y, system.initial);
  return {
    state: kernel.view(y),
    descent: kernel.view(descent),
    evaluate: () => kernel.gradient(y, descent),
    roughLoss: () => kernel.lossOfGradient(),
    loss: () => kernel.loss(y),
    residualParts: parts => kernel.residualParts(y, parts),
    squaredGradient: () => {
      kernel.gradient(y, exact);
      return kernel.dot(exact, exact);
    },
  };
}
