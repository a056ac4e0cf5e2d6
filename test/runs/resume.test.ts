import { describe, expect, it } from 'vitest';
import { ENGINE_VERSION } from '../../src/engine/version.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { resumeProblem } from '../../src/runs/resume.ts';
import { noFiles } from '../experiment/reading.ts';

const text = '{ "problem": "matrixFactorization", "seeds": 2 }';

async function head(more: { engine?: string; seeds?: readonly number[] } = {}) {
  const { configHash, seeds } = await loadExperiment(text, noFiles);
  return { engine: ENGINE_VERSION, configHash, seeds, ...more };
}

describe('a batch is resumed', () => {
  it('from its own text, whatever became of title and comments', async () => {
    expect(resumeProblem(await head(), await loadExperiment(text, noFiles))).toBeNull();
    const titled = text.replace('{', '{ // a remark\n "title": "New",');
    expect(resumeProblem(await head(), await loadExperiment(titled, noFiles))).toBeNull();
  });

  it('as the same batch or not at all', async () => {
    const same = await loadExperiment(text, noFiles);
    expect(resumeProblem(await head({ engine: '0.0.1' }), same)?.message).toContain('version 0.0.1');
    expect(resumeProblem(await head({ seeds: [0, 2] }), same)?.message).toContain('command line');
    const edited = await loadExperiment(text.replace('2', '3'), noFiles);
    expect(resumeProblem(await head(), edited)?.message).toContain('cannot be resumed');
    const broken = await loadExperiment(text.replace('matrixFactorization', 'nothing'), noFiles);
    expect(resumeProblem(await head(), broken)?.message).toMatch(/cannot be resumed: ./);
  });
});
