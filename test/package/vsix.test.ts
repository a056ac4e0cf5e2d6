import { unzipSync } from 'fflate';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { thirdPartyNotices } from '../../scripts/thirdParty.ts';

const project = resolve(import.meta.dirname, '..', '..');
const entries = unzipSync(readFileSync(join(project, 'dist', 'lora-dynamics.vsix')));
const files = Object.keys(entries)
  .filter(name => !name.endsWith('/'))
  .sort();

/** What ships. Presets, schema, walkthrough and the like are whatever media/ holds under version control. */
const golden = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/THIRD_PARTY_NOTICES.txt',
  'extension/changelog.md',
  'extension/dist/extension.cjs',
  'extension/dist/figures.mjs',
  'extension/dist/host.cjs',
  'extension/dist/webview/main.css',
  'extension/dist/webview/main.js',
  'extension/dist/worker.cjs',
  'extension/docs/agents.md',
  'extension/docs/command-line.md',
  'extension/docs/diagnostics.md',
  'extension/docs/file-format.md',
  'extension/docs/guide.md',
  'extension/docs/theory.md',
  'extension/package.json',
  'extension/readme.md',
];

describe('the package', () => {
  it('holds what ships and nothing else', () => {
    const chunk = /^extension\/dist\/webview\/\w+-[A-Z0-9]{8}\.js$/;
    expect(files.filter(name => !name.startsWith('extension/media/') && !chunk.test(name))).toEqual(golden);
  });

  it('holds the pages that its own pages lead to', () => {
    for (const file of files.filter(name => /^extension\/docs\/.*\.md$/.test(name))) {
      const prose = new TextDecoder()
        .decode(entries[file])
        .replaceAll(/^```[\s\S]*?^```$/gm, '')
        .replaceAll(/`[^`\n]*`/g, '');
      for (const [, page = ''] of prose.matchAll(/\]\(([\w./-]+\.md)[#)]/g))
        expect(files, `${page} in ${file}`).toContain(`extension/docs/${page}`);
    }
  });

  it('holds all of media, but no stored run', () => {
    const media = globSync('media/**/*.*', { cwd: project })
      .map(path => path.replaceAll('\\', '/'))
      .filter(path => !path.includes('/.lora-dynamics'));
    const packed = files.filter(name => name.startsWith('extension/media/'));
    expect(packed).toEqual(media.map(path => `extension/${path}`).sort());
  });

  it('names the licences of what it contains: `npm run notices` brings them up to date', () => {
    expect(readFileSync(join(project, 'THIRD_PARTY_NOTICES.txt'), 'utf8')).toBe(thirdPartyNotices(project));
  });

  it('brings no dependency to resolve', () => {
    const manifest = JSON.parse(new TextDecoder().decode(entries['extension/package.json'])) as Record<
      string,
      unknown
    >;
    expect(manifest['dependencies']).toBeUndefined();
  });

  it('is small: under two megabytes', () => {
    expect(readFileSync(join(project, 'dist', 'lora-dynamics.vsix')).length).toBeLessThan(2_000_000);
  });
});
