import type { Path } from '../../json.ts';
import type { Fact, FactInfo, LoadedFiles } from '../contract.ts';
import type { Settings } from './settings.ts';
import { shapeOf, trainedNumbers } from './shape.ts';

/** What follows from the settings of this kind, in the order of the file. */
export const factInfos: readonly FactInfo[] = [
  {
    ...{ key: 'measurements', label: 'measurements', before: 'KN = ', formula: 'outputs × examples' },
    help: 'How many numbers the training set fixes. Full fine-tuning has a solution with r(r + 1)/2 ≤ KN.',
  },
  {
    ...{
      key: 'threshold',
      label: 'rank from which no minimum is spurious',
      before: 'none spurious from r = ',
    },
    formula: 'smallest r with r(r + 1)/2 > KN',
    help: 'Proven for almost every perturbation of the problem (arXiv 2402.11867). Sufficient, not necessary: lower ranks may get stuck, or not.',
  },
  {
    ...{ key: 'trainable', label: 'trained numbers', before: '', after: ' trained', formula: 'r(m + n)' },
    help: 'Entries of u and v.',
  },
];

const SOURCE: Path = ['problem', 'source'];
const EXAMPLES: Path = [...SOURCE, 'N'];
const OUTPUTS: Path = [...SOURCE, 'K'];
const DIMS: Path = [...SOURCE, 'dims'];
const RANK: Path = ['adapter', 'rank'];

/** The facts of one variant; none where the sizes are not known. */
export function factsOf(settings: Settings, files: LoadedFiles): readonly Fact[] {
  const shape = shapeOf(settings, files);
  if (shape === null) return [];
  return [
    { key: 'measurements', value: shape.measurements, at: [EXAMPLES, OUTPUTS, SOURCE] },
    { key: 'threshold', value: shape.threshold, at: [RANK, EXAMPLES, OUTPUTS, SOURCE] },
    { key: 'trainable', value: trainedNumbers(settings, shape), at: [RANK, DIMS, SOURCE] },
  ];
}
