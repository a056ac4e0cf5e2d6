/// <reference types="node" />
/** Serves the panel's page as the extension host would: one nonce, the real policy, nothing remote. */
import { build, type BuildOptions } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const THEMES = ['dark-modern', 'light-modern', 'hc-dark', 'hc-light'] as const;
export type Theme = (typeof THEMES)[number];

/** The classes that VS Code gives a webview's body. */
const BODY_CLASS: Readonly<Record<Theme, string>> = {
  'dark-modern': 'vscode-dark',
  'light-modern': 'vscode-light',
  'hc-dark': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast vscode-high-contrast-light',
};

const root = new URL('../../../', import.meta.url);

export interface PageServer {
  /** Address of the page for a state and a theme. */
  url(state: string, theme?: Theme): string;
  close(): void;
}

/** Bundles the panel and serves it until closed. `fonts` is a folder with `inter.css` and its files, if any. */
export async function servePanel(fonts = process.env['LORA_HARNESS_FONTS']): Promise<PageServer> {
  const files = await bundle();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    void answer(url, files, fonts).then(({ type, body, headers }) => {
      response.writeHead(body === null ? 404 : 200, { 'content-type': type, ...headers });
      response.end(body ?? '');
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (state, theme = 'dark-modern') => `http://127.0.0.1:${port}/?state=${state}&theme=${theme}`,
    close: () => server.close(),
  };
}

type Files = ReadonlyMap<string, Uint8Array>;

async function bundle(): Promise<Files> {
  const shared = {
    bundle: true,
    write: false,
    outdir: '/',
    platform: 'browser',
    target: 'es2023',
    charset: 'utf8',
    minify: true,
    conditions: ['production'],
    loader: { '.svg': 'text' },
    logLevel: 'error',
  } satisfies BuildOptions;
  const results = await Promise.all([
    build({ ...shared, entryPoints: [place('webview/main.ts')], format: 'esm', splitting: true }),
    build({ ...shared, entryPoints: [place('test/webview/harness/host.ts')], format: 'iife' }),
  ]);
  const files = results.flatMap(({ outputFiles }) => outputFiles);
  return new Map(files.map(file => [file.path.split('/').at(-1)!, file.contents]));
}

function place(file: string): string {
  return new URL(file, root).pathname;
}

interface Answer {
  readonly type: string;
  readonly body: string | Uint8Array | null;
  readonly headers?: Readonly<Record<string, string>>;
}

async function answer(url: URL, files: Files, fonts: string | undefined): Promise<Answer> {
  const name = url.pathname.split('/').at(-1)!;
  if (name === '') return page(url, fonts !== undefined);
  if (name === 'theme.css') return css(await themeCss(url.searchParams.get('theme') ?? 'dark-modern'));
  if (fonts && url.pathname.startsWith('/fonts/')) {
    const type = name.endsWith('.css') ? 'text/css' : 'font/woff2';
    return { type, body: await readFile(`${fonts}/${name}`) };
  }
  const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
  return { type, body: files.get(name) ?? null };
}

function css(body: string): Answer {
  return { type: 'text/css', body };
}

async function themeCss(theme: string): Promise<string> {
  const known = THEMES.find(name => name === theme) ?? 'dark-modern';
  return readFile(new URL(`test/webview/harness/themes/${known}.css`, root), 'utf8');
}

function page(url: URL, withFonts: boolean): Answer {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64');
  const theme = THEMES.find(name => name === url.searchParams.get('theme')) ?? 'dark-modern';
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    ...(withFonts ? ["font-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const sheets = [...(withFonts ? ['fonts/inter.css'] : []), `theme.css?theme=${theme}`, 'main.css'];
  const links = sheets.map(href => `<link rel="stylesheet" href="${href}" nonce="${nonce}">`).join('\n');
  const body = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>LoRA results</title>
${links}
</head>
<body class="${BODY_CLASS[theme]}" data-source="file:///figure-1.lora.json">
<script nonce="${nonce}" src="host.js"></script>
<script type="module" nonce="${nonce}" src="main.js"></script>
</body>
</html>`;
  return { type: 'text/html', body, headers: { 'content-security-policy': policy } };
}
