import type { PageView } from '../../../../protocol/page.ts';
import type { PageInput } from '../../contract.ts';
import { certificatePage } from './certificatePage.ts';
import { convexRankPage } from './convexRankPage.ts';
import { gapPage } from './gapPage.ts';
import { landscapePage } from './landscapePage.ts';
import { resultsOf } from './results.ts';
import { spectrumPage } from './spectrumPage.ts';
import { testPage } from './testPage.ts';

/** The pages that apply to a batch in the NTK regime, in the order of the menu. */
export function ntkPages(input: PageInput): readonly PageView[] {
  const results = resultsOf(input);
  return [
    landscapePage(results, input.files),
    gapPage(results),
    certificatePage(results),
    spectrumPage(results),
    testPage(results),
    convexRankPage(results),
  ].filter(page => page !== null);
}
