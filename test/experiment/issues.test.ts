import { describe, expect, test } from 'vitest';
import type { Issue } from '../../src/experiment/issue.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { noFiles } from './reading.ts';

/** `severity code "underlined text": message` of every issue. */
async function issuesOf(text: string): Promise<readonly string[]> {
  const { issues } = await loadExperiment(text, noFiles);
  return issues.map(issue => `${issue.severity} ${issue.code} ${underlined(text, issue)}: ${issue.message}`);
}

function underlined(text: string, issue: Issue): string {
  return JSON.stringify(text.slice(issue.offset, issue.offset + issue.length));
}

/** The text with the first fix that is offered applied. */
async function fixed(text: string): Promise<string> {
  const { issues } = await loadExperiment(text, noFiles);
  const fix = issues.find(issue => issue.fix)?.fix;
  expect(fix).toBeDefined();
  return [...(fix?.edits ?? [])]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (out, edit) => out.slice(0, edit.offset) + edit.text + out.slice(edit.offset + edit.length),
      text,
    );
}

describe('malformed JSON', () => {
  test.each([
    ['', 'error file-empty "": the file is empty'],
    ['// only a comment', 'error file-empty "": the file is empty'],
    ['{ "problem": {', 'error json-unclosed "": a closing "}" is missing at the end of the file'],
    ['{ "problem": ', 'error json-value-expected "": a value is missing before the end of the file'],
    ['{ "prob', 'error json-string "\\"prob": the string is not closed on its line'],
    ['{ "problem" {} }', 'error json-colon-expected "{": a colon is missing before "{"'],
    [
      '{ "problem": {} "seeds": 3 }',
      'error json-comma-expected "\\"seeds\\"": a comma is missing before "seeds"',
    ],
    ['{ "problem": {} } }', 'error json-trailing "}": "}" stands after the end of the experiment'],
    ["{ 'problem': {} }", "error json-quotes \"'problem'\": 'problem' is in single quotes"],
    ['{ "problem": {}, "seeds": NaN }', 'error json-symbol "NaN": NaN is not a value in JSON'],
    ['{ "problem": {}, "seeds": .5 }', 'error json-symbol ".5": .5 is not a value in JSON'],
    ['{ "problem": {}, "seeds": 1e }', 'error json-number "1e": "1e" is not a number in JSON'],
    ['{ "problem": {}, /* x ', 'error json-comment "/* x ": the comment is not closed'],
    [
      '{ "problem": {}, "title": "a\\q" }',
      'error json-escape "\\"a\\\\q\\"": "a\\q" has an escape that JSON does not know',
    ],
  ])('%s', async (text, first) => {
    expect((await issuesOf(text))[0]).toBe(first);
  });

  test('numbers beyond doubles, keys given twice, brackets without end', async () => {
    expect(await issuesOf('{ "problem": {}, "seeds": 1e999 }')).toContain(
      'error number-overflow "1e999": the number is too large for double precision',
    );
    expect(await issuesOf('{ "problem": {}, "seeds": 3, "seeds": 4 }')).toEqual([
      'warning duplicate-key "\\"seeds\\"": "seeds" is given twice; the last one counts',
    ]);
    expect((await issuesOf('['.repeat(50_000)))[0]).toContain('json-too-deep');
  });

  test('an open file can be closed', async () => {
    expect(await fixed('{ "problem": { "target": { "pair": 1 ')).toBe(
      '{ "problem": { "target": { "pair": 1 }}}',
    );
  });

  test('a byte-order mark is no error, and offsets stay those of the text', async () => {
    const text = '\uFEFF{ "problem": {}, "sedes": 1 }';
    expect(await issuesOf(text)).toEqual([
      'error unknown-key "\\"sedes\\"": an experiment has no "sedes"; did you mean "seeds"?',
    ]);
  });
});

describe("somebody else's file", () => {
  test.each(['{}', '{ "lora": 1, "title": 5 }', '[1, 2]', '3', '"x"'])('%s gets one hint', async text => {
    const issues = await issuesOf(text);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatch(/^hint not-an-experiment/);
  });

  test('a misspelt problem is asked about', async () => {
    expect((await issuesOf('{ "problme": {} }'))[0]).toContain('is "problme" meant?');
  });
});

const P = '"problem": { "kind": "matrixFactorization" }';

