import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fileJsonSchema } from '../../src/experiment/jsonSchema.ts';
import { isObject, member, type Json, type JsonObject } from '../../src/experiment/json.ts';
import { initialisations } from '../../src/engine/adapter/registry.ts';

const schema = fileJsonSchema();

test('media/schema/lora.schema.json is fresh (npm run schema)', () => {
  const shipped = readFileSync(new URL('../../media/schema/lora.schema.json', import.meta.url), 'utf8');
  expect(shipped).toBe(`${JSON.stringify(schema, null, 2)}\n`);
});

function* objects(value: Json, path = '#'): Generator<[string, JsonObject]> {
  if (isObject(value)) yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, below] of Object.entries(value)) yield* objects(below, `${path}/${key}`);
}
const all = [...objects(schema)];

describe('the schema for editors', () => {
  test('lets comments and trailing commas pass', () => {
    expect(schema).toMatchObject({ allowComments: true, allowTrailingCommas: true });
  });

  test('refers only to definitions that are there', () => {
    const definitions = member(schema, 'definitions');
    const references = all.map(([, object]) => member(object, '$ref')).filter(ref => typeof ref === 'string');
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) {
      const name = reference.replace('#/definitions/', '');
      expect(isObject(definitions) && isObject(member(definitions, name)), reference).toBe(true);
    }
  });

  test('closes every object that lists its members, but the file of somebody else', () => {
    const open = all.filter(([path, object]) => {
      const lists =
        isObject(member(object, 'properties')) && !path.endsWith('/properties') && !path.endsWith('/body');
      // Members of conditions, and the member `kind` that the branches add to, stay open.
      const condition =
        // what depends on the kind of problem adds to the keys of the file, which are closed
        /\/(if|else|not)$|\/if\/|^#\/then\/allOf\/\d+\/then$/.test(path) ||
        isObject(member(object, 'allOf')) ||
        Array.isArray(object['allOf']);
      return lists && !condition && member(object, 'additionalProperties') !== false;
    });
    expect(open.map(([path]) => path)).toEqual([]);
  });

  test('explains every kind of initialisation in completion', () => {
    const definitions = member(schema, 'definitions');
    const init = isObject(definitions) ? member(definitions, 'init') : undefined;
    const text = JSON.stringify(init);
    for (const { kind, settings } of initialisations) {
      expect(text).toContain(`"${kind}"`);
      expect(kind.length).toBeGreaterThan(0);
      expect(settings).toHaveProperty('title');
    }
    expect(text).toContain('enumDescriptions');
    expect(text).toContain('defaultSnippets');
  });

  test('gives every setting a title and a description', () => {
    const lacking = all.filter(([path, object]) => {
      const setting =
        /\/properties\/[^/]+$/.test(path) && !/\/(sweep|if)\//.test(path) && !path.includes('/else/');
      const typed = member(object, 'type') !== undefined || member(object, 'enum') !== undefined;
      return (
        setting &&
        typed &&
        member(object, 'markdownDescription') === undefined &&
        member(object, 'title') === undefined
      );
    });
    expect(lacking.map(([path]) => path)).toEqual([]);
  });
});
