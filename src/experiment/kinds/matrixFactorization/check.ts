import type { Fault, Result } from '../../../engine/fault.ts';
import { readMatrix } from '../../../engine/problem/arrays.ts';
import type { Dims } from '../../../engine/system.ts';
import { faultFinding, type Finding } from '../../issue.ts';
import type { LoadedFiles } from '../contract.ts';
import { adapterRules } from './adapterRules.ts';
import { dimsOf } from './dims.ts';
import { drawRules } from './drawRules.ts';
import { dynamicsRules } from './dynamicsRules.ts';
import { affordablePrepared } from './facts.ts';
import { estimateRun } from './estimate.ts';
import { mentionsOf } from './files.ts';
import { memoryRule } from '../memoryRule.ts';
import type { Settings } from './settings.ts';
import { shapeRules } from './shapeRules.ts';
import { theoryRules } from './theoryRules.ts';

/** What a rule may look at. */
export interface Subject {
  readonly settings: Settings;
  readonly files: LoadedFiles;
  readonly dims: Dims;
}

/** Everything that can be said against a variant before it runs (theory.md and diagnostics.md). */
export function checkSettings(settings: Settings, files: LoadedFiles): readonly Finding[] {
  const unreadable = mentionsOf(settings).flatMap(mention => faultsOf(readMatrix(files, mention)));
  if (unreadable.length > 0) return unreadable.map(fault => faultFinding(fault));
  const dims = dimsOf(settings, files);
  if (dims === null) return [];
  const subject: Subject = { settings, files, dims };
  const found = [...shapeRules(subject), ...adapterRules(subject), ...dynamicsRules(subject)];
  if (found.some(finding => finding.severity === 'error')) return found;
  const tooLarge = [...memoryRules(subject)];
  if (tooLarge.length > 0) return [...found, ...tooLarge];
  const prepared = affordablePrepared(settings, files);
  if (prepared === null) return found;
  if (!prepared.ok) return [...found, ...prepared.faults.map(fault => faultFinding(fault))];
  return [...found, ...drawRules(subject, prepared.value), ...theoryRules(subject, prepared.value)];
}

function memoryRules({ settings, files, dims }: Subject): Iterable<Finding> {
  const { bytes } = estimateRun(settings, files);
  const { kind } = settings.dynamics;
  const path =
    settings.problem.pretrained.kind === 'file'
      ? ['problem', 'pretrained']
      : ['problem', 'pretrained', 'dims'];
  const what = `a run of m, h, n = ${dims.m}, ${dims.h}, ${dims.n} with "${kind}"`;
  const remedy = 'use gradient flow or plain gradient descent on synthetic weights, or smaller "dims"';
  return memoryRule(bytes, what, path, remedy);
}

function faultsOf<T>(result: Result<T>): readonly Fault[] {
  return result.ok ? [] : result.faults;
}
