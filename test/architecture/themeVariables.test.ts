import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project } from './sourceFile.ts';

/** All that VS Code 1.139 defines in a webview, over its light, dark and two high-contrast themes. */
const known = new Set(
  readFileSync(join(import.meta.dirname, 'themeVariables.txt'), 'utf8')
    .trimEnd()
    .split('\n'),
);

const { contributes } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
  readonly contributes: { readonly colors: readonly { readonly id: string }[] };
};
const own = contributes.colors.map(({ id }) => `--vscode-${id.replaceAll('.', '-')}`);

const texts = globSync(['webview/**/*.{ts,css}', 'src/charts/**/*.ts', 'src/host/**/*.ts'], {
  cwd: project,
}).map(path => ({ path, text: readFileSync(join(project, path), 'utf8') }));

/** Whole names alone: `--vscode-loraDynamics-series${n}` is completed at run time. */
const used = texts.flatMap(({ path, text }) =>
  [...text.matchAll(/--vscode-[\w-]*\w(?![\w-]*\$\{)/g)].map(match => ({ path, name: match[0] })),
);

describe('theme variables', () => {
  it('are those that VS Code or the manifest defines', () => {
    expect(used.length).toBeGreaterThan(10);
    const unknown = used.filter(({ name }) => !known.has(name) && !own.includes(name));
    expect(unknown.map(({ path, name }) => `${path}: ${name}`)).toEqual([]);
  });

  it('of the manifest are used', () => {
    const all = texts.map(({ text }) => text).join('\n');
    for (const name of own)
      expect(all.includes(name) || all.includes(`${name.replace(/\d$/, '')}\${`), name).toBe(true);
  });
});
