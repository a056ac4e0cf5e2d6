import type { PageView } from '../../../../protocol/page.ts';
import type { PageInput } from '../../contract.ts';

/** What the models write, of the first seed of every variant; null where none has ended. */
export function writingPage({ variants, ended }: PageInput): PageView | null {
  const written = variants.flatMap(({ id, name, runs }) => {
    const [first] = runs.filter(({ outcome }) => outcome.writing);
    return first?.outcome.writing ? [{ id, name, seed: first.seed, writing: first.outcome.writing }] : [];
  });
  const [one] = written;
  if (one === undefined) return null;
  const { seed, writing } = one;
  return {
    key: 'writing',
    short: 'text',
    label: 'What the model writes',
    charts: [
      {
        ...{ kind: 'texts', key: 'writing', title: 'What the model writes', wide: true },
        caption: `seed ${seed}, after “${writing.prompt.replaceAll('\n', '↵')}”`,
        summary: 'The same beginning, continued by the model before and after fine-tuning.',
        groups: written.map(({ id, name, writing: { before, after } }) => ({
          ...{ name, variant: written.length > 1 ? id : null },
          texts: [
            { heading: 'before fine-tuning', text: before },
            { heading: 'after fine-tuning', text: after },
          ],
        })),
      },
    ],
    remarks: [
      'Each character is drawn with the probability that the model gives it, by the seed of the run. □ is any character outside of ' +
        'the vocabulary. Select another row of the table of variants for its text.',
      ...(ended ? [] : ['Runs are still to come.']),
    ],
  };
}
