import { isClassification } from './classificationGuard.ts';
import {
  isDivergence,
  isNumberTable,
  isObject,
  isPartialNumberTable,
  isReduction,
  isSpectra,
  isTextList,
} from './objectGuards.ts';
import type { FromWorker, ToWorker } from './worker.ts';
import { isWriting } from './writingGuard.ts';

/** Whether a message that reached a worker is one it knows. */
export function isToWorker(value: unknown): value is ToWorker {
  if (!isObject(value)) return false;
  switch (value['type']) {
    case 'files':
      return isObject(value['files']) && Object.values(value['files']).every(isArrays);
    case 'run': {
      const job = value['job'];
      return isObject(job) && isIndex(job['index']) && typeof job['seed'] === 'number' && 'variant' in job;
    }
    default:
      return false;
  }
}

/** Whether a message that came from a worker is one the pool knows. */
export function isFromWorker(value: unknown): value is FromWorker {
  if (!isObject(value)) return false;
  if (value['type'] === 'ready') return true;
  if (!isIndex(value['index'])) return false;
  switch (value['type']) {
    case 'started':
      return (
        isTextList(value['columns']) &&
        typeof value['kernel'] === 'string' &&
        (value['reduction'] === undefined || isReduction(value['reduction']))
      );
    case 'samples':
      return typeof value['fraction'] === 'number' && value['rows'] instanceof Float64Array;
    case 'finished':
      return isTimed(value) && value['rows'] instanceof Float64Array && isOutcome(value['outcome']);
    case 'cancelled':
      return isTimed(value) && value['rows'] instanceof Float64Array;
    case 'failed':
      return isTimed(value) && typeof value['message'] === 'string';
    default:
      return false;
  }
}

function isIndex(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isTimed(value: Readonly<Record<string, unknown>>): boolean {
  return typeof value['seconds'] === 'number';
}

function isArrays(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.values(value).every(
      array => isObject(array) && Array.isArray(array['shape']) && isNumbers(array['data']),
    )
  );
}

function isNumbers(value: unknown): boolean {
  return value instanceof Float64Array || value instanceof Float32Array || value instanceof Uint8Array;
}

function isOutcome(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['reason'] === 'string' &&
    isNumberTable(value['events']) &&
    isNumberTable(value['health']) &&
    isNumberTable(value['counts']) &&
    (value['divergence'] === undefined || isDivergence(value['divergence'])) &&
    (value['ends'] === undefined || isPartialNumberTable(value['ends'])) &&
    (value['verdict'] === undefined || typeof value['verdict'] === 'string') &&
    (value['spectra'] === undefined || isSpectra(value['spectra'])) &&
    (value['classification'] === undefined || isClassification(value['classification'])) &&
    (value['writing'] === undefined || isWriting(value['writing']))
  );
}
