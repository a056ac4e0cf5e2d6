import Type, { type Static } from 'typebox';
import { arrayName } from '../arrayName.ts';

const closed = { additionalProperties: false } as const;

const relabelled = Type.Integer({
  minimum: 0,
  maximum: 1000,
  title: 'relabelled classes',
  description:
    'How many classes are given the label of the next of them, the last that of the first, in the task of fine-tuning; 0 leaves the task as it is.',
  default: 4,
});

const seed = Type.Integer({
  minimum: 0,
  title: 'seed of the data',
  description: 'Which draw of data, features and division; the run seeds redraw adapters and batches only.',
  default: 0,
});

/** Numbers of examples, drawn features and classes. */
export const RandomFeatures = Type.Object(
  {
    kind: Type.Literal('randomFeatures'),
    features: Type.Integer({
      minimum: 2,
      maximum: 8192,
      title: 'd: features',
      description: 'Frozen random ReLU features of 32 inputs.',
      default: 256,
    }),
    classes: Type.Integer({
      minimum: 2,
      maximum: 100,
      title: 'K: classes',
      description: 'Gaussian clouds around random means.',
      default: 10,
    }),
    N: Type.Integer({
      minimum: 2,
      maximum: 100_000,
      title: 'N: examples',
      description: 'Examples to pre-train on, as many to fine-tune on, and as many to test on.',
      default: 2000,
    }),
    relabelled,
    seed,
  },
  {
    ...closed,
    title: 'random features',
    description:
      'A stand-in for a pre-trained backbone, after the classifier heads of arXiv 2503.06982: max(0, xF + b) of x from K Gaussian ' +
      'clouds in 32 dimensions. The head learns the classes first, by descent with momentum from 0, then some of them relabelled.',
  },
);

/** Images whose pixels are the features. */
export const PixelFeatures = Type.Object(
  {
    kind: Type.Literal('pixels'),
    images: Type.Union([Type.Literal('digits'), Type.Literal('fashion')], {
      title: 'images',
      description:
        '`digits`: handwritten, 8×8 (Alpaydin and Kaynak, UCI), 1000 to train and 797 to test on. `fashion`: a part of ' +
        'Fashion-MNIST (Zalando) at 14×14, 2000 and 1000.',
      default: 'digits',
    }),
    relabelled,
    seed,
  },
  {
    ...closed,
    title: 'pixels',
    description:
      'A linear classifier of images: it learns their classes first, then some of them relabelled.',
  },
);

/** Features that the user has computed. */
export const HeadFile = Type.Object(
  {
    kind: Type.Literal('file'),
    path: Type.String({
      minLength: 1,
      title: 'path',
      description:
        '`.npz` or `.safetensors` file with features and labels, or a binary batch of CIFAR-10 with `images` and `labels`, relative ' +
        'to the experiment. An array with a file of its own (`.npy`, IDX) has that file’s path for its name.',
    }),
    X: arrayName(
      'X: features',
      'Name of the array N×d of features to train on, for example the outputs of a backbone; of more dimensions (images ' +
        'N×C×H×W) all after the first are features.',
      'X_train',
    ),
    y: arrayName('y: labels', 'Name of the array N of their class numbers, from 0 on.', 'y_train'),
    testX: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'features to test on',
        description: 'Name of an array of features like X. Without it nothing is tested.',
      }),
    ),
    testY: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'labels to test on',
        description: 'Name of the array of their labels.',
      }),
    ),
    W: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'W₀: weights of the head',
        description:
          'Name of the array K×d. Without it the head starts at 0, as a new head that replaces an old one.',
      }),
    ),
    b: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'bias of the head',
        description: 'Name of the array K. Without it 0. It is frozen.',
      }),
    ),
    standardise: Type.Boolean({
      title: 'standardise',
      description:
        'Subtracts from every feature its mean over the training set and divides by its standard deviation.',
      default: false,
    }),
  },
  {
    ...closed,
    title: 'from file',
    description: 'Features and labels of your own, from any backbone.',
  },
);

/** Settings of a classifier head, in resolved form: every property that carries a `default` is present. */
export const HeadSettings = Type.Object(
  {
    kind: Type.Literal('classifierHead'),
    source: Type.Union([RandomFeatures, PixelFeatures, HeadFile], {
      title: 'features',
      description: 'Where frozen features and labels come from.',
      default: { kind: 'randomFeatures' },
    }),
    loss: Type.Union([Type.Literal('crossEntropy'), Type.Literal('squared')], {
      title: 'ℓ: loss',
      description:
        '`crossEntropy`: softmax over the classes. `squared`: ½‖f − e_y‖² with the one-hot label e_y.',
      default: 'crossEntropy',
    }),
  },
  {
    ...closed,
    title: 'classifier head',
    description:
      'LoRA on the last layer of a classifier, over features that are frozen: f = (W₀ + s·BA)x + b. The loss is convex in the ' +
      'weights. The deep-network experiments of arXiv 2503.06982 are of this kind.',
  },
);
export type HeadSettings = Static<typeof HeadSettings>;
export type HeadFileSource = Static<typeof HeadFile>;
