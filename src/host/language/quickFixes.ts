import type { Range } from 'vscode';
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
import type { Issue } from '../../experiment/issue.ts';
import type { ExperimentService } from '../experimentService.ts';
import { LANGUAGE } from '../manifest.ts';
import { rangeOf } from './diagnostics.ts';

/** Offers the edit that each issue knows, also for squiggles of the JSON service (a misspelt key). */
class QuickFixes implements CodeActionProvider {
  readonly #service: ExperimentService;

  constructor(service: ExperimentService) {
    this.#service = service;
  }

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    context: CodeActionContext,
  ): Promise<CodeAction[]> {
    const { version } = document;
    const { issues } = await this.#service.load(document);
    if (document.version !== version) return [];
    return issues.flatMap(issue => {
      const place = rangeOf(document, issue);
      if (issue.fix === undefined || place.intersection(range) === undefined) return [];
      return [fixAction(document, issue, issue.fix, place, context)];
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
  action.edit = new WorkspaceEdit();
  for (const edit of fix.edits) action.edit.replace(document.uri, rangeOf(document, edit), edit.text);
  action.diagnostics = context.diagnostics.filter(
    diagnostic => diagnostic.code === issue.code || diagnostic.range.isEqual(place),
  );
  action.isPreferred = true;
  return action;
}

export function registerQuickFixes(service: ExperimentService): Disposable {
  return languages.registerCodeActionsProvider({ scheme: '*', language: LANGUAGE }, new QuickFixes(service), {
    providedCodeActionKinds: [CodeActionKind.QuickFix],
  });
}
