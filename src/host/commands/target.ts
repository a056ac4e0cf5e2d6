import { Uri, window, workspace, type TextDocument } from 'vscode';
import { EXTENSION, LANGUAGE } from '../manifest.ts';
import { fileName } from '../experimentName.ts';

/** Which experiment a command is about: what it was called on, the active editor's, or the active panel's. */
export function targetOf(argument: unknown, activePanel: Uri | null): Uri | null {
  if (argument instanceof Uri) return argument;
  const document = window.activeTextEditor?.document;
  if (document?.languageId === LANGUAGE) return document.uri;
  if (activePanel !== null) return activePanel;
  const visible = window.visibleTextEditors.filter(editor => editor.document.languageId === LANGUAGE);
  return visible.length === 1 ? visible[0]!.document.uri : null;
}

/** The experiment's document, open already or opened now; a message for a person where that fails. */
export async function documentOf(uri: Uri): Promise<TextDocument | string> {
  const open = workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  if (open !== undefined) return open;
  if (uri.scheme === 'untitled') return `${fileName(uri)} was closed without being saved`;
  if (!uri.path.endsWith(EXTENSION))
    return `${fileName(uri)} is not an experiment: its name must end in ${EXTENSION}`;
  try {
    return await workspace.openTextDocument(uri);
  } catch (error) {
    return `${fileName(uri)} cannot be opened: ${error instanceof Error ? error.message : String(error)}`;
  }
}
