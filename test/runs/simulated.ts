import { loadExperiment } from '../../src/experiment/load.ts';
import { planRun } from '../../src/experiment/plan.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import { BatchModel } from '../../src/runs/batchModel.ts';
import { buildPanelView } from '../../src/runs/panelView.ts';
import { seriesLookup } from '../../src/runs/batchKind.ts';
import { factsOf } from '../../src/runs/variantFacts.ts';
import { noFiles } from '../experiment/reading.ts';

/** Runs an experiment to its end on this thread: the panel’s view of the batch. `simulate` false only foresees it. */
export async function simulatedView(experiment: object, simulate = true): Promise<PanelView> {
  return (await simulatedBatch(experiment, simulate)).view;
}

/** The same, with the batch in memory. */
export async function simulatedBatch(
  experiment: object,
  simulate = true,
): Promise<{ readonly view: PanelView; readonly model: BatchModel }> {
  const loaded = await loadExperiment(JSON.stringify(experiment), noFiles);
  const { variants, seeds, files } = loaded;
  if (variants.length === 0) throw new Error(loaded.issues.map(issue => issue.message).join('; '));
  const model = new BatchModel(variants.length, seeds, seriesLookup(variants));
  variants.forEach(({ resolved }, variant) => {
    for (const seed of simulate ? seeds : []) {
      const planned = planRun(resolved, seed, files);
      if (!planned.ok) throw new Error(planned.faults[0]!.message);
      const { columns, kernel } = planned.value;
      const rows: number[] = [];
      const simulation = planned.value.start();
      for (;;) {
        const step = simulation.next();
        if (step.done !== true) {
          if (step.value.kind === 'sample') rows.push(...step.value.values);
          continue;
        }
        const { reason, events, health, counts } = step.value;
        const samples = Float64Array.from(rows);
        const about = { id: `${variant}-${seed}`, variant, seed, seconds: 0, kernel, columns, samples };
        model.finish({ ...about, status: 'done', reason, events, health, counts }, false);
        break;
      }
    }
  });
  const view = buildPanelView({
    state: simulate ? 'done' : 'empty',
    title: 'Simulated',
    variants,
    facts: variants.map(variant => factsOf(variant, files, null)),
    model,
    text: JSON.stringify(experiment),
    seconds: 0,
    secondsLeft: null,
    notes: [],
    reproduced: null,
    stale: false,
    ghosts: [],
    own: { overlays: [], references: [] },
  });
  return { view, model };
}
