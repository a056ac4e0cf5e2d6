import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../src/experiment/presets.ts';
import { load, names, run, textOf } from './shipped.ts';

test('every preset is listed once, with the files it reads', () => {
  expect(PRESETS.map(preset => preset.id).sort()).toEqual(names);
  for (const { id, question, look, files } of PRESETS) {
    expect(question.endsWith('?')).toBe(true);
    expect(look.split('. ').length, id).toBe(2);
    expect(textOf(id)).toContain(`\n  // ${question}`);
    for (const file of files) expect(textOf(id)).toContain(`"${file}"`);
  }
});

test('presets of a group stand together, and no two ask the same', () => {
  const groups = PRESETS.map(({ group }) => group);
  const changes = groups.filter((group, i) => group !== groups[i - 1]);
  expect(changes).toEqual([...new Set(groups)]);
  expect(new Set(PRESETS.map(({ question }) => question)).size).toBe(PRESETS.length);
});

test.each(PRESETS)('$id begins with its question and what to look at', ({ id, question }) => {
  const comment = /^\{\n((?: {2}\/\/ .*\n)+)/.exec(textOf(id))?.[1] ?? '';
  const words = comment
    .replaceAll(/^ {2}\/\/ /gm, '')
    .replaceAll('\n', ' ')
    .trim();
  expect(words.startsWith(`${question} `)).toBe(true);
  expect(words.slice(question.length).trim()).toMatch(/^[A-ZÀ-Þ1].*\.$/);
});

describe.each(names)('%s', name => {
  const text = textOf(name);

  test('is short', () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
    expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThanOrEqual(140);
  });

  test('has a title and nothing that is an error', async () => {
    const { experiment, issues, estimate } = await load(name);
    expect(issues.filter(issue => issue.severity === 'error')).toEqual([]);
    expect(experiment?.title).not.toBe('');
    expect(estimate.seconds).toBeGreaterThan(0);
  });

  test(name.endsWith('-gd') ? 'runs two seeds' : 'runs one seed', async () => {
    const { variants, files } = await load(name);
    // Many steps in variants that are alike: the first and the last are enough.
    const chosen = name.endsWith('-gd') ? [variants[0]!, variants.at(-1)!] : variants;
    const ends = new Set<number>();
    for (const entry of chosen)
      for (const seed of name.endsWith('-gd') ? [0, 1] : [0]) {
        const ran = run(entry, seed, files);
        expect(ran.samples).toBeGreaterThan(1);
        expect(Number.isFinite(ran.at('loss'))).toBe(true);
        expect(ran.diverged).toBe(false);
        ends.add(ran.at('loss'));
      }
    // each draw goes its own way
    if (name.endsWith('-gd')) expect(ends.size).toBe(4);
  });
});
