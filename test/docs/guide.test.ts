import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { page, project } from './pages.ts';

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly contributes: {
    readonly commands: readonly { readonly category: string; readonly title: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: string | number | boolean | object }>>;
    };
    readonly walkthroughs: readonly { readonly steps: readonly unknown[] }[];
  };
}

const { text } = page('docs/guide.md');
const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as Manifest;
const { commands, configuration, walkthroughs } = manifest.contributes;

describe('docs/guide.md', () => {
  it('names every command, and no other', () => {
    const named = [...text.matchAll(/^\| \*\*(LoRA: [^*]+)\*\* \| /gm)].map(([, title]) => title);
    expect(named.sort()).toEqual(commands.map(({ category, title }) => `${category}: ${title}`).sort());
    for (const [, title = ''] of text.matchAll(/\*\*(LoRA: [^*]+)\*\*/g)) expect(named).toContain(title);
  });

  it('names every setting with its default, and no other', () => {
    const named = [...text.matchAll(/^\| `(loraDynamics\.[^`]+)` \| `([^`]+)` \| /gm)];
    const defined = Object.entries(configuration.properties);
    expect(named.map(([, key, preset]) => [key, preset])).toEqual(
      defined.map(([key, { default: preset }]) => [key, typeof preset === 'object' ? 'all' : String(preset)]),
    );
  });

  it('names every shipped experiment by its question', () => {
    const presets = globSync('media/presets/*.lora.json', { cwd: project });
    expect(presets.length).toBeGreaterThan(5);
    for (const path of presets) {
      const source = readFileSync(join(project, path), 'utf8');
      const question = /^\s*\/\/ ([^?]+\?)/m.exec(source)?.[1];
      expect(text).toContain(`| ${question ?? 'no question'} | \`${basename(path, '.lora.json')}\``);
    }
  });

  it('asks for the version of VS Code that the manifest asks for, and counts its steps right', () => {
    expect(text).toContain(`VS Code ${/\d+\.\d+/.exec(manifest.engines.vscode)?.[0] ?? 'none'} or later`);
    expect(walkthroughs[0]?.steps.length).toBe(5);
    expect(text).toContain('Five steps');
  });
});
