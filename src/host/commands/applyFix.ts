import { Selection, ViewColumn, WorkspaceEdit, window, workspace, type Uri } from 'vscode';
import type { OfferedEdit } from '../batches/shownBatch.ts';
import { rangeOf } from '../language/diagnostics.ts';
import { documentOf } from './target.ts';

/** Makes an edit that the panel offers, in the text as it is now, and shows where it was made. It can be undone. */
export async function applyFix(uri: Uri, offered: OfferedEdit): Promise<void> {
  const document = await documentOf(uri);
  if (typeof document === 'string') {
    void window.showWarningMessage(document);
    return;
  }
  const found = offered.edit(document.getText());
  if (found === null) {
    void window.showInformationMessage(
      `“${offered.title}” fits the file no more: it was edited since that run.`,
    );
    return;
  }
  const change = new WorkspaceEdit();
  for (const edit of found.edits) change.replace(uri, rangeOf(document, edit), edit.text);
  if (!(await workspace.applyEdit(change))) return;
  const open = window.visibleTextEditors.find(editor => editor.document.uri.toString() === uri.toString());
  const place = document.lineAt(Math.min(found.line - 1, document.lineCount - 1)).range.end;
  await window.showTextDocument(document, {
    viewColumn: open?.viewColumn ?? ViewColumn.One,
    selection: new Selection(place, place),
    preserveFocus: false,
  });
}
