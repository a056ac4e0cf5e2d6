import { CharacterModelSettings } from '../../../engine/problem/characterModel/settings.ts';
import { TEXT_ARRAY, type TextKey } from '../../../engine/problem/characterModel/texts.ts';
import { NetworkAdapterSettings } from '../../../engine/problem/network/adapterSettings.ts';
import { NetworkTrainingSettings } from '../../../engine/problem/network/trainingSettings.ts';
import { plainSchema } from '../../schemaModel.ts';
import type { ArrayRequest, ProblemKind } from '../contract.ts';
import { network } from '../network/kind.ts';
import { trainedKind } from '../network/trainedKind.ts';
import { checkSettings } from './check.ts';
import { curvePage } from './curvePage.ts';
import { estimateRun } from './estimate.ts';
import { characterModelPages } from './pages/pages.ts';
import { columnInfo, endInfos, seriesInfos } from './series.ts';
import { factInfos, factsOf } from './settingFacts.ts';
import { settingsOf, type Settings } from './settings.ts';
import { sizesIn } from './sizes.ts';
import { starter } from './starter.ts';

/** LoRA in a small language model over characters: a network of one-hot inputs, with the series and pages of networks. */
export const characterModel: ProblemKind = {
  ...network,
  kind: 'characterModel',
  label: 'Character model',
  help: plainSchema(CharacterModelSettings).description ?? '',
  starter,
  sections: {
    problem: CharacterModelSettings,
    adapter: NetworkAdapterSettings,
    dynamics: NetworkTrainingSettings,
  },
  series: seriesInfos,
  columnInfo,
  curvePage,
  ends: endInfos,
  results: ['loss', 'testLoss', 'testAccuracy', 'peakCosine', 'initialTestLoss', 'pretrainedTestLoss'],
  facts: {
    infos: factInfos,
    of: (variant, files) => {
      const settings = settingsOf(variant);
      return settings === null ? [] : factsOf(settings, sizesIn(settings, files));
    },
  },
  pages: characterModelPages,
  ...trainedKind({ settingsOf, sizesIn, requests: requestsOf, check: checkSettings, estimate: estimateRun }),
};

function requestsOf({ problem }: Settings): readonly ArrayRequest[] {
  return (['pretrainedOn', 'fineTunedOn'] as const).flatMap((key: TextKey): ArrayRequest[] => {
    const source = problem[key];
    if (source.kind !== 'file') return [];
    const at = ['problem', key, 'path'];
    return [{ path: source.path, name: TEXT_ARRAY, at, fileAt: at, text: true }];
  });
}
