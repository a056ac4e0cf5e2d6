import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configHash, runId } from '../../../src/experiment/identity.ts';
import { loadExperiment, type LoadedExperiment } from '../../../src/experiment/load.ts';
import { sweepablePaths } from '../../../src/experiment/schema.ts';
import { problemKinds } from '../../../src/experiment/kinds/registry.ts';
import { filesOf, noFiles } from '../reading.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const torch = filesOf({ 'torch.csv': bytes('t,loss\n0,12.5\n1,3\n') });

const own = {
  overlays: [{ on: 'loss', label: 'my bound', kind: 'bound', expr: 'C*exp(-2*lambda*t)', with: { C: 0.5 } }],
  reference: { kind: 'file', path: 'torch.csv' },
};

function load(more: object, files = torch): Promise<LoadedExperiment> {
  return loadExperiment(JSON.stringify({ problem: 'matrixFactorization', ...more }), files);
}

/** `severity code underlined text` of everything that is said. */
async function said(more: object, files = torch): Promise<readonly string[]> {
  const text = JSON.stringify({ problem: 'matrixFactorization', ...more });
  const { issues } = await loadExperiment(text, files);
  return issues.map(
    ({ severity, code, offset, length }) => `${severity} ${code} ${text.slice(offset, offset + length)}`,
  );
}

describe('overlays and reference are presentation', () => {
  test('the hash of the experiment and the ids of its runs do not know them', async () => {
    const [plain, with_] = [await load({}), await load(own)];
    expect(with_.issues).toEqual([]);
    expect(with_.references).toHaveLength(1);
    expect(with_.configHash).toBe(plain.configHash);
    expect(with_.fileHashes).toEqual({});
    expect(with_.variants.map(({ resolved }) => runId(resolved, 0, '1', with_.fileHashes))).toEqual(
      plain.variants.map(({ resolved }) => runId(resolved, 0, '1', {})),
    );
    expect(with_.experiment && configHash(with_.experiment, {})).toBe(plain.configHash);
  });

  test('they cannot be swept', async () => {
    expect(
      [...sweepablePaths(problemKinds[0]).keys()].filter(path => /overlays|reference/.test(path)),
    ).toEqual([]);
    expect(await said({ ...own, sweep: { 'overlays.0.with.C': [1, 2] } })).toEqual([
      'error unknown-sweep-path "overlays.0.with.C"',
    ]);
  });

  test('their defaults are explicit in what they resolve to', async () => {
    const { experiment } = await load({ overlays: [{ expr: 't + 1' }], reference: [own.reference] });
    expect(experiment?.overlays).toEqual([
      { on: 'loss', label: 't + 1', kind: 'prediction', expr: 't + 1', with: {} },
    ]);
    expect(experiment?.reference).toEqual([{ kind: 'file', path: 'torch.csv', label: 'torch.csv' }]);
    expect((await load({})).experiment).not.toHaveProperty('overlays');
  });
});

