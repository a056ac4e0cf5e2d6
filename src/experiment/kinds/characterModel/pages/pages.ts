import type { PageView } from '../../../../protocol/page.ts';
import type { PageInput } from '../../contract.ts';
import { depthPage } from '../../network/pages/depthPage.ts';
import { endOf, resultsOf } from '../../network/pages/results.ts';
import { BEST_COSINE, scalePage, type AgainstScale } from '../../network/pages/scalePage.ts';
import { writingPage } from './writingPage.ts';

const AGAINST_SCALE: AgainstScale = {
  label: 'Losses and alignment against α',
  quantities: [
    {
      ...{ key: 'testLoss', title: 'Test loss at the end', label: 'nats per character', scale: 'linear' },
      of: run => endOf(run, 'testLoss'),
    },
    {
      ...{ key: 'loss', title: 'Training loss at the end', label: 'nats per character', scale: 'linear' },
      of: run => endOf(run, 'loss'),
    },
    BEST_COSINE,
  ],
  remark:
    'Observed, not proven: the alignment rises as α falls. A lower training loss is no lower test loss: what is learned by heart of a ' +
    'few thousand windows helps no other. See the test loss over steps before a low end is taken for a better start.',
};

/** The pages that apply to a batch of character models, in the order of the menu. */
export function characterModelPages(input: PageInput): readonly PageView[] {
  const variants = resultsOf(input);
  return [
    scalePage(variants, input.seeds, AGAINST_SCALE),
    depthPage(variants, input.seeds),
    writingPage(input),
  ].filter(page => page !== null);
}
