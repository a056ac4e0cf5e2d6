import type { NetworkExamples } from '../../dataset/contract.ts';
import { packedText } from '../../dataset/text/packedText.ts';
import { characterOf, classesOf } from '../../dataset/text/vocabulary.ts';
import { partsOf, windowsOf } from '../../dataset/text/windows.ts';
import { KeptLatest } from '../../keptLatest.ts';
import type { Network } from '../../network/network.ts';
import { pretrained } from '../../network/pretrain.ts';
import { randomStream } from '../../random/stream.ts';
import type { EngineFiles } from '../arrays.ts';
import { lookedAt, type Prepared } from '../network/prepared.ts';
import type { CharacterModelSettings } from './settings.ts';
import { MOST_TESTED, type CharacterModelSizes } from './shape.ts';
import { fileText, type TextKey } from './texts.ts';

/** A model that knows its first text, and what it is to be fine-tuned on. */
export interface PreparedModel extends Prepared {
  /** The beginning of what is tested of the second text: classes of one context. */
  readonly prompt: Int32Array;
}

const LOSS = 'crossEntropy';

/** Models by everything that they depend on; what they are fine-tuned on besides. */
const networks = new KeptLatest<Network>(4);
const problems = new KeptLatest<PreparedModel>(4);

/** Pre-trains the model, unless this process has just done so, and looks at the second text. Yields its progress, 0…1. */
export function* preparedModel(
  problem: CharacterModelSettings,
  sizes: CharacterModelSizes,
  files: EngineFiles,
): Generator<number, PreparedModel, undefined> {
  const { context, lowerCase, activation, pretraining, N } = problem;
  const { vocabulary } = sizes;
  const [one, other] = [textOf(problem, 'pretrainedOn', files), textOf(problem, 'fineTunedOn', files)];
  const first = JSON.stringify([
    one.id,
    vocabulary,
    lowerCase,
    context,
    sizes.sizes,
    activation,
    pretraining,
  ]);
  const key = JSON.stringify([first, other.id, N]);
  const known = problems.get(key);
  if (known) return known;
  const windows = (codes: Int32Array, count: number): TextWindows => {
    const classes = classesOf(codes, vocabulary, lowerCase);
    const { train, test } = partsOf(classes.length);
    const size = { context, classes: vocabulary.size };
    return {
      train: windowsOf(classes, train, { ...size, count }),
      test: windowsOf(classes, test, { ...size, count: MOST_TESTED }),
      prompt: classes.slice(test.from, test.from + context),
    };
  };
  const before = windows(one.codes(), pretraining.N);
  const after = windows(other.codes(), N);
  const random = randomStream('network', pretraining.seed);
  const shape = { sizes: sizes.sizes, activation };
  const network = networks.get(first) ?? (yield* pretrained(shape, before.train, LOSS, pretraining, random));
  networks.put(first, network);
  const description = {
    ...{ features: sizes.data.features, classes: sizes.data.classes, image: null },
    classNames: Array.from({ length: vocabulary.size }, (_, k) => characterOf(vocabulary, k)),
  };
  const looked = yield* lookedAt(network, before, { ...description, ...after }, LOSS);
  const prepared = { ...looked, prompt: after.prompt };
  problems.put(key, prepared);
  return prepared;
}

interface TextWindows {
  readonly train: NetworkExamples;
  readonly test: NetworkExamples;
  readonly prompt: Int32Array;
}

/** What tells a text from others, and its characters. */
function textOf(
  problem: CharacterModelSettings,
  key: TextKey,
  files: EngineFiles,
): { readonly id: string | number; readonly codes: () => Int32Array } {
  const source = problem[key];
  if (source.kind !== 'file') return { id: source.kind, codes: () => packedText(source.kind).codes };
  const text = fileText(source.path, key, files);
  // What a file can be refused for, its sizes have been already.
  if (!text.ok) throw new RangeError(text.faults.map(({ message }) => message).join('; '));
  const { id, characters } = text.value;
  return { id, codes: () => characters.codes };
}
