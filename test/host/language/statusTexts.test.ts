import { describe, expect, it } from 'vitest';
import { ENGINE_VERSION } from '../../../src/engine/version.ts';
import { loadExperiment } from '../../../src/experiment/load.ts';
import { statusTexts } from '../../../src/host/language/statusTexts.ts';
import { noFiles } from '../../experiment/reading.ts';

const of = async (text: string, last: Parameters<typeof statusTexts>[2] = null) =>
  statusTexts(await loadExperiment(text, noFiles), 2, last);

describe('the language status', () => {
  it('says what a valid file would run, and with which engine', async () => {
    const { text, detail, standing } = await of(
      '{ "problem": { "kind": "matrixFactorization" }, "seeds": 3, "sweep": { "adapter.rank": [2, 4] } }',
    );
    expect(text).toBe('2 variants × 3 seeds · under 1 s');
    expect(detail).toBe(`valid · engine ${ENGINE_VERSION} · not run here yet`);
    expect(standing).toBe('fine');
  });

  it('tells how the last run ended', async () => {
    const last = { state: 'stopped', ended: 4, total: 6 } as const;
    const { detail } = await of('{ "problem": { "kind": "matrixFactorization" } }', last);
    expect(detail).toMatch(/last run stopped, 4 of 6 runs$/);
  });

  it('counts errors and warnings', async () => {
    const broken = await of('{ "problem": { "kind": "matrixFactorization" }, "adapter": { "rank": 0 } }');
    expect(broken).toMatchObject({ text: 'Cannot run: 1 error', standing: 'error' });
    const warned = await of('{ "problem": { "kind": "matrixFactorization" }, "adapter": { "rank": 400 } }');
    expect(warned.standing).toBe('warning');
    expect(warned.detail).toMatch(/^1 warning · engine/);
  });

  it('leaves other people’s files alone', async () => {
    expect(await of('{ "name": "x" }')).toMatchObject({ text: 'Not an experiment', standing: 'fine' });
  });
});
