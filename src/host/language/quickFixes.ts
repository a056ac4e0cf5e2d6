import type { Range, Uri } from 'vscode';
import {
  CodeAction,
  CodeActionKind,
  WorkspaceEdit,
  languages,
  type CodeActionContext,
  type CodeActionProvider,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { editableFile, settingEdit } from '../../experiment/editableFile.ts';
import type { Issue, TextEdit } from '../../experiment/issue.ts';
import type { OfferedFix } from '../../runs/diagnosis/batchDiagnosis.ts';
import type { ExperimentService } from '../experimentService.ts';
import { LANGUAGE } from '../manifest.ts';
import { codeOf, rangeOf } from './diagnostics.ts';

/**
 * Offers the edit that each issue knows, also for squiggles of the JSON service (a misspelt key), and after a run the
 * edits that would help against what it showed.
 */
class QuickFixes implements CodeActionProvider {
  readonly #service: ExperimentService;

  readonly #offered: (uri: Uri) => readonly OfferedFix[];

  constructor(service: ExperimentService, offered: (uri: Uri) => readonly OfferedFix[]) {
    this.#service = service;
    this.#offered = offered;
  }

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    context: CodeActionContext,
  ): Promise<CodeAction[]> {
    const { version } = document;
    const { issues } = await this.#service.load(document);
    if (document.version !== version) return [];
    const known = issues.flatMap(issue => {
      const place = rangeOf(document, issue);
      if (issue.fix === undefined || place.intersection(range) === undefined) return [];
      return [fixAction(document, issue, issue.fix, place, context)];
    });
    // what the check before the run proposes already is not said twice
    const said = new Set(issues.map(issue => JSON.stringify(issue.fix?.edits)));
    return [...known, ...this.#afterRun(document, range, said)];
  }

  #afterRun(document: TextDocument, range: Range, said: ReadonlySet<string>): CodeAction[] {
    const offered = this.#offered(document.uri);
    if (offered.length === 0) return [];
    const file = editableFile(document.getText());
    return offered.flatMap(({ title, against, label, remedy }) => {
      const found = settingEdit(file, label, remedy.path.split('.'), remedy.value);
      if (found === null || said.has(JSON.stringify(found.edits))) return [];
      if (document.lineAt(found.line - 1).range.intersection(range) === undefined) return [];
      const action = new CodeAction(`${title} (last run: ${against})`, CodeActionKind.QuickFix);
      action.edit = editOf(document, found.edits);
      return [action];
    });
  }
}

function fixAction(
  document: TextDocument,
  issue: Issue,
  fix: NonNullable<Issue['fix']>,
  place: Range,
  context: CodeActionContext,
): CodeAction {
  const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
  action.edit = editOf(document, fix.edits);
  action.diagnostics = context.diagnostics.filter(
    diagnostic => codeOf(diagnostic) === issue.code || diagnostic.range.isEqual(place),
  );
  action.isPreferred = true;
  return action;
}

function editOf(document: TextDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  const change = new WorkspaceEdit();
  for (const edit of edits) change.replace(document.uri, rangeOf(document, edit), edit.text);
  return change;
}

export function registerQuickFixes(
  service: ExperimentService,
  offered: (uri: Uri) => readonly OfferedFix[],
): Disposable {
  return languages.registerCodeActionsProvider(
    { scheme: '*', language: LANGUAGE },
    new QuickFixes(service, offered),
    {
      providedCodeActionKinds: [CodeActionKind.QuickFix],
    },
  );
}
