import Type, { type Static } from 'typebox';
import { arrayName } from '../arrayName.ts';

/** Labelled examples of the user’s own. */
export const OwnData = Type.Object(
  {
    kind: Type.Literal('file'),
    path: Type.String({
      minLength: 1,
      title: 'path',
      description:
        'File with the examples, relative to the experiment: `.npz`, `.safetensors`, a binary batch of CIFAR-10 (arrays `images` and ' +
        '`labels`; several joined end to end are one), or IDX as MNIST has it, gzipped or not.',
    }),
    X: arrayName(
      'X: inputs',
      'Name of the array to train on: images N×rows×columns, N×channels×rows×columns or N×rows×columns×channels, or N×d. A file of one ' +
        'array (IDX, `.npy`) has one whatever the name; an array with a file of its own has that file’s path for its name.',
      'X_train',
    ),
    y: arrayName(
      'y: labels',
      'Name of the array N of their class numbers, from 0 on, or the path of its IDX or `.npy` file.',
      'y_train',
    ),
    testPath: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'path of the test set',
        description: 'File with the examples to test on. Without it they are looked for in `path`.',
      }),
    ),
    testX: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'inputs to test on',
        description:
          'Name of an array like X, or its file. Without it a part of the training set is set aside.',
      }),
    ),
    testY: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'labels to test on',
        description: 'Name of the array of their labels, or its file.',
      }),
    ),
    testShare: Type.Number({
      minimum: 0,
      exclusiveMaximum: 1,
      title: 'share to test on',
      description:
        'Which part of the examples is set aside to test on where `testX` names none; 0: nothing is tested. The seed of the network draws ' +
        'which, and in which order the others are.',
      default: 0.2,
    }),
    scaling: Type.Union([Type.Literal('unit'), Type.Literal('standardise'), Type.Literal('none')], {
      title: 'scaling of the inputs',
      description:
        '`unit`: the smallest number of the training set becomes 0 and the largest 1, which divides bytes by 255. `standardise`: every ' +
        'input less its mean over the training set, by its standard deviation there. `none`: as they are.',
      default: 'unit',
    }),
    image: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1 }), {
        minItems: 2,
        maxItems: 3,
        title: 'shape of an image',
        description:
          'Rows, columns and perhaps channels of images that are stored as N×d, row by row and channel after channel. Arrays of more ' +
          'dimensions say it themselves.',
      }),
    ),
    classNames: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 2,
        title: 'names of the classes',
        description:
          'What the classes are called, in the order of their numbers; as many as there are outputs.',
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'from file',
    description: 'Labelled images of your own, or any inputs with classes.',
  },
);
export type OwnData = Static<typeof OwnData>;
