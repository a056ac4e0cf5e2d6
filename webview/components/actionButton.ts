import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, type TemplateResult } from 'lit';

/** A button that does something outside the panel: run, stop, open a file. */
export function actionButton(
  label: string,
  act: () => void,
  options: {
    readonly primary?: boolean;
    readonly small?: boolean;
    readonly icon?: TemplateResult;
    readonly key?: string;
  } = {},
): TemplateResult {
  return html`<vscode-button
    ?secondary=${!options.primary}
    class=${options.small ? 'small' : ''}
    @click=${act}
    >${options.icon ?? nothing}<span>${label}</span>${
      options.key ? html`<kbd aria-hidden="true">${options.key}</kbd>` : nothing
    }</vscode-button
  >`;
}
