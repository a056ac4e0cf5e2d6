import { expect, test } from 'vitest';
import { FlowIntegrator } from '../../../../src/engine/dynamics/flow/integrator.ts';
import { chooseKernel } from '../../../../src/engine/kernel/choose.ts';
import { denseSystem } from '../../reference/caseSystem.ts';

/**
 * B₂A₂ = 0 is the sum of two large terms that cancel: E is rounded at their size, 10³ times that of Δ. A test of the loss that
 * knew ‖Δ‖ alone would fight this rounding with ever smaller steps.
 */
test('rounding of large terms that cancel does not shrink the steps', () => {
  const system = denseSystem({
    W2: [[0]],
    W1: [[0]],
    D: [[1]],
    A1: [[30], [0]],
    B1: [[1, 0]],
    A2: [[1], [-1]],
    B2: [[30, 30]],
  });
  const kernel = chooseKernel()(system);
  const initial = kernel.allocate();
  kernel.write(initial, system.initial);
  const integrator = new FlowIntegrator(kernel, system, initial, 1e-6);
  while (integrator.t < 0.1 && integrator.gradients < 20_000)
    expect(integrator.advance(0.1, 0.1)).toBe('stepped');
  expect(integrator.t).toBe(0.1);
  expect(integrator.loss).toBeLessThan(1e-20);
});
