/** Samples in the phases (up to three predicted escape times), and growth of the spacing after them. */
const IN_PHASES = 240;
const GROWTH = 0.03;
const MOST_SAMPLES = 4_000;

/**
 * The automatic grid of sample times: even and dense while the adapters align and the loss falls (240 samples up to three
 * predicted escape times), then with a spacing that grows with t, about 78 samples a decade. Both ends are included. It is
 * a function of settings alone, so that all seeds of a variant share it. Without a predicted escape the whole horizon
 * counts as the phases.
 */
export function automaticTimes(horizon: number, escape: number | undefined): Float64Array {
  const phases = escape !== undefined && escape > 0 ? Math.min(3 * escape, horizon) : horizon;
  const times: number[] = [];
  for (let i = 0; i < IN_PHASES; i++) times.push((phases * i) / IN_PHASES);
  let t = phases;
  let spacing = phases / IN_PHASES;
  while (t < horizon && times.length < MOST_SAMPLES) {
    times.push(t);
    spacing = Math.min(1.15 * spacing, GROWTH * t);
    t += spacing;
  }
  // No sliver before the end.
  if (horizon - times[times.length - 1]! < 0.5 * spacing && times.length > 1) times.pop();
  times.push(horizon);
  return Float64Array.from(times);
}

/** `count` evenly spaced times from 0 to the horizon, both included. */
export function evenTimes(horizon: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => (horizon * i) / (count - 1));
}

/** The step numbers nearest to the given times, each once, the first and the last step included. */
export function stepsNearest(times: Float64Array, learningRate: number, steps: number): Float64Array {
  const numbers = new Set<number>([0, steps]);
  for (const t of times) numbers.add(Math.min(steps, Math.round(t / learningRate)));
  return Float64Array.from([...numbers].sort((a, b) => a - b));
}
