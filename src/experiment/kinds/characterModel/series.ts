import {
  columnInfo as networkColumnInfo,
  seriesInfos as ofNetworks,
  seriesOfColumn,
} from '../../../engine/problem/network/series.ts';
import type { SeriesInfo } from '../../../engine/simulation.ts';
import { endInfos as endsOfNetworks } from '../network/ends.ts';

/** What reads otherwise than in other networks: losses lie within a factor of two, and what is classified are characters. */
const OWN: Readonly<Record<string, Partial<SeriesInfo>>> = {
  loss: {
    scale: 'linear',
    help: 'Mean cross entropy over the N windows of fine-tuning, in nats per character.',
  },
  testLoss: {
    scale: 'linear',
    help: 'The same over windows of the last fifth of the second text; e to this power is the perplexity.',
  },
  trainAccuracy: {
    help: 'Share of the N windows whose next character is the one that the model finds most probable.',
  },
  testAccuracy: { help: 'The same of windows of the last fifth of the second text.' },
  initialLoss: {
    scale: 'linear',
    help: 'Of the pre-trained model on the N windows of the second text, in nats per character.',
  },
  initialTestLoss: {
    scale: 'linear',
    help: 'Of the pre-trained model on the last fifth of the second text, in nats per character.',
  },
  initialTestAccuracy: { help: 'Of the pre-trained model on the last fifth of the second text.' },
  pretrainedTrainAccuracy: { help: 'Of the pre-trained model on the windows that it has learned.' },
  pretrainedTestLoss: {
    scale: 'linear',
    help: 'Of the pre-trained model on the last fifth of the first text, in nats per character.',
  },
  pretrainedTestAccuracy: { help: 'The same as a share of characters.' },
};

const read = (info: SeriesInfo): SeriesInfo => ({ ...info, ...OWN[info.key] });

/** Series of a run, in the order of columns. */
export const seriesInfos: readonly SeriesInfo[] = ofNetworks.map(read);

/** Numbers that a run ends with. */
export const endInfos: readonly SeriesInfo[] = endsOfNetworks.map(read);

/** How to draw and explain a column, or a series as a whole. */
export function columnInfo(column: string): SeriesInfo | undefined {
  const info = networkColumnInfo(column);
  return info && { ...info, ...OWN[seriesOfColumn(column) ?? column] };
}
