import type { AdapterSettings } from '../../adapter/settings.ts';
import type { ArrayMention } from '../arrays.ts';
import { fileOf } from '../arrays.ts';
import type { PretrainedSettings } from './pretrainedSettings.ts';
import type { MatrixFactorizationSettings } from './settings.ts';
import type { TargetSettings } from './targetSettings.ts';

/** The arrays that weights from a file consist of. */
export function pretrainedMentions(settings: Extract<PretrainedSettings, { kind: 'file' }>): {
  readonly w1: ArrayMention;
  readonly w2: ArrayMention;
} {
  const at = ['problem', 'pretrained'];
  const mention = (name: string, key: string): ArrayMention => ({
    path: settings.path,
    name,
    at: [...at, key],
    fileAt: settings.path === undefined ? at : [...at, 'path'],
  });
  return { w1: mention(settings.w1, 'w1'), w2: mention(settings.w2, 'w2') };
}

/** The array that a target from a file is. */
export function targetMention(settings: Extract<TargetSettings, { kind: 'file' }>): ArrayMention {
  const at = ['problem', 'target'];
  return { path: settings.path, name: settings.name, at: [...at, 'name'], fileAt: [...at, 'path'] };
}

/** The arrays that initial factors from a file consist of. */
export function factorMentions(settings: Extract<AdapterSettings['init'], { kind: 'file' }>): {
  readonly A1: ArrayMention;
  readonly B1: ArrayMention;
  readonly A2: ArrayMention;
  readonly B2: ArrayMention;
} {
  const at = ['adapter', 'init'];
  const mention = (name: string, key: string): ArrayMention => ({
    path: settings.path,
    name,
    at: [...at, key],
    fileAt: settings.path === undefined ? at : [...at, 'path'],
  });
  return {
    A1: mention(settings.a1, 'a1'),
    B1: mention(settings.b1, 'b1'),
    A2: mention(settings.a2, 'a2'),
    B2: mention(settings.b2, 'b2'),
  };
}

/**
 * Every file that a problem and its adapter read, each once, with the JSON path of the setting that names it first. Whoever
 * loads an experiment reads these and hands the arrays to `buildSystem` under the same paths.
 */
export function filesRead(
  problem: MatrixFactorizationSettings,
  adapter: AdapterSettings,
): readonly { readonly path: string; readonly at: readonly (string | number)[] }[] {
  const mentions: ArrayMention[] = [];
  if (problem.pretrained.kind === 'file') {
    const { w1, w2 } = pretrainedMentions(problem.pretrained);
    mentions.push(w2, w1);
  }
  if (problem.target.kind === 'file') mentions.push(targetMention(problem.target));
  if (adapter.init.kind === 'file') {
    const { A1, B1, A2, B2 } = factorMentions(adapter.init);
    mentions.push(A1, B1, A2, B2);
  }
  const found = new Map<string, readonly (string | number)[]>();
  for (const mention of mentions) {
    const path = fileOf(mention);
    if (path === undefined || found.has(path)) continue;
    found.set(path, path === mention.path ? mention.fileAt : mention.at);
  }
  return Array.from(found, ([path, at]) => ({ path, at }));
}
