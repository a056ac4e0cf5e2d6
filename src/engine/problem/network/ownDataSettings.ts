import Type, { type Static } from 'typebox';
import { arrayName } from '../arrayName.ts';
import { classNames, scaling, testShare } from './examplesSettings.ts';

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
    testShare,
    scaling,
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
    classNames,
  },
  {
    additionalProperties: false,
    title: 'from file',
    description: 'Labelled images of your own, or any inputs with classes.',
  },
);
export type OwnData = Static<typeof OwnData>;
