import process from 'node:process';
import type { AdapterSettings } from '../src/engine/adapter/settings.ts';
import type { GradientFlowSettings } from '../src/engine/dynamics/settings.ts';
import { chooseKernel } from '../src/engine/kernel/choose.ts';
import { warmUpKernel } from '../src/engine/kernel/warmUp.ts';
import type { MatrixFactorizationSettings } from '../src/engine/problem/matrixFactorization/settings.ts';
import { buildSystem } from '../src/engine/problem/matrixFactorization/build.ts';
import { warmUpFlow } from '../src/engine/warmUpFlow.ts';
import { warmUpBuild, warmUpSizes } from '../src/engine/problem/matrixFactorization/warmUp.ts';
import type { Outcome, PlannedRun } from '../src/engine/simulation.ts';
import { planSimulation } from '../src/engine/simulate.ts';
import { median } from './median.ts';
import { filesOf, PROBLEM_FILE, readProblem } from './problemFolder.ts';

/**
 * The engine as a contender in a benchmark: `candidate FOLDER T SAMPLES RTOL REPETITIONS` integrates the problem in a
 * folder to time T and prints one line of JSON. The path is the product's own: files, settings, reduction, kernel, samples;
 * at the samples it computes the loss and the alignment, as all contenders do, and not the panel's other curves and events.
 */
const [folder, end, sampleCount, tolerance, repetitions] = process.argv.slice(2);
if (folder === undefined || end === undefined || tolerance === undefined) {
  console.error('usage: candidate FOLDER T SAMPLES RTOL [REPETITIONS]');
  process.exit(2);
}

const problem = readProblem(folder);
const files = filesOf(problem);
const makeKernel = chooseKernel();
// As in a worker that waits for its first job.
warmUpKernel(makeKernel);
warmUpSizes.forEach(warmUpBuild);
warmUpFlow(makeKernel);

const settings: MatrixFactorizationSettings = {
  kind: 'matrixFactorization',
  pretrained: { kind: 'file', path: PROBLEM_FILE, w1: 'W1', w2: 'W2' },
  target: { kind: 'file', path: PROBLEM_FILE, name: 'delta', quantity: 'difference' },
  reduction: 'auto',
};
const adapter: AdapterSettings = {
  rank: problem.meta.r,
  init: { kind: 'file', path: PROBLEM_FILE, a1: 'A1', b1: 'B1', a2: 'A2', b2: 'B2' },
  initScale: problem.meta.alpha,
  scaling: 1,
};
const dynamics: GradientFlowSettings = {
  kind: 'gradientFlow',
  until: Number(end),
  tolerance: Number(tolerance),
};
const count = Number(sampleCount ?? 50);
const sampleTimes = Float64Array.from({ length: count }, (_, i) => (Number(end) * (i + 1)) / count);

const beforeBuild = clock();
const built = buildSystem({ problem: settings, adapter, seed: 0, files, reduce: true });
if (!built.ok) {
  console.error(built.faults.map(({ message }) => message).join('\n'));
  process.exit(1);
}
const system = built.value;
const setup = since(beforeBuild);

const cold = solve();
const warm = Array.from({ length: Number(repetitions ?? 5) }, () => solve());
const measured = warm.length > 0 ? warm : [cold];
const { loss, align, outcome, kernel } = measured[measured.length - 1]!;
console.log(
  JSON.stringify({
    peer: 'lora-dynamics',
    kernel,
    rtol: Number(tolerance),
    setup_s: setup.wall,
    setup_cpu_s: setup.cpu,
    cold_s: cold.wall,
    cold_cpu_s: cold.cpu,
    solve_s: median(measured.map(run => run.wall)),
    cpu_s: median(measured.map(run => run.cpu)),
    nfev: outcome.counts['gradients'],
    steps: outcome.counts['steps'],
    rejected: outcome.counts['rejected'],
    chebyshev_steps: outcome.counts['chebyshevSteps'],
    loss,
    align,
  }),
);

/** One whole run: plan, integrate, record every sample. */
function solve() {
  const before = clock();
  const planned = planSimulation({
    system,
    dynamics,
    horizon: Number(end),
    mayStopEarly: false,
    sampleTimes,
    initScale: adapter.initScale,
    // What every contender computes, and no more.
    metrics: ['targetShare'],
    onlyAsked: true,
    seed: 0,
    makeKernel,
  });
  const { rows, outcome } = integrate(planned);
  const time = since(before);
  const column = (key: string): number[] => {
    const at = planned.columns.indexOf(key);
    return rows.map(row => row[at]!);
  };
  return { ...time, kernel: planned.kernel, outcome, loss: column('loss'), align: column('targetShare') };
}

function integrate(planned: PlannedRun): { rows: Float64Array[]; outcome: Outcome } {
  const rows: Float64Array[] = [];
  const simulation = planned.start();
  for (let step = simulation.next(); ; step = simulation.next()) {
    if (step.done) return { rows, outcome: step.value };
    if (step.value.kind === 'sample') rows.push(step.value.values);
  }
}

function clock(): { wall: number; cpu: NodeJS.CpuUsage } {
  return { wall: performance.now(), cpu: process.cpuUsage() };
}

/** Seconds of wall clock and of CPU, all threads of the process. */
function since(start: ReturnType<typeof clock>): { wall: number; cpu: number } {
  const { user, system: kernelTime } = process.cpuUsage(start.cpu);
  return { wall: (performance.now() - start.wall) / 1e3, cpu: (user + kernelTime) / 1e6 };
}
