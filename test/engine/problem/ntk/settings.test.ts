import { describe, expect, it } from 'vitest';
import { NtkAdapterSettings, NtkSettings } from '../../../../src/engine/problem/ntk/settings.ts';
import { NtkSolverSettings } from '../../../../src/engine/problem/ntk/solverSettings.ts';
import { withDefaults } from '../../../../src/experiment/defaults.ts';
import { isObject, member } from '../../../../src/experiment/json.ts';
import { kindBranches, plainSchema, settingPaths } from '../../../../src/experiment/schemaModel.ts';
import { structureFindings } from '../../../../src/experiment/structure.ts';

const sections = { problem: NtkSettings, adapter: NtkAdapterSettings, dynamics: NtkSolverSettings };

describe.each(Object.entries(sections))('the settings of %s in the NTK regime', (_, section) => {
  const schema = plainSchema(section);

  it('are whole when nothing is given', () => {
    const full = withDefaults(schema, undefined) ?? null;
    expect(structureFindings(schema, full, [], 'whole')).toEqual([]);
  });

  it('are explained, every one', () => {
    for (const [path, schemas] of settingPaths(schema))
      for (const { title, description } of schemas)
        if (!path.endsWith('kind')) {
          expect(title, path).toMatch(/^\S/);
          expect(description, path).toMatch(/\.$/);
        }
  });
});

it('every source stands for itself by its kind alone, but a file', () => {
  const schema = plainSchema(NtkSettings);
  const source = schema.properties?.['source'] ?? {};
  for (const kind of kindBranches(source)?.keys() ?? []) {
    const full = withDefaults(schema, { kind: 'ntk', source: kind }) ?? null;
    const missing = structureFindings(schema, full, [], 'whole').map(({ code }) => code);
    expect(missing, kind).toEqual(kind === 'file' ? ['missing-key'] : []);
    expect(isObject(full) && member(full, 'source')).toMatchObject({ kind });
  }
});
