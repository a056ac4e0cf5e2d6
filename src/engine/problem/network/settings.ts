import Type, { type Static } from 'typebox';
import { NetworkDataSettings } from './dataSettings.ts';
import { TaskSettings } from './taskSettings.ts';

/** How the network gets its weights W₀. */
export const PretrainingSettings = Type.Object(
  {
    epochs: Type.Integer({
      minimum: 0,
      maximum: 10_000,
      title: 'epochs of pre-training',
      description:
        'Passes over the training set by Adam with PyTorch’s constants; 0 leaves the network random.',
      default: 60,
    }),
    batch: Type.Integer({
      minimum: 1,
      maximum: 100_000,
      title: 'batch of pre-training',
      description: 'Examples of each step; what does not fill a batch waits for the next epoch.',
      default: 50,
    }),
    learningRate: Type.Number({
      exclusiveMinimum: 0,
      title: 'η: learning rate of pre-training',
      description: 'Of Adam.',
      default: 2e-3,
    }),
    seed: Type.Integer({
      minimum: 0,
      title: 'seed of the network',
      description:
        'Which division into training and test set, which first weights and which order of batches; the run seeds redraw ' +
        'adapters and batches of fine-tuning only. Networks differ more from each other than adapters do.',
      default: 0,
    }),
  },
  {
    additionalProperties: false,
    title: 'pre-training',
    description:
      'How the network learns its first task. It is trained in the worker, once for all runs that share it.',
    default: {},
  },
);

/** Settings of a network that is fine-tuned, in resolved form: every property that carries a `default` is present. */
export const NetworkSettings = Type.Object(
  {
    kind: Type.Literal('network'),
    data: NetworkDataSettings,
    hidden: Type.Array(Type.Integer({ minimum: 1, maximum: 4096 }), {
      maxItems: 16,
      title: 'hidden layers',
      description: 'Units of each hidden layer, from the inputs on; `[]` is a single linear layer.',
      default: [32],
    }),
    activation: Type.Union([Type.Literal('relu'), Type.Literal('tanh')], {
      title: 'φ: activation',
      description: 'What hidden units do: max(0, x) or tanh x.',
      default: 'relu',
    }),
    loss: Type.Union([Type.Literal('crossEntropy'), Type.Literal('squared')], {
      title: 'ℓ: loss',
      description:
        '`crossEntropy`: softmax over the classes. `squared`: ½‖f − e_y‖² with the one-hot label e_y.',
      default: 'crossEntropy',
    }),
    pretraining: PretrainingSettings,
    task: TaskSettings,
    N: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      title: 'N: examples to fine-tune on',
      description:
        'The first so many of the training set, shifted as `task` says; all of it where there are fewer.',
      default: 256,
    }),
  },
  {
    additionalProperties: false,
    title: 'network',
    description:
      'A multi-layer perceptron that is pre-trained on one task and fine-tuned on another with LoRA, W_l = W₀ + s·B_l A_l ' +
      'in some or all layers, or as a whole.',
  },
);
export type NetworkSettings = Static<typeof NetworkSettings>;
