import type { PageView } from '../../../../protocol/page.ts';
import type { PageInput } from '../../contract.ts';
import { classificationPage } from '../../classificationPage.ts';
import { depthPage } from './depthPage.ts';
import { resultsOf } from './results.ts';
import { CLASSIFIERS, scalePage } from './scalePage.ts';

/** The pages that apply to a batch of networks, in the order of the menu. */
export function networkPages(input: PageInput): readonly PageView[] {
  const variants = resultsOf(input);
  return [
    scalePage(variants, input.seeds, CLASSIFIERS),
    depthPage(variants, input.seeds),
    classificationPage(input),
  ].filter(page => page !== null);
}
