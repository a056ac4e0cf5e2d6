import Type, { type Static } from 'typebox';
import { NetworkSettings, PretrainingSettings } from '../network/settings.ts';
import { textSource } from './textSettings.ts';

const { batch, epochs, learningRate, seed } = PretrainingSettings.properties;
const { activation, hidden } = NetworkSettings.properties;

/** How the model learns its first text. */
const TextPretraining = Type.Object(
  {
    N: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      title: 'examples to pre-train on',
      description:
        'Windows, spread evenly over the first four fifths of the text; all where there are fewer.',
      default: 16_000,
    }),
    epochs: { ...epochs, default: 4 },
    batch: { ...batch, default: 64 },
    learningRate: { ...learningRate, default: 3e-3 },
    seed: {
      ...seed,
      description:
        'Which first weights and which order of batches; the run seeds redraw adapters and batches of fine-tuning only.',
    },
  },
  {
    additionalProperties: false,
    title: 'pre-training',
    description:
      'How the model learns its first text. It is trained in the worker, once for all runs that share it.',
    default: {},
  },
);

/** Settings of a language model that is fine-tuned, in resolved form: every property that carries a `default` is present. */
export const CharacterModelSettings = Type.Object(
  {
    kind: Type.Literal('characterModel'),
    pretrainedOn: textSource('first text', 'What the model learns before fine-tuning.', 'prose'),
    fineTunedOn: textSource('second text', 'What it learns then.', 'code'),
    context: Type.Integer({
      minimum: 1,
      maximum: 32,
      title: 'C: context',
      description: 'How many characters the model sees of what comes before the one that it predicts.',
      default: 5,
    }),
    characters: Type.Integer({
      minimum: 2,
      maximum: 256,
      title: 'most characters',
      description:
        'Largest vocabulary. Where both texts together have more characters, the rarest become one: *other*, written □.',
      default: 64,
    }),
    lowerCase: Type.Boolean({
      title: 'small letters',
      description: 'Reads A … Z as a … z.',
      default: true,
    }),
    hidden: { ...hidden, default: [48] },
    activation,
    pretraining: TextPretraining,
    N: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      title: 'N: examples to fine-tune on',
      description:
        'Windows of C characters and the next one, spread evenly over the first four fifths of the second text; all where there are fewer.',
      default: 2000,
    }),
  },
  {
    additionalProperties: false,
    title: 'character model',
    description:
      'A language model in miniature: a multi-layer perceptron predicts the next character from the last few, knows one text and is ' +
      'fine-tuned on another with LoRA. Its loss is the cross entropy in nats per character, e to which power is the perplexity. ' +
      'The last fifth of each text is to test on.',
  },
);
export type CharacterModelSettings = Static<typeof CharacterModelSettings>;
