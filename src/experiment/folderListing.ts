/** Something in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/**
 * What is directly in a folder. A host that keeps a listing gives the same object as long as nothing in the folder or below has
 * changed.
 */
export type FolderListing = readonly FolderEntry[];

/** Names of one kind, hidden ones left out, sorted by code unit: the same order on every machine. */
export function namesOf(listing: FolderListing, kind: FolderEntry['kind']): readonly string[] {
  return listing
    .filter(entry => entry.kind === kind && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort((a, b) => (a < b ? -1 : 1));
}

/** The path of something in a folder, as messages and readers write it. */
export function below(folder: string, name: string): string {
  return `${folder.replace(/[\\/]+$/, '')}/${name}`;
}
