import { headMentions } from '../../../engine/problem/head/fileHead.ts';
import { HeadSettings } from '../../../engine/problem/head/settings.ts';
import { headSizes } from '../../../engine/problem/head/shape.ts';
import { NetworkAdapterSettings } from '../../../engine/problem/network/adapterSettings.ts';
import type { NetworkSizes } from '../../../engine/problem/network/shape.ts';
import { NetworkTrainingSettings } from '../../../engine/problem/network/trainingSettings.ts';
import { plainSchema } from '../../schemaModel.ts';
import { arrayRequests } from '../arrayRequests.ts';
import type { LoadedFiles, ProblemKind } from '../contract.ts';
import { network } from '../network/kind.ts';
import { trainedKind } from '../network/trainedKind.ts';
import { checkSettings } from './check.ts';
import { estimateHead } from './estimate.ts';
import { settingsOf, type Settings } from './settings.ts';
import { starter } from './starter.ts';

/** LoRA on the last layer of a classifier: a network of one layer over frozen features, with the series and pages of networks. */
export const classifierHead: ProblemKind = {
  ...network,
  kind: 'classifierHead',
  label: 'Classifier head',
  help: plainSchema(HeadSettings).description ?? '',
  starter,
  sections: { problem: HeadSettings, adapter: NetworkAdapterSettings, dynamics: NetworkTrainingSettings },
  ...trainedKind({
    settingsOf,
    sizesIn,
    requests: ({ problem: { source } }) =>
      source.kind === 'file' ? arrayRequests(headMentions(source)) : [],
    check: checkSettings,
    estimate: estimateHead,
  }),
};

function sizesIn({ problem }: Settings, files: LoadedFiles): NetworkSizes | null {
  const sizes = headSizes(problem, files);
  return sizes.ok ? sizes.value : null;
}
