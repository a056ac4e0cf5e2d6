import type { Classification, Misclassified } from '../../engine/classification.ts';
import type { ImagesChart, MatrixChart, PageImage, PageView } from '../../protocol/page.ts';
import type { PageInput, VariantRuns } from './contract.ts';

/** What a variant’s runs call the examples. */
interface Judged {
  readonly variant: VariantRuns;
  readonly all: readonly [Classification, ...Classification[]];
}

/** The page of what is taken for what: a table of classes summed over seeds, and images that the first seed gets wrong. */
export function classificationPage({ variants, ended }: PageInput): PageView | null {
  const judged = variants.flatMap((variant): Judged[] => {
    const [first, ...more] = variant.runs.flatMap(({ outcome }) => outcome.classification ?? []);
    return first === undefined ? [] : [{ variant, all: [first, ...more] }];
  });
  const [first] = judged;
  if (first === undefined) return null;
  const pictured = judged.some(({ all: [{ wrong }] }) => wrong.some(({ pixels }) => pixels !== ''));
  const remarks = [
    'The table counts examples of all seeds that have ended, each at the end of its run. Select another row of the table of variants for its counts.',
    ...(ended ? [] : ['Runs are still to come.']),
  ];
  return {
    key: 'mistakes',
    short: 'mistakes',
    label: 'Mistakes',
    charts: [tableOf(judged, first, !pictured), ...(pictured ? [imagesOf(judged, first)] : [])],
    remarks,
  };
}

function tableOf(judged: readonly Judged[], { all: [{ classes, of }] }: Judged, wide: boolean): MatrixChart {
  const tables = judged.map(({ variant, all }) => {
    const counts = all[0].confusion.map((_, i) =>
      all.reduce((sum, { confusion }) => sum + (confusion[i] ?? 0), 0),
    );
    const own = judged.length > 1 ? variant.id : null;
    return { name: variant.name, variant: own, summary: worstOf(counts, classes), counts };
  });
  return {
    ...{ kind: 'matrix', key: 'confusion', title: 'What is taken for what', wide },
    caption: setOf(of),
    summary: tables[0]?.summary ?? '',
    rows: { label: 'true class', names: classes },
    columns: { label: 'said', names: classes },
    unit: 'examples',
    tables,
  };
}

/** `4 is taken for 9 most often: 12 of 98.` */
function worstOf(counts: readonly number[], classes: readonly string[]): string {
  const K = classes.length;
  const wrong = counts.map((count, i) => (Math.floor(i / K) === i % K ? 0 : count));
  const worst = wrong.indexOf(wrong.reduce((most, count) => Math.max(most, count), 0));
  const row = Math.floor(worst / K);
  if (!wrong[worst]) return 'Nothing is taken for anything else.';
  const total = counts.slice(row * K, (row + 1) * K).reduce((sum, count) => sum + count, 0);
  return `${classes[row] ?? ''} is taken for ${classes[worst % K] ?? ''} most often: ${wrong[worst]} of ${total}.`;
}

function imagesOf(judged: readonly Judged[], { all: [{ of }] }: Judged): ImagesChart {
  return {
    ...{ kind: 'images', key: 'wrong', title: 'Surest mistakes', wide: false },
    caption: `${setOf(of)}: true → said`,
    summary: 'Images of the first seed that are given a wrong class with the highest probability.',
    groups: judged.map(({ variant, all: [first] }) => ({
      name: variant.name,
      variant: judged.length > 1 ? variant.id : null,
      images: first.wrong.flatMap(example => imageOf(first, example)),
    })),
  };
}

function imageOf({ classes, image }: Classification, example: Misclassified): PageImage[] {
  if (image === null || example.pixels === '') return [];
  const { rows, columns, channels } = image;
  const label = classes[example.label] ?? '';
  const said = classes[example.said] ?? '';
  const short = label.length + said.length <= 6;
  return [
    {
      ...{ rows, columns, channels, pixels: example.pixels },
      lines: short ? [`${label} → ${said}`] : [label, `→ ${said}`],
      words: `true ${label}, said ${said} (${Math.round(100 * example.share)} %), example ${example.place}`,
    },
  ];
}

function setOf(of: Classification['of']): string {
  return of === 'test' ? 'test examples' : 'training examples';
}
