import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemKinds } from '../../src/experiment/kinds/registry.ts';
import {
  COMPARISON_PANEL,
  commands,
  contexts,
  LANGUAGE,
  RESULTS_PANEL,
  RUNS_VIEW,
  SETTINGS_SECTION,
  settingKeys,
  tools,
} from '../../src/host/manifest.ts';
import { project, sourceFiles } from './sourceFile.ts';

interface MenuEntry {
  readonly command: string;
  readonly when?: string;
}

interface Tool {
  readonly name: string;
  readonly toolReferenceName: string;
  readonly displayName: string;
  readonly userDescription: string;
  readonly modelDescription: string;
  readonly inputSchema: {
    readonly type: string;
    readonly properties: Readonly<Record<string, { readonly type: string; readonly description: string }>>;
    readonly required?: readonly string[];
    readonly additionalProperties: boolean;
  };
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly extensionDependencies: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: boolean } };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly keybindings: readonly (MenuEntry & { readonly key: string; readonly mac?: string })[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<
          string,
          {
            readonly default?: unknown;
            readonly markdownDescription?: string;
            readonly properties?: Readonly<Record<string, unknown>>;
          }
        >
      >;
    };
    readonly colors: readonly { readonly id: string; readonly defaults: Readonly<Record<string, string>> }[];
    readonly languages: readonly { readonly id: string; readonly extensions: readonly string[] }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly languageModelTools: readonly Tool[];
    readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
  };
}

const text = readFileSync(join(project, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;

const host = sourceFiles('src/host').filter(({ path }) => path !== 'src/host/manifest.ts');
const code = host.map(file => file.text).join('\n');

/** Commands that have a use whatever is open; every other one hides in the palette while it has none. */
const alwaysUseful = [
  'newExperiment',
  'reproducePaper',
  'verifyFigure',
  'revealRuns',
  'openWalkthrough',
  'showLog',
  'copyDiagnostics',
  'openHelp',
  'showRuns',
] as const;

const uses = (pattern: RegExp): number => [...code.matchAll(pattern)].length;

describe('commands', () => {
  it('are those the code knows', () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual(Object.values(commands).sort());
  });

  it.each(Object.keys(commands))('%s is registered once', key => {
    expect(uses(new RegExp(`registerCommand\\(\\s*commands\\.${key}\\b`, 'g'))).toBe(1);
  });

  it('have a title and the category LoRA', () => {
    for (const { title, category } of contributes.commands) {
      expect(title).toMatch(/^[A-Z]/);
      expect(category).toBe('LoRA');
    }
  });

  it('hide in the palette where they are useless', () => {
    const conditional = contributes.menus['commandPalette']!.filter(
      ({ when }) => when !== undefined && when !== '',
    );
    const shown = contributes.commands.filter(
      ({ command }) => !conditional.some(entry => entry.command === command),
    );
    expect(
      shown.map(({ command }) => command).filter(id => !alwaysUseful.some(key => commands[key] === id)),
    ).toEqual([]);
  });

  it('are few in the palette', () => {
    const hidden = contributes.menus['commandPalette']!.filter(({ when }) => when === 'false');
    expect(contributes.commands.length - hidden.length).toBeLessThanOrEqual(14);
  });

  it('of menus, keys and walkthrough exist', () => {
    const named = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
      ...[...text.matchAll(/(?:command:|onCommand:)(loraDynamics\.\w+)/g)].map(match => ({
        command: match[1]!,
      })),
    ].map(({ command }) => command);
    expect(named.filter(id => !Object.values<string>(commands).includes(id))).toEqual([]);
  });

  it('have keys only where a condition limits them', () => {
    for (const { when, key, mac } of contributes.keybindings) {
      expect(when).toBeTruthy();
      if (key.includes('ctrl')) expect(mac).toBe(key.replace('ctrl', 'cmd'));
    }
  });
});

