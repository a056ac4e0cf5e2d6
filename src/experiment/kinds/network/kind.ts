import { NetworkAdapterSettings } from '../../../engine/problem/network/adapterSettings.ts';
import { ownMentions } from '../../../engine/problem/network/ownData.ts';
import { isOwn } from '../../../engine/problem/network/ownSource.ts';
import {
  columnInfo,
  columnKeys,
  defaultSeries,
  recordedWhen,
  seriesInfos,
  seriesOfColumn,
} from '../../../engine/problem/network/series.ts';
import { NetworkSettings } from '../../../engine/problem/network/settings.ts';
import { NetworkTrainingSettings } from '../../../engine/problem/network/trainingSettings.ts';
import { plainSchema } from '../../schemaModel.ts';
import { arrayRequests } from '../arrayRequests.ts';
import type { ProblemKind } from '../contract.ts';
import { nothingExpected } from '../expectations.ts';
import { checkSettings } from './check.ts';
import { curvePage } from './curvePage.ts';
import { endInfos } from './ends.ts';
import { estimateRun } from './estimate.ts';
import { networkPages } from './pages/pages.ts';
import { quantities } from './quantities.ts';
import { settingsOf } from './settings.ts';
import { sizesIn } from './sizes.ts';
import { starter } from './starter.ts';
import { trainedKind } from './trainedKind.ts';

/** LoRA in a network that is pre-trained on one task and fine-tuned on another. */
export const network: ProblemKind = {
  kind: 'network',
  label: 'Network',
  help: plainSchema(NetworkSettings).description ?? '',
  starter,
  sections: { problem: NetworkSettings, adapter: NetworkAdapterSettings, dynamics: NetworkTrainingSettings },
  series: seriesInfos,
  defaultSeries,
  recorded: recordedWhen,
  columns: columnKeys,
  seriesOf: seriesOfColumn,
  columnInfo,
  curvePage,
  ends: endInfos,
  verdicts: [],
  results: ['loss', 'testLoss', 'testAccuracy', 'peakCosine', 'peakOverlap', 'initialTestAccuracy'],
  quantities,
  events: [],
  ...trainedKind({
    settingsOf,
    sizesIn,
    requests: ({ problem: { data } }) =>
      isOwn(data) ? arrayRequests(ownMentions(data), data.kind === 'folder') : [],
    check: checkSettings,
    estimate: estimateRun,
  }),
  pages: networkPages,
  expect: () => ({ ...nothingExpected, signatures: [] }),
};
