import type { AdapterSettings } from '../../adapter/settings.ts';
import type { Fault } from '../../fault.ts';
import type { Matrix } from '../../linalg/matrix.ts';

/** Squares of numbers of this size are still normal doubles, and a loss made of them is finite. */
const SMALLEST_SCALE = 1e-154;
const LARGEST_SCALE = 1e100;

/** α² is what the dynamics starts from: it must be a double. */
export function scaleFaults(adapter: AdapterSettings): Fault[] {
  const faults: Fault[] = [];
  if (!(adapter.initScale >= SMALLEST_SCALE))
    faults.push({
      code: 'init-scale-underflow',
      path: ['adapter', 'initScale'],
      message: `α = ${adapter.initScale} underflows: α² is below the smallest double`,
      remedy: 'Use at least 1e-154 (1e-19 in float32).',
    });
  if (!(adapter.initScale <= LARGEST_SCALE))
    faults.push({
      code: 'init-scale-too-large',
      path: ['adapter', 'initScale'],
      message: `α = ${adapter.initScale} overflows in the loss`,
      remedy: 'Use a scale well below 1; theory needs small α.',
    });
  return faults;
}

/** The same for factors from a file, which are known to be finite and not too large; zeros are zeros. */
export function factorSizeFaults(name: string, { data }: Matrix, path: Fault['path']): Fault[] {
  const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest > 0 && largest < SMALLEST_SCALE)
    return [
      {
        code: 'init-scale-underflow',
        path,
        message: `${name} underflows: its largest entry is ${largest}, and its square is below the smallest double`,
        remedy: `Scale the factors to at least ${SMALLEST_SCALE}, or save zeros if they are meant to be zero.`,
      },
    ];
  return [];
}
