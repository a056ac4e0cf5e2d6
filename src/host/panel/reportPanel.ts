import { ColorThemeKind, ViewColumn, window, type WebviewPanel } from 'vscode';
import type { ReportScheme } from '../../runs/paper/reportStyle.ts';
import { REPORT_PANEL } from '../manifest.ts';

/** Shows a report as a page beside the editor. The page is text and figures: it may run no script. */
export function showReport(title: string, html: (scheme: ReportScheme) => string): WebviewPanel {
  const panel = window.createWebviewPanel(REPORT_PANEL, title, ViewColumn.Active, {
    enableFindWidget: true,
    localResourceRoots: [],
  });
  const draw = (): void => {
    panel.webview.html = html(schemeOf(window.activeColorTheme.kind));
  };
  const themes = window.onDidChangeActiveColorTheme(draw);
  panel.onDidDispose(() => void themes.dispose());
  draw();
  return panel;
}

function schemeOf(kind: ColorThemeKind): ReportScheme {
  return kind === ColorThemeKind.Dark || kind === ColorThemeKind.HighContrast ? 'dark' : 'light';
}
