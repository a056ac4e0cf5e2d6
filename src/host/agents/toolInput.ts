import { isObject } from '../../protocol/objectGuards.ts';

/** The name of such errors, by which another bundle knows them. */
const NAME = 'ToolError';

/** What is wrong with a call, in words that the caller can act on. VS Code hands the message to the model. */
export class ToolError extends Error {
  constructor(code: string, message: string, remedy: string) {
    super(`${code}: ${message}. ${remedy}.`);
    this.name = NAME;
  }

  /** Whether an error is one, whichever bundle made it. */
  static is(error: unknown): boolean {
    return error instanceof Error && error.name === NAME;
  }
}

/** Reads the input of a tool, which a model wrote: every field is looked at before it is used. */
export class ToolInput {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(input: unknown) {
    this.#fields = isObject(input) ? input : {};
  }

  /** A text that may be left out; empty counts as left out. */
  text(key: string): string | undefined {
    const value = this.#fields[key];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'string') return value;
    throw wrongType(key, 'a text');
  }

  required(key: string, what: string): string {
    const value = this.text(key);
    if (value === undefined) throw new ToolError('missing-input', `"${key}" is missing`, `Give ${what}`);
    return value;
  }

  /** A whole number from 1 to `most`. */
  count(key: string, fallback: number, most: number): number {
    const value = this.#fields[key];
    if (value === undefined || value === null) return fallback;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw wrongType(key, `a whole number from 1 to ${most}`);
  }

  /** Texts, at least one. */
  texts(key: string, what: string): readonly string[] {
    const value = this.#fields[key];
    const texts = Array.isArray(value) ? value.filter(entry => typeof entry === 'string') : [];
    if (Array.isArray(value) && texts.length === value.length && texts.length > 0) return texts;
    throw value === undefined
      ? new ToolError('missing-input', `"${key}" is missing`, `Give ${what}`)
      : wrongType(key, `a list of texts: ${what}`);
  }
}

function wrongType(key: string, wanted: string): ToolError {
  return new ToolError('wrong-input', `"${key}" does not fit`, `It must be ${wanted}`);
}