describe('structure', () => {
  test.each([
    [
      `{ ${P}, "adaptor": {} }`,
      'unknown-key "\\"adaptor\\"": an experiment has no "adaptor"; did you mean "adapter"?',
    ],
    [
      `{ ${P}, "adapter": { "rnak": 4 } }`,
      'unknown-key "\\"rnak\\"": adapter has no "rnak"; did you mean "rank"?',
    ],
    [`{ ${P}, "adapter": { "rank": 0 } }`, 'out-of-range "0": adapter.rank must be at least 1, not 0'],
    [
      `{ ${P}, "adapter": { "rank": "4" } }`,
      'wrong-type "\\"4\\"": adapter.rank must be a whole number, not the string "4"',
    ],
    [
      `{ ${P}, "adapter": { "rank": 2.5 } }`,
      'wrong-type "2.5": adapter.rank must be a whole number, not 2.5',
    ],
    [
      `{ ${P}, "adapter": { "initScale": -1 } }`,
      'out-of-range "-1": adapter.initScale must be positive, not -1',
    ],
    [`{ ${P}, "adapter": 3 }`, 'wrong-type "3": adapter must be an object, not 3'],
    [
      `{ ${P}, "adapter": { "init": "gausian" } }`,
      'unknown-value "\\"gausian\\"": adapter.init cannot be "gausian"; did you mean "gaussian"?',
    ],
    [
      `{ ${P}, "adapter": { "init": { "kind": "spectral", "randomFactor": "A" } } }`,
      'unknown-key "\\"randomFactor\\"": adapter.init of kind "spectral" has no "randomFactor"',
    ],
    [
      `{ ${P}, "dynamics": { "kind": "gd", "until": 5 } }`,
      'unknown-key "\\"until\\"": dynamics of kind "gd" has no "until"',
    ],
    [
      `{ ${P}, "dynamics": { "until": "atuo" } }`,
      'wrong-type "\\"atuo\\"": dynamics.until must be "auto" or a number, not "atuo"',
    ],
    [
      `{ ${P}, "dynamics": { "kind": "gd", "nesterov": 1 } }`,
      'wrong-type "1": dynamics.nesterov must be true or false, not 1',
    ],
    [
      `{ ${P}, "dynamics": { "times": [] } }`,
      'wrong-length "[]": dynamics.times needs at least 1 entry, not 0',
    ],
    [`{ ${P}, "seeds": 0 }`, 'out-of-range "0": seeds must be at least 1, not 0'],
    [`{ ${P}, "seeds": [1, -2] }`, 'out-of-range "-2": seeds.1 must be at least 0, not -2'],
    [
      `{ ${P}, "metrics": ["los"] }`,
      'unknown-value "\\"los\\"": metrics.0 cannot be "los"; did you mean "loss"?',
    ],
    [
      `{ ${P}, "reproduces": "figure-2" }`,
      'unknown-value "\\"figure-2\\"": reproduces cannot be "figure-2"; did you mean "figure-1"?',
    ],
    [
      '{ "problem": { "kind": "matrixFactorisation" } }',
      'unknown-value "\\"matrixFactorisation\\"": there is no problem of kind "matrixFactorisation"; did you mean "matrixFactorization"?',
    ],
    ['{ "problem": [] }', 'wrong-type "[]": problem must be an object with a "kind", not an empty list'],
    [
      '{ "problem": { "target": { "kind": "file" } } }',
      'missing-key "{ \\"kind\\": \\"file\\" }": problem.target of kind "file" needs "path"',
    ],
    [
      `{ ${P}, "version": 2 }`,
      'version-newer "2": this file is of version 2; this LoRA Dynamics reads up to version 1',
    ],
    [`{ ${P}, "version": "1" }`, 'version-unknown "\\"1\\"": version must be 1, not "1"'],
  ])('%s', async (text, expected) => {
    expect(await issuesOf(text)).toEqual([`error ${expected}`]);
  });

  test.each([
    [`{ ${P}, "adapter": { "rnak": 4 } }`, `{ ${P}, "adapter": { "rank": 4 } }`],
    [`{ ${P}, "adapter": { "rank": "4" } }`, `{ ${P}, "adapter": { "rank": 4 } }`],
    [`{ ${P}, "adapter": { "init": "gausian" } }`, `{ ${P}, "adapter": { "init": "gaussian" } }`],
    [`{ ${P}, "dynamics": { "kind": "gd", "until": 5 } }`, `{ ${P}, "dynamics": { "kind": "gd" } }`],
    [
      `{ ${P}, "dynamics": { "until": 5, "xyz": 1, "samples": 9 } }`,
      `{ ${P}, "dynamics": { "until": 5, "samples": 9 } }`,
    ],
    [`{ ${P}, "sweep": { "initScale": [1] } }`, `{ ${P}, "sweep": { "adapter.initScale": [1] } }`],
  ])('a fix: %s', async (text, repaired) => {
    expect(await fixed(text)).toBe(repaired);
    expect((await loadExperiment(repaired, noFiles)).experiment).toBeDefined();
  });
});

