import { describe, expect, it } from 'vitest';
import { panelPage } from '../../../src/host/panel/html.ts';

const sources = {
  script: 'https://webview.example/main.js',
  style: 'https://webview.example/main.css',
  source: 'file:///a/"b"<c>&\'d.lora.json',
};

const nonceOf = (page: string): string => /script-src 'nonce-([^']+)'/.exec(page)?.[1] ?? '';

describe('the page of a panel', () => {
  it('allows nothing but its own script, its own style and drawn images', () => {
    const page = panelPage(sources, 'N');
    const policy = /content="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'nonce-N'",
      "style-src 'nonce-N'",
      'img-src data: blob:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page).not.toMatch(/unsafe-|<script(?! type="module" nonce="N" src=)/);
  });

  it('has a fresh nonce each time, of at least 128 bits', () => {
    const nonces = Array.from({ length: 50 }, () => nonceOf(panelPage(sources)));
    expect(new Set(nonces).size).toBe(50);
    for (const nonce of nonces) expect(atob(nonce).length).toBeGreaterThanOrEqual(16);
  });

  it('carries the name of the experiment without letting it out of its attribute', () => {
    const page = panelPage(sources);
    expect(page).toContain('data-source="file:///a/&#34;b&#34;&#60;c&#62;&#38;&#39;d.lora.json"');
  });
});
