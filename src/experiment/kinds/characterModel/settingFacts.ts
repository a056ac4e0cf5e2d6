import type { CharacterModelSizes } from '../../../engine/problem/characterModel/shape.ts';
import type { Path } from '../../json.ts';
import type { Fact, FactInfo } from '../contract.ts';
import { trainableIn } from '../network/sizes.ts';
import type { Settings } from './settings.ts';

/** What follows from the settings of this kind, in the order of the file. */
export const factInfos: readonly FactInfo[] = [
  {
    ...{ key: 'vocabulary', label: 'vocabulary', before: 'K = ', after: ' characters' },
    formula: 'characters of both texts, at most so many',
    help: 'Classes that the model tells apart; guessing has the loss ln K.',
  },
  {
    ...{ key: 'layers', label: 'layers', before: '', formula: 'CK inputs, hidden units, K outputs' },
    help: 'Inputs, hidden units and outputs. Each of C characters is K inputs, a one among zeros.',
  },
  {
    ...{ key: 'windows', label: 'windows', before: '', after: ' windows' },
    formula: '⌊4T/5⌋ − C of T characters',
    help: 'How many examples there are to fine-tune on, of which N are taken.',
  },
  {
    ...{ key: 'trainable', label: 'trained numbers', before: '', after: ' trained', formula: 'Σ r(m + n)' },
    help: 'Entries of A and B in all adapted layers, or of their whole matrices.',
  },
];

const CONTEXT: Path = ['problem', 'context'];
const MOST: Path = ['problem', 'characters'];
const HIDDEN: Path = ['problem', 'hidden'];
const FIRST: Path = ['problem', 'pretrainedOn'];
const SECOND: Path = ['problem', 'fineTunedOn'];
const N: Path = ['problem', 'N'];
const RANK: Path = ['adapter', 'rank'];
const LAYERS: Path = ['adapter', 'layers'];

/** The facts of one variant; none where the sizes are not known. */
export function factsOf({ adapter }: Settings, sizes: CharacterModelSizes | null): readonly Fact[] {
  if (sizes === null) return [];
  const { data } = sizes;
  return [
    { key: 'vocabulary', value: data.classes, at: [MOST, SECOND, FIRST] },
    { key: 'layers', value: sizes.sizes.join('-'), at: [HIDDEN, CONTEXT] },
    { key: 'windows', value: data.train, at: [N, SECOND] },
    { key: 'trainable', value: trainableIn(adapter, sizes), at: [RANK, LAYERS, HIDDEN] },
  ];
}
