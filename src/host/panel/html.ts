/** What the page of a panel needs from its webview. */
export interface PageSources {
  readonly script: string;
  readonly style: string;
  /** URI of the experiment, for the page to keep in its state: after a reload it says what to restore. */
  readonly source: string;
}

/**
 * The page of the plot panel: one script and one style sheet of our own, let in by a nonce and nothing else by any address, no `eval`, a fresh nonce
 * each time. The script is a module, whose nonce covers what it imports later; Vega draws with its interpreter under this policy.
 */
export function panelPage({ script, style, source }: PageSources, nonce = freshNonce()): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}" nonce="${nonce}">
<title>LoRA results</title>
</head>
<body data-source="${escaped(source)}">
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}

function freshNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.codePointAt(0) ?? 0};`);
}
