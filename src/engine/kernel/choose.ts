import type { KernelFactory } from './contract.ts';
import { typescriptKernel } from './typescriptKernel.ts';
import { wasmKernel } from './wasmKernel.ts';
import { supportsWasmKernel } from './wasmModule.ts';

/** Which kernel to use: `auto` takes WASM where SIMD is there, and plain TypeScript otherwise. */
export type KernelChoice = 'auto' | 'wasm' | 'typescript';

/** The kernel for this process. A run records the name of the kernel that made it. */
export function chooseKernel(choice: KernelChoice = 'auto'): KernelFactory {
  switch (choice) {
    case 'wasm':
      return wasmKernel;
    case 'typescript':
      return typescriptKernel;
    case 'auto':
      return supportsWasmKernel() ? wasmKernel : typescriptKernel;
  }
}
