/** Lines that are kept. */
const MOST = 20;

/** A warning or an error of the log. */
export interface Problem {
  readonly time: Date;
  readonly severity: 'warning' | 'error';
  readonly message: string;
}

/** The last warnings and errors of the log, which VS Code does not let an extension read back. */
export class RecentProblems {
  #kept: readonly Problem[] = [];

  /** The oldest first. */
  get all(): readonly Problem[] {
    return this.#kept;
  }

  add(severity: Problem['severity'], message: string | Error): void {
    const text = typeof message === 'string' ? message : message.message;
    this.#kept = [...this.#kept, { time: new Date(), severity, message: text }].slice(-MOST);
  }
}
