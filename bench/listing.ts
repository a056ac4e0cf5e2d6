/**
 * `node bench/listing.ts [BATCHES] [SEEDS]`: how long it takes to list a store, as the view of runs does when it is
 * first shown: without an index (once after an update, or where somebody deleted it), with it, and again in the same
 * process. The batches are those of Figure 1's preset with made-up series, in a folder of their own.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { loadExperiment } from '../src/experiment/load.ts';
import { batchFormat } from '../src/runs/batchFiles.ts';
import { nodeFiles } from '../src/runs/nodeFiles.ts';
import { requestOf } from '../src/runs/requestOf.ts';
import { RunStore } from '../src/runs/store.ts';
import { loadNow, machine } from './machine.ts';
import { median } from './median.ts';

const count = Number(process.argv[2] ?? 1000);
const seeds = Array.from({ length: Number(process.argv[3] ?? 3) }, (_, i) => i);
const ROUNDS = 5;
const folder = mkdtempSync(join(tmpdir(), 'lora-listing-'));
try {
  const runs = await fill();
  const without: number[] = [];
  const withIndex: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(join(folder, 'index.json'), { force: true });
    without.push(await timed(new RunStore(nodeFiles(folder))));
    const store = new RunStore(nodeFiles(folder));
    withIndex.push(await timed(store));
    again.push(await timed(store));
  }
  const kilobytes = Math.round(statSync(join(folder, 'index.json')).size / 1000);
  const of = (times: readonly number[]): number => Math.round(median(times));
  console.log(JSON.stringify({ machine: machine(), load: loadNow(), without, withIndex, again }));
  console.log(
    `${count} batches of ${runs} runs: ${of(withIndex)} ms from an index of ${kilobytes} kB, ` +
      `${of(again)} ms again, ${of(without)} ms without the index (medians of ${ROUNDS})`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function timed(store: RunStore): Promise<number> {
  const began = performance.now();
  const listed = await store.cards();
  if (listed.length !== count) throw new Error(`${listed.length} of ${count} batches were listed`);
  return performance.now() - began;
}

/** Stores the batches, and says how many runs each has. */
async function fill(): Promise<number> {
  const preset = resolve(import.meta.dirname, '..', 'media', 'presets', 'figure-1.lora.json');
  const text = readFileSync(preset, 'utf8');
  const loaded = await loadExperiment(text, () => Promise.resolve({ ok: false, reason: 'none' }));
  const request = requestOf(loaded, { source: '', text, fallbackTitle: '' });
  if (request === undefined) throw new Error('The preset does not load');
  const { engine, configHash, title, experiment, variants } = request;
  const store = new RunStore(nodeFiles(folder));
  const columns = ['t', 'loss', 'alignment', 'alignment2', 'normZ1', 'normZ2', 'drift'];
  for (let i = 0; i < count; i++) {
    const started = new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString();
    const head = {
      format: batchFormat,
      engine,
      configHash,
      title,
      experiment,
      text,
      variants,
      seeds,
    } as const;
    const id = `batch-${String(i).padStart(6, '0')}`;
    const created = await store.create(
      { ...head, id, source: `${i % 20}.lora.json`, started },
      () => undefined,
    );
    if (!created.ok) throw new Error(created.faults[0]?.message);
    const writer = created.value;
    let run = 0;
    for (const variant of variants.keys()) {
      for (const seed of seeds) {
        const kernel = 'wasm';
        writer.started(run, { id: `${i}-${run}`.padStart(64, '0'), variant, seed, kernel, columns });
        writer.rows(
          run,
          Float64Array.from({ length: 20 * columns.length }, (_, j) => 1 / (1 + j)),
        );
        writer.ended(run, {
          ...{ status: 'done', reason: 'horizon', seconds: 0.01 },
          ...{ events: { escape: 1, plateau: 2 }, health: { drift: 1e-9 }, counts: { gradients: 900 } },
        });
        run++;
      }
    }
    await writer.finish({
      ...{ state: 'done', finished: started, seconds: 1 },
      runs: { total: run, done: run, failed: 0, cancelled: 0, cached: 0 },
    });
  }
  return variants.length * seeds.length;
}
