import { cpus, loadavg } from 'node:os';
import process from 'node:process';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  /** Load over the last minute when this was asked. */
  readonly load: number;
}

export function machine(): Machine {
  const cores = cpus();
  return {
    processor: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    node: process.version,
    load: loadavg()[0]!,
  };
}

/** Above this load wall-clock times say little: CPU times are compared instead. */
export const QUIET = 1.2;
