import check from '@vscode/codicons/src/icons/check.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import circle from '@vscode/codicons/src/icons/circle.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import exportArrow from '@vscode/codicons/src/icons/export.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import layers from '@vscode/codicons/src/icons/layers.svg';
import passed from '@vscode/codicons/src/icons/pass-filled.svg';
import play from '@vscode/codicons/src/icons/play.svg';
import resetZoom from '@vscode/codicons/src/icons/screen-normal.svg';
import ruler from '@vscode/codicons/src/icons/symbol-ruler.svg';
import fullScreen from '@vscode/codicons/src/icons/screen-full.svg';
import arrowLeft from '@vscode/codicons/src/icons/arrow-left.svg';
import settings from '@vscode/codicons/src/icons/settings.svg';
import stop from '@vscode/codicons/src/icons/debug-stop.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import table from '@vscode/codicons/src/icons/table.svg';
import verified from '@vscode/codicons/src/icons/verified-filled.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

const sources = {
  check,
  chevronDown,
  close,
  circle,
  error,
  exportArrow,
  fullScreen,
  arrowLeft,
  history,
  info,
  layers,
  passed,
  play,
  resetZoom,
  settings,
  ruler,
  stop,
  sync,
  table,
  verified,
  warning,
} as const;

export type IconName = keyof typeof sources;
export type IconTone = 'ok' | 'error' | 'warning' | 'info' | 'plain';

/** A codicon, inlined at build time. It is decoration: the words beside it say the same. */
export function icon(name: IconName, tone: IconTone = 'plain'): TemplateResult {
  return html`<span class="icon ${tone}" aria-hidden="true">${unsafeHTML(sources[name])}</span>`;
}
