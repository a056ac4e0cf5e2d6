import { Uri, workspace, type TextDocument } from 'vscode';
import type { LoadedExperiment } from '../../experiment/load.ts';
import { documentOf } from '../commands/target.ts';
import { EXTENSION, LANGUAGE } from '../manifest.ts';
import { ToolError } from './toolInput.ts';

/**
 * The experiment that a tool is to work with: a path below a workspace folder, or a document that is open. Nothing else is
 * opened: a model must not read what the user did not.
 */
export async function experimentFile(path: string): Promise<TextDocument> {
  if (!path.endsWith(EXTENSION))
    throw new ToolError('not-an-experiment', `${path} is no experiment`, `Its name must end in ${EXTENSION}`);
  const open = workspace.textDocuments.find(
    ({ uri, languageId }) =>
      languageId === LANGUAGE && (uri.toString() === path || (uri.scheme === 'file' && uri.fsPath === path)),
  );
  if (open !== undefined) return open;
  for (const uri of placesOf(path)) {
    const isThere = await workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!isThere) continue;
    const document = await documentOf(uri);
    if (typeof document !== 'string') return document;
  }
  throw new ToolError(
    'no-such-file',
    `There is no ${path} in the folders that are open`,
    'Give its path relative to the workspace folder, or write the file first',
  );
}

/** Where a path may lead, in each workspace folder; none outside them. */
function placesOf(path: string): readonly Uri[] {
  const folders = workspace.workspaceFolders ?? [];
  const absolute = /^([/\\]|[A-Za-z]:)/.test(path);
  if (absolute) {
    // normal, because what leads out of a folder by `..` begins like what is in it
    const uri = Uri.joinPath(Uri.file(path), '.');
    return workspace.getWorkspaceFolder(uri) === undefined ? [] : [uri];
  }
  const candidates = folders.map(({ uri }) => Uri.joinPath(uri, ...path.split(/[\\/]/)));
  return candidates.filter(uri => workspace.getWorkspaceFolder(uri) !== undefined);
}

/** What is said about an experiment, for a model. */
export function issuesOf({ issues }: LoadedExperiment): readonly unknown[] {
  return issues.map(({ severity, code, line, column, message, remedy }) => ({
    ...{ severity, code, line, column, message, remedy },
  }));
}
