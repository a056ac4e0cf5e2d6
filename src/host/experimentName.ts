import type { Uri } from 'vscode';
import { EXTENSION } from './manifest.ts';

/** The file's name without its ending: `figure-1`. */
export function experimentName(uri: Uri): string {
  const name = fileName(uri);
  return name.endsWith(EXTENSION) ? name.slice(0, -EXTENSION.length) : name;
}

/** The last part of a URI's path. */
export function fileName(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
