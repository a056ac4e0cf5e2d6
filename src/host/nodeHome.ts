import { homedir } from 'node:os';

/** Where a new file goes that has no workspace folder to go to. */
export function homeFolder(): string {
  return homedir();
}
