import { emptyLike, pickedExamples, type Examples, type ImageShape, type LabelledData } from './contract.ts';

/** Every image turned counter-clockwise by quarters; an odd number of them needs square images. */
export function turned(data: LabelledData, quarters: number): LabelledData {
  let out = data;
  for (let i = 0; i < quarters % 4; i++)
    out = mapped(out, ({ columns }, row, column) => ({ row: column, column: columns - 1 - row }));
  return out;
}

/** Every image mirrored, left for right. */
export function flipped(data: LabelledData): LabelledData {
  return mapped(data, ({ columns }, row, column) => ({ row, column: columns - 1 - column }));
}

/** Every number x as 1 − x: dark for light. */
export function inverted(data: LabelledData): LabelledData {
  return onBoth(data, examples => ({ ...examples, inputs: examples.inputs.map(x => 1 - x) }));
}

/** Every class k as k + `by`, modulo the number of classes. */
export function relabelled(data: LabelledData, by: number): LabelledData {
  const { classes } = data;
  return onBoth(data, examples => ({
    ...examples,
    labels: examples.labels.map(label => (label + by) % classes),
  }));
}

/** The examples of classes `from` … `to` − 1 alone, with their labels as they are. */
export function ofClasses(data: LabelledData, from: number, to: number): LabelledData {
  return onBoth(data, examples => {
    const places = Array.from(examples.labels.keys()).filter(
      i => examples.labels[i]! >= from && examples.labels[i]! < to,
    );
    return pickedExamples(examples, places);
  });
}

function onBoth(data: LabelledData, change: (examples: Examples) => Examples): LabelledData {
  return { ...data, train: change(data.train), test: data.test && change(data.test) };
}

/** Images whose pixel at a row and column is another one of the old image. Data without images is left as it is. */
function mapped(
  data: LabelledData,
  source: (
    shape: ImageShape,
    row: number,
    column: number,
  ) => { readonly row: number; readonly column: number },
): LabelledData {
  const { image, features } = data;
  if (image === null) return data;
  const { rows, columns, channels } = image;
  const from = new Int32Array(features);
  for (let c = 0; c < channels; c++)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const at = source(image, i, j);
        from[(c * rows + i) * columns + j] = (c * rows + at.row) * columns + at.column;
      }
  return onBoth(data, examples => {
    const inputs = emptyLike(examples.inputs, examples.inputs.length);
    for (let example = 0; example < examples.count; example++)
      for (let j = 0; j < features; j++)
        inputs[example * features + j] = examples.inputs[example * features + from[j]!]!;
    return { ...examples, inputs };
  });
}
