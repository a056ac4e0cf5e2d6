import { isPng, readPngText, withPngText } from '../../data/pngText.ts';
import { sha256 } from '../../data/sha256.ts';
import { isObject, isTextList } from '../../protocol/objectGuards.ts';
import { parseExact, stringifyExact } from '../exactJson.ts';
import { FIGURE_FORMAT, type FigureCertificate } from './certificate.ts';

/** Keyword of the text in a PNG, id of the metadata in an SVG. */
const NAME = 'lora-dynamics';
const METADATA = /<metadata id="lora-dynamics">([^<]*)<\/metadata>/;
/** More than this no figure of ours carries. */
const MOST_LETTERS = 64e6;

/** What a figure carries, and whether its picture is still the one that was saved. */
export interface ReadFigure {
  readonly certificate: FigureCertificate;
  readonly untouched: boolean;
}

/** A figure with its certificate: SVG text, or the bytes of a PNG. What is neither comes back as it was. */
export function withCertificate<T extends string | Uint8Array>(
  figure: T,
  certificate: FigureCertificate,
): T | string | Uint8Array {
  if (typeof figure === 'string') {
    const text = stringifyExact({ ...certificate, picture: sha256(figure) });
    // no letter that XML reads as its own
    const safe = text.replaceAll(/[<>&]/g, letter => `\\u00${letter.charCodeAt(0).toString(16)}`);
    return figure.replace(/^(<svg [^>]*>)/, start => `${start}<metadata id="${NAME}">${safe}</metadata>`);
  }
  const plain = readPngText(figure, NAME);
  if (typeof plain === 'string') return figure;
  const text = stringifyExact({ ...certificate, picture: sha256(plain.rest) });
  return withPngText(figure, NAME, text) ?? figure;
}

/** Reads a figure; a sentence where it is none of ours or damaged. */
export function readFigure(bytes: Uint8Array): ReadFigure | string {
  if (isPng(bytes)) {
    const found = readPngText(bytes, NAME);
    if (typeof found === 'string') return found;
    return found.text === null ? notOurs('PNG') : parsed(found.text, () => sha256(found.rest));
  }
  const svg = new TextDecoder().decode(bytes);
  if (!/^\s*(<\?xml[^>]*>\s*|<!--[^]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/.test(svg.slice(0, 4000)))
    return 'it is neither an SVG nor a PNG picture';
  if (!svg.includes('</svg>')) return 'the picture is cut off: its end is missing';
  const text = METADATA.exec(svg)?.[1];
  if (text === undefined) return notOurs('SVG');
  return parsed(unescaped(text), () => sha256(svg.replace(METADATA, '')));
}

function notOurs(kind: string): string {
  return `this ${kind} was not exported by LoRA Dynamics, or the program that saved it last removed what it carried`;
}

/** Other programs write quotation marks in their own way. */
function unescaped(text: string): string {
  const names: Readonly<Record<string, string>> = { quot: '"', '#34': '"', apos: "'", '#39': "'", amp: '&' };
  return text.replaceAll(/&(quot|#34|apos|#39|amp);/g, (_, name: string) => names[name] ?? '');
}

function parsed(text: string, digest: () => string): ReadFigure | string {
  if (text.length > MOST_LETTERS) return 'what the picture carries is too large to be read';
  let value: unknown;
  try {
    value = parseExact(text);
  } catch {
    return 'what the picture carries is damaged: it is not JSON';
  }
  if (!isObject(value)) return 'what the picture carries is damaged';
  if (value['format'] !== FIGURE_FORMAT)
    return typeof value['format'] === 'string' && value['format'].startsWith('lora-dynamics/figure/')
      ? 'the figure was made by a newer version of LoRA Dynamics; install that one'
      : 'what the picture carries is not ours';
  if (!isCertificate(value)) return 'what the picture carries is damaged: parts are missing';
  return { certificate: value, untouched: value['picture'] === digest() };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isTable = (value: unknown, item: (entry: unknown) => boolean): boolean =>
  isObject(value) && Object.values(value).every(item);
const isList = (value: unknown, item: (entry: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(item);
const isNumber = (value: unknown): boolean => typeof value === 'number';

function isCertificate(
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & FigureCertificate {
  const { engine, configHash, title, source, text, seeds, files, kernels, variants, series, runs } = value;
  return (
    [engine, configHash, title, source, text].every(isText) &&
    isList(seeds, isCount) &&
    (files === undefined || isTable(files, isText)) &&
    isTextList(kernels) &&
    isList(variants, isObject) &&
    isTable(series, isText) &&
    isList(runs, isCertifiedRun) &&
    isCount(value['unfinished'])
  );
}

function isCertifiedRun(run: unknown): boolean {
  if (!isObject(run) || !isCount(run['variant']) || !isCount(run['seed']) || !isText(run['digest']))
    return false;
  const { marks } = run;
  if (marks === undefined) return true;
  return (
    isObject(marks) &&
    isList(marks['rows'], isCount) &&
    isTable(marks['values'], list => isList(list, isNumber))
  );
}
