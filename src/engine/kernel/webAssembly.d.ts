/**
 * The part of WebAssembly's JavaScript interface that the kernel uses. It is part of every host the engine runs in, but
 * TypeScript declares it in its DOM library only, which the engine must not see.
 */
declare namespace WebAssembly {
  class Module {
    private readonly compiled: never;
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: Record<string, unknown>;
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    /** Adds pages of 64 KiB; earlier views of `buffer` become empty. Throws a RangeError if there is no more memory. */
    grow(pages: number): number;
  }
  function validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}