describe('sweep and variants', () => {
  test.each([
    [
      `"sweep": { "adapter.rnk": [2] }`,
      'unknown-sweep-path "\\"adapter.rnk\\"": there is no setting "adapter.rnk" to sweep; did you mean "adapter.rank"?',
    ],
    [
      `"sweep": { "adapter.rank": 3 }`,
      'wrong-type "3": sweep over "adapter.rank" must be a list of values, { "logspace": [from, to, count] } or { "linspace": … }',
    ],
    [`"sweep": { "adapter.rank": [] }`, 'empty-axis "[]": sweep over "adapter.rank" has no values'],
    [
      `"sweep": { "adapter.initScale": { "logspace": [0, 1, 3] } }`,
      'wrong-range "[0, 1, 3]": "logspace" needs positive ends, not 0 and 1',
    ],
    [
      `"sweep": { "adapter.initScale": { "logspace": [1, 3] } }`,
      'wrong-range "[1, 3]": "logspace" takes [from, to, count] with two numbers and a whole count from 1 to 100000',
    ],
    [`"sweep": { "adapter.rank": [1, 0] }`, 'out-of-range "0": adapter.rank must be at least 1, not 0'],
    [
      `"sweep": { "adapter.initScale": { "linspace": [-1, 1, 3] } }`,
      'out-of-range "{ \\"linspace\\": [-1, 1, 3] }": adapter.initScale must be positive, not -1',
    ],
    [
      `"sweep": { "dynamics.learningRate": [1] }`,
      'unknown-key "1": dynamics of kind "gradientFlow" has no "learningRate"',
    ],
    [
      `"sweep": { "adapter.rank": [1], "zip": [["adapter.rank", "adapter.scaling"]] }`,
      'unknown-zip "[\\"adapter.rank\\", \\"adapter.scaling\\"]": zip names "adapter.scaling", which is not swept',
    ],
    [
      `"sweep": { "adapter.rank": [1], "adapter.scaling": [1, 2], "zip": [["adapter.rank", "adapter.scaling"]] }`,
      'zip-lengths "[\\"adapter.rank\\", \\"adapter.scaling\\"]": zipped axes differ in length: adapter.rank has 1, adapter.scaling has 2',
    ],
    [`"sweep": [1]`, 'wrong-type "[1]": sweep must be an object of lists, not a list of 1'],
    [
      `"variants": [{ "dynamics": "adam" }]`,
      'missing-key "{ \\"dynamics\\": \\"adam\\" }": variants.0 needs a "name"',
    ],
    [
      `"variants": [{ "name": "a" }, { "name": "a" }]`,
      'duplicate-name "\\"a\\"": two variants are called "a"',
    ],
    [
      `"variants": [{ "name": "a", "adapter": { "rnk": 2 } }]`,
      'unknown-key "\\"rnk\\"": adapter has no "rnk"; did you mean "rank"?',
    ],
    [`"variants": {}`, 'wrong-type "{}": variants must be a list, not an object'],
    [
      `"seeds": 100000, "sweep": { "adapter.initScale": { "logspace": [1e-3, 1, 100] } }`,
      'too-many-runs "{ \\"adapter.initScale\\": { \\"logspace\\": [1e-3, 1, 100] } }": the sweep has 100 variants and 10000000 runs; a batch has at most 20000 and 1000000',
    ],
  ])('%s', async (member, expected) => {
    expect(await issuesOf(`{ ${P}, ${member} }`)).toEqual([`error ${expected}`]);
  });

  test('a required setting may come from the sweep alone', async () => {
    const text =
      '{ "problem": { "target": { "kind": "file" } }, "sweep": { "problem.target.path": ["a.npy", "b.npy"] } }';
    const issues = await issuesOf(text);
    expect(issues.map(issue => issue.split(':')[0])).toEqual([
      'error file-unreadable "\\"a.npy\\""',
      'error file-unreadable "\\"b.npy\\""',
    ]);
  });
});

test('line and column count from 1 and name the place', async () => {
  const text = '{\n  "problem": {},\r\n  "adapter": {\n    "rnak": 4\n  }\n}\n';
  const { issues } = await loadExperiment(text, noFiles);
  expect(issues).toMatchObject([{ line: 4, column: 5, path: ['adapter', 'rnak'], origin: 'structure' }]);
});
