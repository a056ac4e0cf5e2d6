import type { Fault, Result } from '../../../engine/fault.ts';
import { readMatrix } from '../../../engine/problem/matrixFactorization/arrays.ts';
import type { Dims } from '../../../engine/system.ts';
import { faultFinding, type Finding } from '../../issue.ts';
import type { LoadedFiles } from '../contract.ts';
import { adapterRules } from './adapterRules.ts';
import { dimsOf } from './dims.ts';
import { drawRules } from './drawRules.ts';
import { dynamicsRules } from './dynamicsRules.ts';
import { affordablePrepared } from './facts.ts';
import { mentionsOf } from './files.ts';
import type { Settings } from './settings.ts';
import { shapeRules } from './shapeRules.ts';
import { theoryRules } from './theoryRules.ts';

/** What a rule may look at. */
export interface Subject {
  readonly settings: Settings;
  readonly files: LoadedFiles;
  readonly dims: Dims;
}

/** Everything that can be said against a variant before it runs (SCIENCE §12). */
export function checkSettings(settings: Settings, files: LoadedFiles): readonly Finding[] {
  const unreadable = mentionsOf(settings).flatMap(mention => faultsOf(readMatrix(files, mention)));
  if (unreadable.length > 0) return unreadable.map(fault => faultFinding(fault));
  const dims = dimsOf(settings, files);
  if (dims === null) return [];
  const subject: Subject = { settings, files, dims };
  const found = [...shapeRules(subject), ...adapterRules(subject), ...dynamicsRules(subject)];
  if (found.some(finding => finding.severity === 'error')) return found;
  const prepared = affordablePrepared(settings, files);
  if (prepared === null) return found;
  if (!prepared.ok) return [...found, ...prepared.faults.map(fault => faultFinding(fault))];
  return [...found, ...drawRules(subject, prepared.value), ...theoryRules(subject, prepared.value)];
}

function faultsOf<T>(result: Result<T>): readonly Fault[] {
  return result.ok ? [] : result.faults;
}
