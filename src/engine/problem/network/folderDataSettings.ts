import Type, { type Static } from 'typebox';
import { classNames, scaling, testShare } from './examplesSettings.ts';

/** Labelled images of the user’s own, in a folder that says by its names what is what. */
export const FolderData = Type.Object(
  {
    kind: Type.Literal('folder'),
    path: Type.String({
      minLength: 1,
      title: 'path',
      description:
        'Folder, relative to the experiment, with the four files of MNIST or Fashion-MNIST (`train-images-idx3-ubyte` … `t10k-labels-idx1-ubyte`, ' +
        'gzipped or not), with the binary batches of CIFAR-10 (`data_batch_1.bin` … `test_batch.bin`, `batches.meta.txt`), or with a folder ' +
        'of PNGs for each class (`cats/1.png`, `dogs/1.png`). Classes are numbered in the order of their names, by code unit; images must be ' +
        'alike in size, colour and depth. At most 100,000 PNGs are read, and 268 MB of pixels.',
    }),
    testPath: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'path of the test set',
        description:
          'Folder with the images to test on, in folders of the same names. Without it those of MNIST or CIFAR-10 are taken, or a part of ' +
          'the training set is set aside.',
      }),
    ),
    testShare,
    scaling,
    classNames,
  },
  {
    additionalProperties: false,
    title: 'from folder',
    description: 'A folder of labelled images: MNIST, CIFAR-10, or PNGs of your own.',
  },
);
export type FolderData = Static<typeof FolderData>;
