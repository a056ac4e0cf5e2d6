/** Where an experiment may read files: what is known about its place. */
export interface PathPolicy {
  /** Folder of the experiment relative to the workspace folder: `''`, `studies/lora`; null outside any workspace. */
  readonly folder: string | null;
  /** False in Restricted Mode, where nothing outside the workspace is read. */
  readonly trusted: boolean;
}

/**
 * Why a path of an experiment is not read, or null where it may be. Paths are relative to the experiment. In
 * Restricted Mode absolute paths, network (UNC) paths, URIs, and paths that leave the workspace are refused; paths
 * that no platform can read are refused always.
 */
export function refusal(path: string, policy: PathPolicy): string | null {
  if (path.trim() === '') return 'the path is empty';
  if (path.includes('\0')) return 'the path has a null character';
  const slashed = path.replaceAll('\\', '/');
  if (/^[a-z][a-z0-9+.-]+:/i.test(slashed))
    return 'the path is a URI; give a path relative to the experiment';
  if (policy.trusted) return null;
  if (slashed.startsWith('//')) return 'network paths are not read in Restricted Mode';
  if (isAbsolute(path)) return 'absolute paths are not read in Restricted Mode';
  if (policy.folder === null || leaves(policy.folder, slashed)) {
    return 'paths outside the workspace are not read in Restricted Mode';
  }
  return null;
}

/** True for `/x`, `\x`, `C:\x`, `C:x` and `~/x`. */
export function isAbsolute(path: string): boolean {
  return /^([/\\]|[a-z]:|~)/i.test(path);
}

function leaves(folder: string, path: string): boolean {
  let depth = 0;
  for (const segment of `${folder.replaceAll('\\', '/')}/${path}`.split('/')) {
    if (segment === '' || segment === '.') continue;
    // Windows strips trailing dots and spaces, so that `.. ` is `..` there.
    depth += /^\.\.[. ]*$/.test(segment) ? -1 : 1;
    if (depth < 0) return true;
  }
  return false;
}
