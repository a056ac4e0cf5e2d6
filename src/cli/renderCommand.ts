import { resolve } from 'node:path';
import { cwd } from 'node:process';
import { isBatchId } from '../runs/batchFiles.ts';
import { storedOwnTheory } from '../runs/ownTheory.ts';
import type { LoadedBatch, RunStore } from '../runs/store.ts';
import type { PanelView, ViewState } from '../protocol/panel.ts';
import type { Command } from './command.ts';
import { drawFigure } from './drawFigure.ts';
import { endedBatch } from '../runs/endedBatch.ts';
import { exitCode } from './exitCode.ts';
import { storeOf, storePlace } from './storePlace.ts';

/** `render RUN|BATCH --svg OUT`: draws what is stored. */
export const renderCommand: Command = {
  name: 'render',
  synopsis: 'render RUN|BATCH|FILE --svg OUT.svg [--view sweep]',
  summary: 'Draw a stored batch, one stored run, or the last batch of an experiment file',
  options: { svg: { type: 'string' }, view: { type: 'string' }, series: { type: 'string' } },
  details: [
    ['--svg OUT.svg', 'Where to write the figure'],
    [
      '--view curves|sweep',
      'Curves over time (default), or ends over the swept setting with the fitted exponent',
    ],
    ['--series KEY', 'Which series the sweep shows; default: loss'],
  ],
  async run({ positionals, values, terminal }) {
    const [name, ...rest] = positionals;
    const out = values['svg'];
    if (name === undefined || rest.length > 0 || typeof out !== 'string') {
      terminal.err(
        'render needs one run, batch or file and a place: lora-dynamics render BATCH --svg OUT.svg\n',
      );
      return exitCode.wrong;
    }
    const shown = values['view'] ?? 'curves';
    const series = values['series'];
    if (shown !== 'curves' && shown !== 'sweep') {
      terminal.err(`There is no view “${String(shown)}”: choose curves or sweep\n`);
      return exitCode.wrong;
    }
    if (series !== undefined && shown !== 'sweep') {
      terminal.err('--series belongs to --view sweep\n');
      return exitCode.wrong;
    }
    const found = await find(name);
    if (typeof found === 'string') {
      terminal.err(`${found}\n`);
      return exitCode.wrong;
    }
    const { head, summary, runs } = found;
    const records = runs.map(({ record }) => record);
    const { view } = endedBatch(head, summary, records, {}, storedOwnTheory(head.experiment));
    const look = shown === 'sweep' ? sweepLookOf(view, series) : {};
    if (typeof look === 'string') {
      terminal.err(`${look}\n`);
      return exitCode.wrong;
    }
    const failure = await drawFigure(view, resolve(cwd(), out), look);
    if (failure !== null) {
      terminal.err(`${failure}\n`);
      return exitCode.wrong;
    }
    await terminal.out(`${out}\n`);
    return exitCode.done;
  },
};

/** How to look at the sweep of a batch, or a sentence where it has none, or not this series. */
function sweepLookOf({ sweep }: PanelView, series: unknown): Partial<ViewState> | string {
  if (sweep === null) return 'This batch sweeps no numeric setting with three values or more';
  if (typeof series !== 'string') return { show: 'sweep' };
  const keys = sweep.series.map(({ key }) => key);
  return keys.includes(series)
    ? { show: 'sweep', sweepSeries: series }
    : `The sweep has no series “${series}”: choose one of ${keys.join(', ')}`;
}

/** The stored batch that a word of the user stands for, or a sentence when there is none. */
async function find(name: string): Promise<LoadedBatch | string> {
  if (name.endsWith('.json')) {
    const { store, source } = storePlace(name, cwd());
    const latest = await store.latestFor(source);
    return latest ? load(store, latest.head.id) : `${name} has not been run yet: lora-dynamics run ${name}`;
  }
  const store = storeOf(cwd());
  const { batches } = await store.list();
  if (isBatchId(name) && batches.some(({ head }) => head.id === name)) return load(store, name);
  if (/^[0-9a-f]{8,64}$/.test(name)) {
    for (const { head, runs } of batches) {
      const run = runs.find(({ id }) => id.startsWith(name));
      if (run) return onlyRun(await load(store, head.id), run.id);
    }
  }
  return `There is no run or batch ${name} under ${store.root}`;
}

async function load(store: RunStore, id: string): Promise<LoadedBatch | string> {
  const loaded = await store.load(id);
  return loaded.ok ? loaded.value : loaded.faults.map(({ message }) => message).join('\n');
}

/** The same batch with one run alone. */
function onlyRun(batch: LoadedBatch | string, id: string): LoadedBatch | string {
  if (typeof batch === 'string') return batch;
  const run = batch.runs.find(({ record }) => record.id === id);
  const variant = run && batch.head.variants[run.record.variant];
  if (!run || !variant) return `Run ${id} could not be read back`;
  return {
    ...batch,
    head: { ...batch.head, variants: [variant], seeds: [run.record.seed] },
    runs: [{ run: 0, record: { ...run.record, variant: 0 } }],
  };
}
