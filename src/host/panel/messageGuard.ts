import type { FromPanel, PanelIntent } from '../../protocol/panel.ts';
import type { IntervalView } from '../../protocol/rates.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The most a panel may ask to be written: a figure or a table, not a disk. */
const MOST_BYTES = 200e6;
/** Longer than any id that the host gives out. */
const MOST_ID = 1000;

/** A message of the panel, checked field by field; null for anything else. */
export function parseFromPanel(raw: unknown): FromPanel | null {
  if (!isFields(raw)) return null;
  switch (raw['type']) {
    case 'ready':
      return isString(raw['version']) ? { type: 'ready', version: raw['version'] } : null;
    case 'drawn':
      return { type: 'drawn' };
    case 'intent': {
      const intent = parseIntent(raw['intent']);
      return intent === null ? null : { type: 'intent', intent };
    }
    case 'lines': {
      const { request, variants, series } = raw;
      return isWhole(request) && isStrings(variants) && isStrings(series)
        ? { type: 'lines', request, variants, series }
        : null;
    }
    case 'matrix': {
      const { request, variant } = raw;
      return isWhole(request) && isString(variant) ? { type: 'matrix', request, variant } : null;
    }
    case 'rates': {
      const { request, series, intervals } = raw;
      return isWhole(request) && isStrings(series) && isIntervals(intervals)
        ? { type: 'rates', request, series, intervals }
        : null;
    }
    case 'whatIf': {
      const { request, variant, changes } = raw;
      return isWhole(request) && isString(variant) && isNumbers(changes)
        ? { type: 'whatIf', request, variant, changes }
        : null;
    }
    case 'save':
      return parseSave(raw);
    case 'copy':
      return isString(raw['text']) ? { type: 'copy', text: raw['text'] } : null;
    case 'error':
      return isString(raw['message']) ? { type: 'error', message: raw['message'] } : null;
    default:
      return null;
  }
}

function parseIntent(raw: unknown): PanelIntent | null {
  if (!isFields(raw)) return null;
  switch (raw['type']) {
    case 'run':
    case 'stop':
    case 'showLog':
    case 'resume':
    case 'writeWhatIf':
      return { type: raw['type'] };
    case 'cancelRun':
      return isWhole(raw['run']) ? { type: 'cancelRun', run: raw['run'] } : null;
    case 'showFile':
      return isWhole(raw['line']) ? { type: 'showFile', line: raw['line'] } : null;
    case 'applyFix':
      return isString(raw['fix']) && raw['fix'].length <= MOST_ID
        ? { type: 'applyFix', fix: raw['fix'] }
        : null;
    case 'export': {
      const what = (['npz', 'markdown', 'commandLine'] as const).find(each => each === raw['what']);
      return what === undefined ? null : { type: 'export', what };
    }
    default:
      return null;
  }
}

function parseSave(raw: Fields): FromPanel | null {
  const { request, name, content } = raw;
  if (!isWhole(request) || !isString(name)) return null;
  const kind = (['svg', 'png', 'json', 'csv'] as const).find(each => each === raw['kind']);
  if (kind === undefined) return null;
  if (!isString(content) && !(content instanceof Uint8Array)) return null;
  return content.length <= MOST_BYTES ? { type: 'save', request, name, kind, content } : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= 10_000 && value.every(isString);
}

/** Settings have numbers of this many at most. */
const MOST_NUMBERS = 100;

function isNumbers(value: unknown): value is Readonly<Record<string, number>> {
  if (!isFields(value)) return false;
  const numbers = Object.values(value);
  return numbers.length <= MOST_NUMBERS && numbers.every(Number.isFinite);
}

function isIntervals(value: unknown): value is readonly IntervalView[] {
  return (
    Array.isArray(value) &&
    value.length <= 10_000 &&
    value.every(
      entry =>
        isFields(entry) &&
        isString(entry['variant']) &&
        Number.isFinite(entry['from']) &&
        Number.isFinite(entry['to']),
    )
  );
}
