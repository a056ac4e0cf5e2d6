/** Tells a batch that another process is running now from one that a crash left behind. */
export interface Owner {
  /** Names this process; stored with a running batch. */
  readonly token: string;
  /** Whether the process of a token is still there. */
  isAlive(token: string): boolean;
}

/** For places without processes: whatever this store did not start itself was interrupted. */
export const noOwner: Owner = { token: 'unknown', isAlive: () => false };
