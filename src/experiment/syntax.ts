import { createScanner, printParseErrorCode, type ParseError } from 'jsonc-parser';

/** What to say about one syntax error. */
export interface SyntaxMessage {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** Explains an error of the JSON parser by what stands there. */
export function explain(error: ParseError, text: string): SyntaxMessage {
  const found = text.slice(error.offset, error.offset + error.length);
  const quoted = found.startsWith('"') ? found.slice(0, 30) : `"${found.slice(0, 30)}"`;
  const here = found.trim() === '' ? 'the end of the file' : quoted;
  switch (printParseErrorCode(error.error)) {
    case 'InvalidSymbol':
      return symbol(found);
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return {
        code: 'json-number',
        message: `${here} is not a number in JSON`,
        remedy: 'write it like 0.5, -2 or 1e-5',
      };
    case 'PropertyNameExpected':
      return {
        code: 'json-key-expected',
        message: `a key in double quotes is expected before ${here}`,
        remedy: 'write "key": value',
      };
    case 'ValueExpected':
      return {
        code: 'json-value-expected',
        message: `a value is missing before ${here}`,
        remedy: 'write a number, a string in double quotes, true, false, a list or an object',
      };
    case 'ColonExpected':
      return {
        code: 'json-colon-expected',
        message: `a colon is missing before ${here}`,
        remedy: 'write "key": value',
      };
    case 'CommaExpected':
      return {
        code: 'json-comma-expected',
        message: `a comma is missing before ${here}`,
        remedy: 'put a comma between members',
      };
    case 'CloseBraceExpected':
      return {
        code: 'json-unclosed',
        message: `a closing "}" is missing at ${here}`,
        remedy: 'close the object with "}"',
      };
    case 'CloseBracketExpected':
      return {
        code: 'json-unclosed',
        message: `a closing "]" is missing at ${here}`,
        remedy: 'close the list with "]"',
      };
    case 'EndOfFileExpected':
      return {
        code: 'json-trailing',
        message: `${here} stands after the end of the experiment`,
        remedy: 'remove what follows the last "}"',
      };
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return {
        code: 'json-comment',
        message: 'the comment is not closed',
        remedy: 'close it with */, or begin it with //',
      };
    case 'UnexpectedEndOfString':
      return {
        code: 'json-string',
        message: 'the string is not closed on its line',
        remedy: 'end it with a double quote',
      };
    case 'InvalidUnicode':
    case 'InvalidEscapeCharacter':
      return {
        code: 'json-escape',
        message: `${here} has an escape that JSON does not know`,
        remedy: 'write a backslash as \\\\ and paths with forward slashes',
      };
    case 'InvalidCharacter':
      return {
        code: 'json-character',
        message: `${here} has a control character (a tab or line break within a string)`,
        remedy: 'remove it, or write \\t or \\n',
      };
    case '<unknown ParseErrorCode>':
      return {
        code: 'json-syntax',
        message: `${here} is not expected here`,
        remedy: 'compare with a preset',
      };
  }
}

const WORDS: Readonly<Record<string, string>> = {
  True: 'write true',
  False: 'write false',
  None: 'write null, or leave the key out',
  undefined: 'leave the key out',
  NaN: 'give a finite number',
  nan: 'give a finite number',
  inf: 'give a finite number',
  Infinity: 'give a finite number',
  '-Infinity': 'give a finite number',
};

function symbol(found: string): SyntaxMessage {
  const word = Object.hasOwn(WORDS, found) ? WORDS[found] : undefined;
  if (found.startsWith("'")) {
    return {
      code: 'json-quotes',
      message: `${found.slice(0, 30)} is in single quotes`,
      remedy: 'use double quotes',
    };
  }
  return {
    code: 'json-symbol',
    message: `${found.slice(0, 30)} is not a value in JSON`,
    remedy: word ?? (/^[-+.\d]/.test(found) ? 'write it like 0.5, -2 or 1e-5' : 'put it in double quotes'),
  };
}

/** What the brackets of a text look like: how deep they nest, and what would close those left open at its end. */
export function brackets(text: string): { readonly depth: number; readonly closers: string } {
  const scanner = createScanner(text, true);
  const open: string[] = [];
  let depth = 0;
  for (;;) {
    scanner.scan();
    if (scanner.getTokenLength() === 0) break;
    const token = text.slice(scanner.getTokenOffset(), scanner.getTokenOffset() + scanner.getTokenLength());
    if (token === '{') open.push('}');
    else if (token === '[') open.push(']');
    else if (token === '}' || token === ']') open.pop();
    depth = Math.max(depth, open.length);
  }
  return { depth, closers: open.reverse().join('') };
}
