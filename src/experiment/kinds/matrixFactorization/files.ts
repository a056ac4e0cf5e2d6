import { fileOf, type ArrayMention } from '../../../engine/problem/arrays.ts';
import {
  factorMentions,
  pretrainedMentions,
  targetMention,
} from '../../../engine/problem/matrixFactorization/mentions.ts';
import type { ArrayRequest } from '../contract.ts';
import type { Settings } from './settings.ts';

/** Every array that the settings name. */
export function mentionsOf({ problem, adapter }: Settings): readonly ArrayMention[] {
  const mentions: ArrayMention[] = [];
  if (problem.pretrained.kind === 'file') {
    const { w1, w2 } = pretrainedMentions(problem.pretrained);
    mentions.push(w2, w1);
  }
  if (problem.target.kind === 'file') mentions.push(targetMention(problem.target));
  if (adapter.init.kind === 'file') mentions.push(...Object.values(factorMentions(adapter.init)));
  return mentions;
}

/** The arrays to read; those for which no file is named are left out, and reported by the check. */
export function requestsOf(settings: Settings): readonly ArrayRequest[] {
  return mentionsOf(settings).flatMap(mention => {
    const path = fileOf(mention);
    if (path === undefined) return [];
    const fileAt = path === mention.path ? mention.fileAt : mention.at;
    return [{ path, name: mention.name, at: mention.at, fileAt }];
  });
}
