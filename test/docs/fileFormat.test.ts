import { describe, expect, it } from 'vitest';
import { fileFormatPage } from '../../scripts/docsFileFormat.ts';
import { initialisations } from '../../src/engine/adapter/registry.ts';
import { metrics } from '../../src/engine/metric/registry.ts';
import { problemKinds } from '../../src/experiment/kinds/registry.ts';
import { TIME, expressionConstants, expressionFunctions } from '../../src/experiment/ownTheory/functions.ts';
import { documentKeys, presentationKeys, sweepablePaths } from '../../src/experiment/schema.ts';
import { page } from './pages.ts';

const { text } = page('docs/file-format.md');

describe('docs/file-format.md', () => {
  it('is fresh (node scripts/docs.ts)', () => {
    expect(text).toBe(fileFormatPage());
  });

  it('has a row for every key of a file', () => {
    for (const key of [
      ...Object.keys(documentKeys),
      'problem',
      'adapter',
      'dynamics',
      'metrics',
      'sweep',
      'variants',
      ...Object.keys(presentationKeys(problemKinds[0])),
    ])
      expect(text, key).toContain(`\n| \`${key}\` | `);
  });

  it('has a row for every setting that can be swept', () => {
    const sections = text.split(/^(?=## `)/m);
    for (const path of sweepablePaths(problemKinds[0]).keys()) {
      const [top = '', ...rest] = path.replaceAll('.*', '[]').split('.');
      const section = sections.find(part => part.startsWith(`## \`${top}\``));
      expect(section, path).toBeDefined();
      // a setting within a chosen kind stands below that kind's heading, without the path that leads there
      const endings = rest.map((_, i) => rest.slice(i).join('.'));
      const known = endings.some(ending => section?.includes(`\n| \`${ending}\` | `) === true);
      expect(known || rest.length === 0 || rest.at(-1) === 'kind', path).toBe(true);
    }
  });

  it('has sections with everything of further kinds', () => {
    for (const kind of problemKinds.slice(1)) {
      const part = text.slice(text.indexOf(`\n## Kind \`${kind.kind}\``));
      expect(part).toContain(kind.help);
      for (const path of sweepablePaths(kind).keys()) {
        const rest = path.split('.').slice(1);
        const known = rest.some((_, i) => part.includes(`\n| \`${rest.slice(i).join('.')}\` | `));
        expect(known || rest.length === 0 || rest.at(-1) === 'kind', path).toBe(true);
      }
      const keys = [...kind.series, ...kind.ends, ...kind.verdicts].map(({ key }) => key);
      for (const key of [...keys, ...kind.quantities.map(({ name }) => name)])
        expect(part, key).toContain(`\n| \`${key}\` | `);
    }
  });

  it('has a row for everything that an expression can name or call', () => {
    const names = [...problemKinds[0].quantities, ...expressionConstants].map(({ name }) => name);
    for (const name of [TIME, ...names]) expect(text, name).toContain(`\n| \`${name}\` | `);
    for (const { form } of expressionFunctions.values()) expect(text, form).toContain(`\n| \`${form}\` | `);
  });

  it('has a row for every initialisation and every metric', () => {
    for (const { kind, label } of initialisations) expect(text).toContain(`\n| \`${kind}\` | ${label} | `);
    for (const { info } of metrics) expect(text).toContain(`\n| \`${info.key}\` | `);
  });
});
