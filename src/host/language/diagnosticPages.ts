import { Uri, workspace } from 'vscode';
import { linesOfCodes } from './codeLines.ts';

/** Where the page that ships with the extension explains each diagnostic. */
export class DiagnosticPages {
  readonly #page: Uri;
  #lines: ReadonlyMap<string, number> = new Map();
  /** Resolves once the page was read; a page that is missing explains nothing. */
  readonly ready: Promise<void>;

  constructor(extension: Uri) {
    this.#page = Uri.joinPath(extension, 'docs', 'diagnostics.md');
    this.ready = Promise.resolve(workspace.fs.readFile(this.#page)).then(
      bytes => {
        this.#lines = linesOfCodes(new TextDecoder().decode(bytes));
      },
      () => undefined,
    );
  }

  /** The page, opened at what it says of this code; null for a code that it does not have. */
  of(code: string): Uri | null {
    const line = this.#lines.get(code);
    return line === undefined ? null : this.#page.with({ fragment: `L${line}` });
  }
}
