import type { PageView, StripChart } from '../../../../protocol/page.ts';
import { categoriesOf, categoryOf, countGlobal, toneOf, type NtkResults } from './results.ts';

/** The certificate of every run, and of the convex solution, against 1; null where no run has one. */
export function certificatePage({ variants, seeds }: NtkResults): PageView | null {
  const rows = variants.flatMap(({ id, name, ends }): StripChart['rows'] => {
    const values = ends.flatMap(end => {
      const value = end.numbers['certificate'];
      if (value === null || value === undefined) return [];
      return [{ value, tone: toneOf(end), words: categoryOf(end).label }];
    });
    return values.length === 0
      ? []
      : [
          {
            name,
            variant: id,
            note: `${countGlobal(ends)} of ${ends.length}`,
            values,
          },
        ];
  });
  if (rows.length === 0) return null;
  const convex = new Set(
    variants.flatMap(({ ends }) => ends.flatMap(({ numbers }) => numbers['convexCertificate'] ?? [])),
  );
  const words = 'solution of the convex problem';
  const global = variants.reduce((sum, { ends }) => sum + countGlobal(ends), 0);
  const total = variants.reduce((sum, { ends }) => sum + ends.length, 0);
  return {
    key: 'certificate',
    short: 'certificate',
    label: 'Certificate of every run',
    charts: [
      {
        kind: 'strip',
        key: 'certificate',
        title: 'Certificate σ₁(∇L̂)/λ',
        caption: `${seeds === 1 ? 'one start' : `${seeds} starts`} a row; right: how many are global`,
        summary: `${global} of ${total} runs have a certificate of 1 and are global minima.`,
        wide: true,
        value: { label: 'σ₁(∇L̂)/λ', scale: 'log' },
        threshold: { value: 1, label: '1: the same as full fine-tuning' },
        rows: [
          ...rows,
          ...(convex.size === 0
            ? []
            : [
                {
                  ...{ name: 'full fine-tuning', variant: null, note: '' },
                  values: [...convex].map(value => ({ value, tone: 'neutral' as const, words })),
                },
              ]),
        ],
        categories: [
          ...categoriesOf(variants),
          ...(convex.size === 0
            ? []
            : [{ key: 'convex', label: 'full fine-tuning', tone: 'neutral' as const }]),
        ],
      },
    ],
    remarks: [
      'Proven: a stationary uvᵀ solves full fine-tuning exactly where its certificate is at most 1, and is then the best ' +
        'that LoRA can reach, too. It is one singular value of one gradient, and no other run has to be compared with. Below ' +
        'rank(X*) the best point of LoRA has a certificate above 1 itself. Full fine-tuning is solved numerically: its own ' +
        'certificate says how exactly.',
    ],
  };
}
