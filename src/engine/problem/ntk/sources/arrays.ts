import type { Static } from 'typebox';
import type { Fault, Result } from '../../../fault.ts';
import {
  fail,
  labelOf,
  readArray,
  shapeText,
  type ArrayMention,
  type EngineFiles,
  type FileArray,
} from '../../arrays.ts';
import { DenseFeatures } from '../features/dense.ts';
import type { LossName } from '../loss/contract.ts';
import type { NtkFileSource } from '../sourceSettings.ts';
import type { Task } from '../task.ts';
import { labelsOf } from './gaussian.ts';

/** The arrays that a file source reads. */
export function mentionsOf(source: Static<typeof NtkFileSource>): {
  readonly G: ArrayMention;
  readonly y: ArrayMention;
  readonly f0?: ArrayMention;
} {
  const at = (key: string) => ['problem', 'source', key];
  const mention = (key: string, name: string) => ({
    path: source.path,
    name,
    at: at(key),
    fileAt: at('path'),
  });
  return {
    G: mention('G', source.G),
    y: mention('y', source.y),
    ...(source.f0 !== undefined && { f0: mention('f0', source.f0) }),
  };
}

/** The task of a user’s own G (N×m×n or N×K×m×n), y and f₀; faults where they do not fit each other or the loss. */
export function arraysTask(
  source: Static<typeof NtkFileSource>,
  loss: LossName,
  files: EngineFiles,
): Result<Task> {
  const mentions = mentionsOf(source);
  const G = readArray(files, mentions.G);
  const y = readArray(files, mentions.y);
  const f0 = mentions.f0 && readArray(files, mentions.f0);
  if (!G.ok || !y.ok || f0?.ok === false)
    return { ok: false, faults: [G, y, f0].flatMap(read => (read?.ok === false ? read.faults : [])) };
  const { shape } = G.value;
  if (shape.length !== 3 && shape.length !== 4)
    return fail({
      code: 'features-shape',
      path: mentions.G.at,
      message: `The features, ${labelOf(mentions.G)}, have shape ${shapeText(shape)}, expected N×m×n or N×K×m×n`,
      remedy: 'Save one m×n Jacobian for every example, or for every example and output.',
    });
  const [m, n] = [shape[shape.length - 2]!, shape[shape.length - 1]!];
  const samples = shape[0]!;
  const outputs = shape.length === 4 ? shape[1]! : 1;
  const initial = f0 ? f0.value : undefined;
  if (initial && mentions.f0 && !fits(initial, [samples, outputs]))
    return fail(mismatch(mentions.f0, initial, samples, outputs));
  const targets = targetsOf(y.value, loss, samples, outputs, mentions.y);
  if (!targets.ok) return targets;
  return {
    ok: true,
    value: {
      features: new DenseFeatures({ m, n, samples, outputs }, G.value.data),
      initial: initial?.data ?? new Float64Array(samples * outputs),
      targets: targets.value,
      loss,
    },
  };
}

function targetsOf(
  y: FileArray,
  loss: LossName,
  samples: number,
  outputs: number,
  mention: ArrayMention,
): Result<Float64Array> {
  const values = fits(y, [samples, outputs]);
  if (loss === 'squared')
    return values ? { ok: true, value: y.data } : fail(mismatch(mention, y, samples, outputs));
  if (outputs > 1 && values) return oneHot(y.data, outputs, mention);
  if (!fits(y, [samples, 1])) return fail(mismatch(mention, y, samples, outputs));
  const signs = outputs === 1 && y.data.includes(-1);
  const low = signs ? -1 : 0;
  const bad = y.data.findIndex(label =>
    signs
      ? label !== -1 && label !== 1
      : !Number.isInteger(label) || label < 0 || label > Math.max(1, outputs - 1),
  );
  if (bad >= 0) {
    const range = outputs > 1 ? `0 … ${outputs - 1}` : '−1 and 1, or 0 and 1';
    return fail(labelFault(mention, `holds the label ${y.data[bad]!} for example ${bad}, expected ${range}`));
  }
  return { ok: true, value: outputs > 1 ? y.data : y.data.map(label => (label === low ? -1 : 1)) };
}

function oneHot(data: Float64Array, outputs: number, mention: ArrayMention): Result<Float64Array> {
  for (let i = 0; i * outputs < data.length; i++) {
    const row = data.subarray(i * outputs, (i + 1) * outputs);
    if (row.filter(entry => entry === 1).length !== 1 || row.some(entry => entry !== 0 && entry !== 1))
      return fail(labelFault(mention, `is not one-hot for example ${i}`));
  }
  return { ok: true, value: labelsOf(data, outputs) };
}

/** Whether an array has N (where K = 1) or N×K entries. */
function fits({ shape }: FileArray, [samples, outputs]: readonly [number, number]): boolean {
  if (shape[0] !== samples) return false;
  return shape.length === 1 ? outputs === 1 : shape.length === 2 && shape[1] === outputs;
}

function labelFault(mention: ArrayMention, what: string): Fault {
  return {
    code: 'label-out-of-range',
    path: mention.at,
    message: `The ${labelOf(mention)} ${what}`,
    remedy: 'Give N labels from 0 on, or N×K one-hot rows; or use the squared loss.',
  };
}

function mismatch(mention: ArrayMention, { shape }: FileArray, samples: number, outputs: number): Fault {
  const expected = outputs === 1 ? `${samples}` : `${samples}×${outputs}`;
  return {
    code: 'features-mismatch',
    path: mention.at,
    message: `${mention.name} has shape ${shapeText(shape)}, but the features are those of ${samples} examples with ${outputs === 1 ? 'one output' : `${outputs} outputs`}`,
    remedy: `Save it with shape ${expected}, the examples in the order of the features.`,
  };
}
