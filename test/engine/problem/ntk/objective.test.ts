import { describe, expect, it } from 'vitest';
import { ConvexObjective } from '../../../../src/engine/problem/ntk/convexObjective.ts';
import { productOf } from '../../../../src/engine/problem/ntk/factors.ts';
import { FactoredObjective } from '../../../../src/engine/problem/ntk/objective.ts';
import { lossOf } from '../../../../src/engine/problem/ntk/task.ts';
import { inner, normals, tasks } from './tasks.ts';

const LAMBDA = 0.05;
const RANK = 2;

describe.each(tasks)('the objective of LoRA, %s', (_, task) => {
  const shape = { m: 5, n: 4, rank: RANK };
  const state = normals(9 * RANK, 1);
  const direction = normals(9 * RANK, 2);
  const moved = (t: number): Float64Array => state.map((entry, i) => entry + t * direction[i]!);

  it('has the gradient that differences show', () => {
    const objective = new FactoredObjective(task, LAMBDA, RANK);
    const gradient = new Float64Array(objective.size);
    const other = new Float64Array(objective.size);
    const h = 1e-5;
    const slope = (objective.evaluate(moved(h), other) - objective.evaluate(moved(-h), other)) / (2 * h);
    objective.evaluate(state, gradient);
    expect(inner(gradient, direction)).toBeCloseTo(slope, 7);
  });

  it('has the Hessian that differences of the gradient show, and it is symmetric', () => {
    const objective = new FactoredObjective(task, LAMBDA, RANK);
    const [forward, backward] = [new Float64Array(objective.size), new Float64Array(objective.size)];
    const h = 1e-5;
    objective.evaluate(moved(h), forward);
    objective.evaluate(moved(-h), backward);
    const here = new Float64Array(objective.size);
    objective.evaluate(state, here);
    const product = new Float64Array(objective.size);
    objective.product(direction, product);
    product.forEach((value, i) => expect(value).toBeCloseTo((forward[i]! - backward[i]!) / (2 * h), 6));
    const another = normals(objective.size, 3);
    const image = new Float64Array(objective.size);
    objective.product(another, image);
    expect(inner(another, product)).toBeCloseTo(inner(direction, image), 12);
  });

  it('is the convex objective at uvᵀ, with the penalty on the factors', () => {
    const objective = new FactoredObjective(task, LAMBDA, RANK);
    const convex = new ConvexObjective(task);
    const value = objective.evaluate(state, new Float64Array(objective.size));
    const penalty = (LAMBDA / 2) * inner(state, state);
    expect(value - penalty).toBeCloseTo(convex.evaluate(productOf(state, shape).data), 12);
  });

  it('has a loss with a conjugate: L̂ + L̂* = ⟨slope, f⟩ at the slope, and less elsewhere', () => {
    const loss = lossOf(task);
    const f = normals(task.initial.length, 4);
    const slope = new Float64Array(f.length);
    const value = loss.evaluate(f, slope);
    expect(value + loss.conjugate(1)).toBeCloseTo(inner(slope, f), 12);
    for (const c of [0, 0.3, 0.9]) expect(value + loss.conjugate(c)).toBeGreaterThan(c * inner(slope, f));
  });
});
