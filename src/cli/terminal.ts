import type { WriteStream } from 'node:tty';

/** Where the command line writes. Standard output is for results alone, everything else goes to standard error. */
export interface Terminal {
  /** Writes to standard output; resolves when the reader can take more. A reader that is gone is no error. */
  out(text: string): Promise<void>;
  err(text: string): void;
  /** Whether standard error is a terminal, where a line can be drawn over. */
  readonly live: boolean;
  /** Columns of that terminal. */
  readonly columns: number;
}

/** A terminal on the streams of this process. */
export function streamTerminal(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Terminal {
  let closed = false;
  const onError = (error: Error & { code?: string }): void => {
    // `lora-dynamics … | head` ends reading early: there is nobody left to write to, which is fine.
    if (error.code !== 'EPIPE') throw error;
    closed = true;
  };
  stdout.on('error', onError);
  stderr.on('error', onError);
  return {
    out(text) {
      if (closed) return Promise.resolve();
      return new Promise(resolve => stdout.write(text, () => resolve()));
    },
    err(text) {
      if (!stderr.destroyed) stderr.write(text);
    },
    live: stderr.isTTY,
    columns: (stderr as Partial<WriteStream>).columns ?? 80,
  };
}