describe('what is wrong with a line', () => {
  const line = (more: object) => said({ overlays: [more] });

  test.each([
    ['a name, underlined alone', { expr: 'exp(-2*lambd*t)' }, ['error expression-name lambd']],
    ['every name of several', { expr: 'x + y' }, ['error expression-name x', 'error expression-name y']],
    ['syntax, where it is', { expr: 'C * * t' }, ['error expression-syntax *']],
    ['syntax at the end, at the closing quote', { expr: 'exp(t' }, ['error expression-syntax "']],
    ['an empty expression', { expr: '' }, ['error empty-string ""']],
    ['no expression', {}, ['error missing-key {}']],
    ['a function', { expr: 'constructor(t)' }, ['error expression-function constructor']],
    ['brackets', { expr: 'exp + 1' }, ['error expression-arguments exp']],
    ['a number that is called', { expr: 'lambda(t)' }, ['error expression-function lambda']],
    ['a series', { on: 'lss', expr: 't' }, ['error overlay-series-unknown "lss"']],
    ['a series without its number', { on: 'svF', expr: 't' }, ['error overlay-series-unknown "svF"']],
    ['a series without a chart', { on: 'rate', expr: 't' }, ['warning series-not-charted "rate"']],
    ['nothing: the norm', { on: 'normZ1', expr: 'sqrt(2*sigma/sigmaW2)' }, []],
    ['what it promises', { kind: 'proof', expr: 't' }, ['error unknown-value "proof"']],
    ['a constant', { expr: 't', with: { C: '1' } }, ['error wrong-type "1"']],
    ['the name of a constant', { expr: 't', with: { 't-1': 1 } }, ['error constant-name "t-1"']],
    ['time as a constant', { expr: 't', with: { t: 1 } }, ['error constant-name "t"']],
    ['steps of a flow', { expr: 't/eta' }, ['warning quantity-undefined eta']],
    ['a division by zero', { expr: '1/(t-t)' }, ['warning overlay-nowhere "1/(t-t)"']],
    ['a negative loss', { expr: '-1-t' }, ['warning overlay-nowhere "-1-t"']],
    ['a negative norm', { on: 'normZ1', expr: '-1-t' }, ['warning overlay-nowhere "-1-t"']],
    ['nothing: a constant goes before a quantity', { expr: 'eta*(t+1)', with: { eta: 2 } }, []],
    ['nothing: a hole', { expr: 't < T1 ? exp(-t) : nan' }, []],
  ])('%s', async (_, more, issues) => {
    expect(await line(more)).toEqual(issues);
  });

  test('is found in the text however the string is escaped, and mended there', async () => {
    const text = String.raw`{ "problem": "matrixFactorization", "overlays": [{ "expr": "\u0032*\"" }, { "expr": "\u0032 *\tlambd" }] }`;
    const { issues } = await loadExperiment(text, noFiles);
    expect(issues.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual([
      String.raw`\"`,
      'lambd',
    ]);
    const [edit] = issues[1]?.fix?.edits ?? [];
    expect(edit && text.slice(0, edit.offset) + edit.text + text.slice(edit.offset + edit.length)).toBe(
      text.replace('lambd"', 'lambda"'),
    );
  });

  test.each([
    ['rank', 'r'],
    ['learningRate', 'eta'],
    ['λ', 'lambda'],
    ['sigmaw2', 'sigmaW2'],
  ])('%s is known to mean %s', async (name, meant) => {
    const { issues } = await load({ overlays: [{ expr: `${name}*t` }], dynamics: 'gd' });
    expect(issues[0]?.fix?.edits[0]?.text).toBe(meant);
  });

  test('holds for the variants that it holds for', async () => {
    const { issues, experiment } = await load({
      overlays: [{ expr: 'eta*(t+1)' }],
      variants: [{ name: 'flow' }, { name: 'steps', dynamics: 'gd' }],
    });
    expect(experiment).toBeDefined();
    expect(issues.map(({ message }) => message)).toEqual([
      'eta has no value for a flow, so the line is not drawn, for variant flow',
    ]);
  });
});

describe('what is wrong with a table', () => {
  const table = (text: string, more: object = {}) =>
    said({ reference: { kind: 'file', path: 'torch.csv' }, ...more }, filesOf({ 'torch.csv': bytes(text) }));

  test.each([
    ['nothing', 't,loss\n0,12.5\n1,3\n', []],
    ['no time', 'epoch,loss\n0,12.5\n', ['warning reference-no-time "torch.csv"']],
    ['no series', 't,accuracy\n0,12.5\n', ['warning reference-no-series "torch.csv"']],
    ['a series that is not recorded', 't,svF.2\n0,1\n', ['warning series-not-recorded "torch.csv"']],
    ['nothing: one that is recorded and has no chart', 't,rate\n0,1\n', []],
    ['a further column', 't,loss,accuracy\n0,12.5,1\n', ['hint reference-column "torch.csv"']],
    ['time that stands still', 't,loss\n0,12.5\n0,3\n', ['warning reference-time-order "torch.csv"']],
    ['time that is none', 't,loss\n,12.5\n0,3\n', ['warning reference-time-order "torch.csv"']],
    ['steps beside a flow', 'step,loss\n0,12.5\n', ['warning reference-step "torch.csv"']],
    ['a word', 't,loss\n0,low\n', ['warning csv-cell "torch.csv"']],
    ['words for time', 't,loss\nnow,1\n', ['warning csv-cell "torch.csv"']],
    ['no text', '\0', ['warning csv-not-text "torch.csv"']],
  ])('%s', async (_, text, issues) => {
    expect(await table(text)).toEqual(issues);
  });

  test('steps are times where there are steps', async () => {
    expect(await table('step,loss\n0,12.5\n', { dynamics: { kind: 'gd', steps: 100_000 } })).toEqual([]);
  });

  test('a file that is refused or missing keeps nothing from running', async () => {
    const restricted = () =>
      Promise.resolve({ ok: false, reason: 'absolute paths are not read in Restricted Mode' } as const);
    const { issues, experiment, references } = await load(
      { reference: [{ kind: 'file', path: '/etc/passwd' }] },
      restricted,
    );
    expect(issues.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'reference-unreadable: /etc/passwd: absolute paths are not read in Restricted Mode',
    ]);
    expect(experiment).toBeDefined();
    expect(references).toEqual([]);
  });

  test('the one of several is underlined', async () => {
    const reference = [own.reference, { kind: 'file', path: 'gone.csv' }];
    expect(await said({ reference })).toEqual(['warning reference-unreadable "gone.csv"']);
  });
});

test('whatever stands there, loading does not throw', async () => {
  const expr = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('t', 'lambda*t', '1/0'));
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), expr, async (overlays, reference, text) => {
      await load({ overlays, reference });
      await load({ overlays: [{ expr: text, with: overlays }], reference: [reference] });
    }),
    { numRuns: 50 },
  );
});
