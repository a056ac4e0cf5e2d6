import { isClassification } from '../protocol/classificationGuard.ts';
import { isWriting } from '../protocol/writingGuard.ts';
import {
  isDivergence,
  isNumberTable,
  isObject,
  isPartialNumberTable,
  isReduction,
  isSpectra,
  isTextList,
} from '../protocol/objectGuards.ts';
import type { RunEnd, RunStart } from './journal.ts';

export function isRunStart(value: unknown): value is RunStart {
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    typeof value['variant'] === 'number' &&
    typeof value['seed'] === 'number' &&
    typeof value['kernel'] === 'string' &&
    isTextList(value['columns']) &&
    (value['reduction'] === undefined || isReduction(value['reduction']))
  );
}

export function isRunEnd(value: unknown): value is RunEnd {
  return (
    isObject(value) &&
    (value['status'] === 'done' || value['status'] === 'failed' || value['status'] === 'cancelled') &&
    typeof value['reason'] === 'string' &&
    typeof value['seconds'] === 'number' &&
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
