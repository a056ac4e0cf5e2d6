import { cpus, loadavg } from 'node:os';
import process from 'node:process';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  readonly date: string;
}

export function machine(): Machine {
  const cores = cpus();
  return {
    processor: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  };
}

/** Load over the last minute, what is being measured included. */
export function loadNow(): number {
  return loadavg()[0]!;
}

/** Which clock is to be believed at a load: above this one wall-clock times say little, and CPU times are compared. */
const QUIET = 1.2;

export type Clock = 'wall' | 'cpu';

export function clockAt(load: number, threads = 1): Clock {
  return load < QUIET + threads - 1 ? 'wall' : 'cpu';
}
