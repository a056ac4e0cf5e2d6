import { hostname } from 'node:os';
import { kill, pid } from 'node:process';
import type { Owner } from './owner.ts';

/** Names this process by machine and process id. A process of another machine is taken for alive. */
export function nodeOwner(): Owner {
  const here = hostname();
  return {
    token: `${here}/${pid}`,
    isAlive(token) {
      const at = token.lastIndexOf('/');
      if (token.slice(0, at) !== here) return true;
      try {
        // Signal 0 only asks.
        kill(Number(token.slice(at + 1)), 0);
        return true;
      } catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'EPERM';
      }
    },
  };
}
