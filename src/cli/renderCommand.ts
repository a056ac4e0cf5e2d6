import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { cwd } from 'node:process';
import { figureSpec } from '../charts/figure.ts';
import { endedBatch } from '../runs/endedBatch.ts';
import { csvLines } from '../runs/export/csv.ts';
import { markdownTable } from '../runs/export/markdown.ts';
import { npzFile } from '../runs/export/npz.ts';
import { certify } from '../runs/figure/certificate.ts';
import { storedOwnTheory } from '../runs/ownTheory.ts';
import type { LoadedBatch } from '../runs/store.ts';
import type { Command } from './command.ts';
import { drawFigure } from './drawFigure.ts';
import { exitCode } from './exitCode.ts';
import { lookDetails, lookOf, lookOptions, type Look } from './renderLook.ts';
import { storedBatch } from './storedBatch.ts';

/** What can be made of a stored batch, each an option that names its file. */
const KINDS = ['svg', 'vega-lite', 'npz', 'csv', 'markdown'] as const;
type Kind = (typeof KINDS)[number];

/** `render RUN|BATCH|FILE --svg OUT`: draws what is stored, or writes its numbers. */
export const renderCommand: Command = {
  name: 'render',
  synopsis: 'render RUN|BATCH|FILE --svg OUT.svg [--width single] [--view multiples|sweep|PAGE]',
  summary:
    'Draw a stored batch, one stored run, or the last batch of an experiment file, or write its numbers',
  options: {
    svg: { type: 'string' },
    'vega-lite': { type: 'string' },
    npz: { type: 'string' },
    csv: { type: 'string' },
    markdown: { type: 'string' },
    ...lookOptions,
  },
  details: [
    ['--svg OUT.svg', 'Where to write the figure'],
    ['--vega-lite OUT.vl.json', 'The figure as a Vega-Lite specification with its data'],
    ['--npz OUT.npz', 'All samples of all runs for NumPy'],
    ['--csv OUT.csv', 'All samples of all runs as comma-separated values'],
    ['--markdown OUT.md', 'What the variants came to, as a Markdown table'],
    ...lookDetails,
  ],
  async run({ positionals, values, terminal }) {
    const wrong = (sentence: string): number => {
      terminal.err(`${sentence}\n`);
      return exitCode.wrong;
    };
    const [name, ...rest] = positionals;
    const wanted = KINDS.flatMap(kind => {
      const out = values[kind];
      return typeof out === 'string' ? [{ kind, out }] : [];
    });
    if (name === undefined || rest.length > 0 || wanted.length === 0)
      return wrong(
        'render needs one run, batch or file and a place: lora-dynamics render BATCH --svg OUT.svg',
      );
    const found = await storedBatch(name);
    if (typeof found === 'string') return wrong(found);
    const look = lookOf(ended(found).view, values);
    if (typeof look === 'string') return wrong(look);
    for (const { kind, out } of wanted) {
      const failure = await write(kind, resolve(cwd(), out), found, look);
      if (failure !== null) return wrong(failure);
      await terminal.out(`${out}\n`);
    }
    return exitCode.done;
  },
};

function ended({ head, summary, runs }: LoadedBatch) {
  const records = runs.map(({ record }) => record);
  return endedBatch(head, summary, records, {}, storedOwnTheory(head.experiment));
}

/** Writes one file; the answer is a sentence when that fails. */
async function write(
  kind: Kind,
  out: string,
  batch: LoadedBatch,
  { view, state, width }: Look,
): Promise<string | null> {
  const { head } = batch;
  const records = batch.runs.map(({ record }) => record);
  switch (kind) {
    case 'svg':
      return drawFigure(view, out, certify(head, records), state, width);
    case 'vega-lite': {
      const spec = figureSpec(view, 'print', state, {}, width);
      return put(out, `${JSON.stringify(spec)}\n`);
    }
    case 'npz': {
      const file = npzFile(head, records);
      return typeof file === 'string' ? file : put(out, file);
    }
    case 'csv':
      return put(out, csvLines(head, records));
    case 'markdown':
      return put(out, markdownTable(ended(batch)));
  }
}

async function put(out: string, content: string | Uint8Array | Iterable<string>): Promise<string | null> {
  try {
    await writeFile(out, content);
    return null;
  } catch (error) {
    return `${out} could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}
