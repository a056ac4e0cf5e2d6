import type { Result } from '../../../fault.ts';
import { fail, type EngineFiles } from '../../arrays.ts';
import { fewShotTask, mostExamples } from '../digits/fewShot.ts';
import { PIXELS } from '../digits/images.ts';
import type { NtkSettings } from '../settings.ts';
import type { Task } from '../task.ts';
import type { TaskShape, TaskSource } from '../taskSource.ts';
import { arraysTask } from './arrays.ts';
import { gaussianTask } from './gaussian.ts';
import { loudTask } from './loud.ts';
import { tanhNetworkTask } from './tanhNetwork.ts';

/** What a problem’s settings and files make, without drawing or training anything yet; or why they make nothing. */
export function sourceOf(
  { source, loss }: Pick<NtkSettings, 'source' | 'loss'>,
  files: EngineFiles,
): Result<TaskSource> {
  const ready = (shape: TaskShape, make: () => Task): Result<TaskSource> => ({
    ok: true,
    value: { key: JSON.stringify([source, loss]), shape, hasTest: false, build: () => made(make) },
  });
  switch (source.kind) {
    case 'gaussian':
      return ready({ ...source.dims, samples: source.N, outputs: source.K }, () =>
        gaussianTask(source, loss),
      );
    case 'tanhNetwork':
      return ready({ ...source.dims, samples: source.N, outputs: 1 }, () => tanhNetworkTask(source, loss));
    case 'digits': {
      const { N, K, hidden } = source;
      const most = mostExamples(K);
      if (N > most)
        return fail({
          code: 'too-many-examples',
          path: ['problem', 'source', 'N'],
          message: `N = ${N}, but there are only ${most} digits to choose from with K = ${K}`,
          remedy: `Use at most ${most}.`,
        });
      const shape = { m: hidden, n: PIXELS, samples: N, outputs: K };
      const key = JSON.stringify([source, loss]);
      return { ok: true, value: { key, shape, hasTest: true, build: () => fewShotTask(source, loss) } };
    }
    case 'angles': {
      const dims = { m: 2, n: 2 };
      return ready({ ...dims, samples: source.N, outputs: 1 }, () =>
        tanhNetworkTask({ ...source, dims }, loss),
      );
    }
    case 'loud': {
      if (loss === 'crossEntropy')
        return fail({
          code: 'loss-needs-labels',
          path: ['problem', 'loss'],
          message: 'Cross entropy needs labels, and the constructed source has values as targets',
          remedy: 'Use "squared".',
        });
      const task = loudTask(source);
      return ready(shapeOf(task), () => task);
    }
    case 'file': {
      const task = arraysTask(source, loss, files);
      if (!task.ok) return task;
      const shape = shapeOf(task.value);
      const key = JSON.stringify([source, loss, identityOf(task.value)]);
      return { ok: true, value: { key, shape, hasTest: false, build: () => made(() => task.value) } };
    }
  }
}

function shapeOf({ features: { m, n, samples, outputs } }: Task): TaskShape {
  return { m, n, samples, outputs };
}

function* made(make: () => Task): Generator<undefined, Task, undefined> {
  yield;
  return make();
}

/** Arrays of files are told apart by being the same object: a worker reads each file once. */
const identities = new WeakMap<Float64Array, number>();
let next = 0;

function identityOf(task: Task): readonly number[] {
  const arrays = [task.initial, task.targets];
  return arrays.map(array => {
    const known = identities.get(array) ?? next++;
    identities.set(array, known);
    return known;
  });
}
