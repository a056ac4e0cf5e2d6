import { fileOf, type ArrayMention } from '../../engine/problem/arrays.ts';
import type { ArrayRequest } from './contract.ts';

/** Requests of labelled examples, which stay as narrow as they are stored; `folder`: the paths are those of folders. */
export function arrayRequests(
  mentions: Readonly<Partial<Record<string, ArrayMention>>>,
  folder = false,
): readonly ArrayRequest[] {
  return Object.values(mentions).flatMap((mention): ArrayRequest[] => {
    const path = mention && fileOf(mention);
    if (path === undefined) return [];
    const { name, at, fileAt } = mention!;
    return [{ path, name, at, fileAt, asStored: true, ...(folder && { folder: true as const }) }];
  });
}
