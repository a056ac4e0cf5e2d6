import type { TextDescription } from '../../dataset/text/description.ts';
import { vocabularyOf, type Vocabulary } from '../../dataset/text/vocabulary.ts';
import { leastLength, partsOf, windowCount } from '../../dataset/text/windows.ts';
import type { Result } from '../../fault.ts';
import { fail, type EngineFiles } from '../arrays.ts';
import type { NetworkAdapterSettings } from '../network/adapterSettings.ts';
import { adaptedLayers, type NetworkSizes } from '../network/shape.ts';
import type { CharacterModelSettings } from './settings.ts';
import { describedText, type TextKey } from './texts.ts';

/** Windows of the last fifth that are tested, at most. */
export const MOST_TESTED = 2000;

/** What follows from the settings of a character model before anything runs. */
export interface CharacterModelSizes extends NetworkSizes {
  readonly vocabulary: Vocabulary;
  /** Examples of pre-training. */
  readonly pretrained: number;
  readonly texts: Readonly<Record<TextKey, TextDescription>>;
}

/** The sizes, or what is wrong: a text that is too short for its windows, or that has one character only; a layer that is not there. */
export function characterModelSizes(
  problem: Pick<
    CharacterModelSettings,
    'pretrainedOn' | 'fineTunedOn' | 'context' | 'characters' | 'lowerCase' | 'hidden' | 'pretraining' | 'N'
  >,
  adapter: Pick<NetworkAdapterSettings, 'layers'>,
  files: EngineFiles,
): Result<CharacterModelSizes> {
  const { context, characters, lowerCase, hidden, pretraining, N } = problem;
  const first = longEnough(problem, 'pretrainedOn', files);
  const second = longEnough(problem, 'fineTunedOn', files);
  if (!first.ok || !second.ok)
    return { ok: false, faults: [first, second].flatMap(text => (text.ok ? [] : text.faults)) };
  const texts = { pretrainedOn: first.value, fineTunedOn: second.value };
  const vocabulary = vocabularyOf([first.value.counts, second.value.counts], characters, lowerCase);
  if (vocabulary.size < 2)
    return fail({
      code: 'text-one-character',
      path: ['problem'],
      message: 'Both texts are one and the same character throughout: there is nothing to predict',
      remedy: 'Name texts with two different characters or more.',
    });
  const windows = (text: TextDescription) => {
    const { train, test } = partsOf(text.read);
    return { train: windowCount(train, context), test: windowCount(test, context) };
  };
  const { train, test } = windows(second.value);
  const K = vocabulary.size;
  const sizes = [context * K, ...hidden, K];
  const adapted = adaptedLayers(sizes, adapter.layers);
  if (!adapted.ok) return adapted;
  return {
    ok: true,
    value: {
      data: { features: context * K, classes: K, train, test: Math.min(test, MOST_TESTED), width: 8 },
      ...{ sizes, examples: Math.min(N, train), counted: true, adapted: adapted.value, vocabulary, texts },
      pretrained: Math.min(pretraining.N, windows(first.value).train),
    },
  };
}

function longEnough(
  problem: Pick<CharacterModelSettings, TextKey | 'context'>,
  key: TextKey,
  files: EngineFiles,
): Result<TextDescription> {
  const { context } = problem;
  const text = describedText(problem[key], key, files);
  const least = leastLength(context);
  if (!text.ok || text.value.read >= least) return text;
  return fail({
    code: 'text-too-short',
    path: ['problem', key],
    message: `This text has ${text.value.read} characters, too few for windows of ${context} and the next one to learn and to test on`,
    remedy: `Name a text of ${least} characters or more, better of some thousands, or lower "context".`,
  });
}
