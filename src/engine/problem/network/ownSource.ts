import type { FolderData } from './folderDataSettings.ts';
import type { OwnData } from './ownDataSettings.ts';

/** Examples that are not among those that ship. */
export type OwnSource = OwnData | FolderData;

/** Whether a user’s files or folders have the examples. */
export function isOwn(data: { readonly kind: string }): data is OwnSource {
  return data.kind === 'file' || data.kind === 'folder';
}
