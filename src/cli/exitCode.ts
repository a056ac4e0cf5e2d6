/** Exit codes; scripts and clusters depend on them. */
export const exitCode = {
  /** All runs done; nothing wrong with the file. */
  done: 0,
  /** Some runs failed, or a reproduction disagrees with the paper. */
  someFailed: 1,
  /** The file or the call is wrong. */
  wrong: 2,
  /** Interrupted; what was finished is stored. */
  interrupted: 130,
} as const;
