import type { Kernel, KernelFactory, Vector } from '../kernel/contract.ts';
import { layoutOf } from '../kernel/layout.ts';
import type { System } from '../system.ts';

/** Zeroes, in a gradient, the blocks of factors that are not trained. */
export type ClearFrozen = (descent: Float64Array) => void;

/** The blocks of `system.frozen`, or undefined if every factor is trained. */
export function frozenBlocks(system: System): ClearFrozen | undefined {
  const { frozen } = system;
  if (frozen === undefined || frozen.length === 0) return undefined;
  const { offsets, length } = layoutOf(system.dims, system.rank1, system.rank2);
  const ends = [offsets[1], offsets[2], offsets[3], length];
  const ranges = (['A1', 'B1', 'A2', 'B2'] as const).flatMap((name, i) =>
    frozen.includes(name) ? [[offsets[i]!, ends[i]!] as const] : [],
  );
  return descent => {
    for (const [start, end] of ranges) descent.fill(0, start, end);
  };
}

/** A factory whose kernels leave frozen factors where they are. */
export function respectingFrozen(makeKernel: KernelFactory): KernelFactory {
  return system => {
    const kernel = makeKernel(system);
    const clear = frozenBlocks(system);
    return clear === undefined ? kernel : new FreezingKernel(kernel, clear);
  };
}

/** A kernel that clears the frozen blocks of every gradient it gives. */
class FreezingKernel implements Kernel {
  readonly name: Kernel['name'];
  readonly length: number;
  readonly #kernel: Kernel;
  readonly #clear: ClearFrozen;

  constructor(kernel: Kernel, clear: ClearFrozen) {
    this.name = kernel.name;
    this.length = kernel.length;
    this.#kernel = kernel;
    this.#clear = clear;
  }

  allocate(): Vector {
    return this.#kernel.allocate();
  }

  write(...call: Parameters<Kernel['write']>): void {
    this.#kernel.write(...call);
  }

  read(vector: Vector): ReturnType<Kernel['read']> {
    return this.#kernel.read(vector);
  }

  view(vector: Vector): Float64Array {
    return this.#kernel.view(vector);
  }

  gradient(y: Vector, out: Vector): void {
    this.#kernel.gradient(y, out);
    this.#clear(this.#kernel.view(out));
  }

  stage(...call: Parameters<Kernel['stage']>): void {
    this.#kernel.stage(...call);
    this.#clear(this.#kernel.view(call[5]));
  }

  combine(...call: Parameters<Kernel['combine']>): void {
    this.#kernel.combine(...call);
  }

  blockNorms(vector: Vector, norms: Float64Array): void {
    this.#kernel.blockNorms(vector, norms);
  }

  dot(x: Vector, y: Vector): number {
    return this.#kernel.dot(x, y);
  }

  loss(y: Vector): number {
    return this.#kernel.loss(y);
  }

  residualParts(...call: Parameters<Kernel['residualParts']>): number {
    return this.#kernel.residualParts(...call);
  }

  lossOfGradient(): number {
    return this.#kernel.lossOfGradient();
  }

  endStep(...call: Parameters<Kernel['endStep']>): void {
    this.#kernel.endStep(...call);
  }
}