describe('tools of language models', () => {
  it('are those the code knows, each made once', () => {
    expect(contributes.languageModelTools.map(({ name }) => name).sort()).toEqual(
      Object.values(tools).sort(),
    );
    for (const key of Object.keys(tools))
      expect(uses(new RegExp(`\\[tools\\.${key}\\]: `, 'g')), key).toBe(1);
  });

  it.each(contributes.languageModelTools)('$name says what it does and takes', tool => {
    expect(tool.name).toMatch(/^loraDynamics_[a-z]+(_[a-z]+)+$/);
    expect(tool.toolReferenceName).toMatch(/^lora[A-Z][a-z]+$/);
    expect(tool.modelDescription).toMatch(/^[A-Z].{100,}\.$/);
    expect(tool.userDescription).toMatch(/^[A-Z].*[^.]$/);
    const { type, properties, required = [], additionalProperties } = tool.inputSchema;
    expect([type, additionalProperties]).toEqual(['object', false]);
    expect(required.filter(key => !Object.hasOwn(properties, key))).toEqual([]);
    for (const [key, field] of Object.entries(properties)) {
      expect(['string', 'integer', 'array']).toContain(field.type);
      expect(field.description, key).toMatch(/^[A-Z]/);
      // a field that nobody reads would be a promise
      expect(uses(new RegExp(`\\.(text|required|count|texts)\\('${key}'`, 'g')), key).toBeGreaterThan(0);
    }
  });

  it('have names of their own', () => {
    const names = contributes.languageModelTools.map(({ toolReferenceName }) => toolReferenceName);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('context keys', () => {
  const asked = [...text.matchAll(/"(?:when": "|onContext:)([^"]*)"/g)]
    .flatMap(match => [...match[1]!.matchAll(/loraDynamics\.\w+/g)].map(found => found[0]))
    .filter(key => ![RESULTS_PANEL, COMPARISON_PANEL, RUNS_VIEW].includes(key));

  it('that conditions ask for are those the code knows', () => {
    expect([...new Set(asked)].sort()).toEqual(Object.values(contexts).sort());
  });

  it.each(Object.keys(contexts))('%s is set', key => {
    expect(uses(new RegExp(`\\bcontexts\\.${key}\\b`, 'g'))).toBeGreaterThan(0);
  });
});

describe('settings', () => {
  const properties = Object.entries(contributes.configuration.properties);

  it('are twelve at most', () => {
    expect(properties.length).toBeLessThanOrEqual(12);
  });

  it('are those the code knows', () => {
    const known = Object.values(settingKeys).map(key => `${SETTINGS_SECTION}.${key}`);
    expect(properties.map(([key]) => key).sort()).toEqual(known.sort());
  });

  it.each(Object.keys(settingKeys))('%s is read', key => {
    expect(uses(new RegExp(`\\bsettingKeys\\.${key}\\b`, 'g'))).toBeGreaterThan(0);
  });

  it('have a default and say what they do', () => {
    for (const [, { default: value, markdownDescription }] of properties) {
      expect(value).toBeDefined();
      expect(markdownDescription).toMatch(/\.$/);
    }
  });
});

describe('what is said beside settings', () => {
  const key = `${SETTINGS_SECTION}.${settingKeys.inlayHints}`;
  const { properties = {}, default: preset } = contributes.configuration.properties[key] ?? {};
  const facts = problemKinds.flatMap(({ facts: said }) => said?.infos.map(info => info.key) ?? []);

  it('can be switched, each by itself, and is on', () => {
    const switches = [...new Set([...facts, 'cost'])].sort();
    expect(Object.keys(properties).sort()).toEqual(switches);
    expect(preset).toEqual(Object.fromEntries(switches.map(fact => [fact, true])));
  });
});

describe('the walkthrough', () => {
  const [walkthrough] = contributes.walkthroughs;
  const steps = walkthrough?.steps ?? [];

  it('has five steps, each with a picture that follows the theme and something that completes it', () => {
    expect(steps.map(({ id }) => id)).toEqual(['new', 'read', 'run', 'look', 'out']);
    for (const { media, completionEvents, description } of steps) {
      const picture = readFileSync(join(project, media.svg), 'utf8');
      expect(media.altText.length).toBeGreaterThan(20);
      expect(picture).toMatch(/var\(--vscode-editor-background\)/);
      expect(picture.match(/(fill|stroke)="#[0-9a-f]+"/gi) ?? []).toEqual([]);
      expect(description).not.toBe('');
      expect(completionEvents.length).toBeGreaterThan(0);
    }
  });

  it('is completed by what happens: contexts that are set, commands that exist', () => {
    for (const event of steps.flatMap(({ completionEvents }) => completionEvents)) {
      const [, kind, what = ''] = /^(onCommand|onContext):(.+)$/.exec(event) ?? [];
      expect(kind, event).toBeDefined();
      if (kind === 'onCommand') expect(Object.values<string>(commands)).toContain(what);
      else if (/^loraDynamics\.\w+$/.test(what)) expect(Object.values<string>(contexts)).toContain(what);
      else expect(what).toMatch(/^(editorLangId|activeWebviewPanelId) == /);
    }
  });
});

describe('the package', () => {
  it('names only files that are there', () => {
    const named = [...text.matchAll(/"(?:\.\/)?(media\/[^"]+)"/g)].map(match => match[1]!);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(path => !existsSync(join(project, path)))).toEqual([]);
  });

  it('is activated by experiments and panels, never by starting VS Code or by a search', () => {
    expect([...manifest.activationEvents].sort()).toEqual([
      `onLanguage:${LANGUAGE}`,
      `onWebviewPanel:${COMPARISON_PANEL}`,
      `onWebviewPanel:${RESULTS_PANEL}`,
    ]);
  });

  it('serves experiments through VS Code’s JSON service', () => {
    expect(manifest.extensionDependencies).toEqual(['vscode.json-language-features']);
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe(true);
    expect(contributes.languages.map(({ id }) => id)).toEqual([LANGUAGE]);
    expect(contributes.jsonValidation).toEqual([
      { fileMatch: '*.lora.json', url: './media/schema/lora.schema.json' },
    ]);
  });

  it('is checked against the oldest VS Code it promises to run in', () => {
    expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies['@types/vscode']!}`);
  });

  it('uses no proposed API', () => {
    expect(text).not.toContain('enabledApiProposals');
  });

  it('gives each colour a value in each kind of theme', () => {
    const kinds = ['dark', 'light', 'highContrast', 'highContrastLight'];
    for (const { defaults } of contributes.colors) expect(Object.keys(defaults)).toEqual(kinds);
  });
});
