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
import { methodOfTraining } from '../network/method.ts';
import { quantitiesOf } from '../network/quantities.ts';
import { trainableIn } from '../network/sizes.ts';
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
  quantitiesOf: (variant, files) => {
    const settings = settingsOf(variant);
    return settings === null
      ? { values: new Map(), complete: false }
      : quantitiesOf(settings.adapter, sizesIn(settings, files));
  },
  files: variant => {
    const source = settingsOf(variant)?.problem.source;
    return source?.kind === 'file' ? arrayRequests(headMentions(source)) : [];
  },
  check: (variant, files) => {
    const settings = settingsOf(variant);
    return settings === null ? [] : checkSettings(settings, variant.metrics, files);
  },
  method: variant => methodOfTraining(settingsOf(variant)?.dynamics ?? null),
  derive: (variant, files) => {
    const settings = settingsOf(variant);
    const sizes = settings && sizesIn(settings, files);
    return settings && sizes ? { trainable: trainableIn(settings.adapter, sizes) } : {};
  },
  estimate: (variant, files) => {
    const settings = settingsOf(variant);
    const sizes = settings && sizesIn(settings, files);
    return settings && sizes ? estimateHead(settings, sizes) : { seconds: 0, bytes: 0, storedBytes: 0 };
  },
};

function sizesIn({ problem }: Settings, files: LoadedFiles): NetworkSizes | null {
  const sizes = headSizes(problem, files);
  return sizes.ok ? sizes.value : null;
}
