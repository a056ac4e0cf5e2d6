import type { VariantView } from '../../protocol/panel.ts';
import { distinctWords } from '../../protocol/labelWords.ts';
import { pushApart } from '../labelPushing.ts';
import type { ChartLabel } from './chartModel.ts';

/** The end of a curve: where its name goes. Pixels from the plot rectangle's upper left corner. */
export interface CurveEnd {
  readonly variant: VariantView;
  readonly px: number;
  readonly py: number;
  readonly colour: string;
}

/** Widest letter of the interface fonts we meet at 11 px, on average. */
const LETTER = 6.1;
const TOGETHER = 8;
const NUMBER_WORDS = ['', 'one', 'both', 'three', 'four', 'five', 'six'];

interface Draft {
  px: number;
  y: number;
  text: string;
  short: string;
  /** The value of the first field alone. */
  bare: string;
  /** The values of all fields. */
  values: string;
  colour: string;
}

export interface EndLabelOptions {
  /** The plot rectangle. */
  readonly width: number;
  readonly height: number;
  /** Room right of the plot rectangle. */
  readonly room: number;
  readonly gap: number;
  readonly neutral: string;
  /** Names of the differing fields. */
  readonly fields: readonly string[];
  /** Groups of the second field may share one label: `spectral, all three`. */
  readonly grouped: boolean;
  /** Names by the first field alone. */
  readonly brief?: boolean;
  /** More labels at the right edge, such as the ghosts'. */
  readonly extra?: readonly { readonly py: number; readonly text: string; readonly colour: string }[];
}

/** Names at the ends of curves, pushed at least 13 px apart, cut to the room there is. */
export function endLabels(ends: readonly CurveEnd[], options: EndLabelOptions): ChartLabel[] {
  const drafts = options.grouped ? withGroups(ends, options) : ends.map(end => single(end, options));
  for (const extra of options.extra ?? [])
    drafts.push({
      px: options.width,
      y: extra.py,
      text: extra.text,
      short: extra.text,
      bare: extra.text,
      values: extra.text,
      colour: extra.colour,
    });
  // ends that nearly reach the edge are labelled in one column
  for (const draft of drafts) if (draft.px > options.width - 14) draft.px = options.width;
  const most = Math.floor((options.height + 13) / 13);
  const shown = drafts.slice(0, most);
  // clear of the time axis and of what stands above the plot
  pushApart(shown, 13, 2, options.height - 6);
  const unique = new Set(shown.map(draft => draft.short)).size === shown.length;
  const roomOf = ({ px }: Draft): number => options.width + options.room - px - options.gap;
  const tight = shown.some(draft => draft.text.length * LETTER > roomOf(draft));
  return shown.map(draft => {
    const room = roomOf(draft);
    const useShort = (options.brief ?? false) || (unique && draft.text.length * LETTER > room);
    // two names that are cut alike say nothing: where one has no room, all are named by their values
    const text = useShort ? draft.short : tight && !unique ? draft.values : draft.text;
    return {
      px: draft.px + options.gap,
      py: draft.y,
      // a bare value says more than a name that is cut
      text: useShort && text.length * LETTER > room ? cut(draft.bare, room) : cut(text, room),
      colour: draft.colour,
      align: 'left',
    };
  });
}

function single(end: CurveEnd, { fields }: EndLabelOptions): Draft {
  const [first] = distinctWords(fields, end.variant.labels);
  // the only variant of a file is named `mean of 30 seeds`
  const only = end.variant.runs.total > 1 ? 'mean' : end.variant.name;
  return {
    px: end.px,
    y: end.py,
    text: end.variant.name,
    short: first ?? only,
    bare: end.variant.labels[0] ?? only,
    values: end.variant.labels.length > 1 ? end.variant.labels.join(' · ') : end.variant.name,
    colour: end.colour,
  };
}

function withGroups(ends: readonly CurveEnd[], options: EndLabelOptions): Draft[] {
  const drafts: Draft[] = [];
  for (const dash of new Set(ends.map(end => end.variant.dash))) {
    const group = ends.filter(end => end.variant.dash === dash);
    const heights = group.map(end => end.py);
    const together = Math.max(...heights) - Math.min(...heights) < TOGETHER;
    const word = distinctWords(options.fields, group[0]?.variant.labels ?? [])[1];
    if (group.length < 2 || !together || word === undefined) {
      drafts.push(...group.map(end => single(end, options)));
      continue;
    }
    const count = group.length === 2 ? 'both' : `all ${NUMBER_WORDS[group.length] ?? group.length}`;
    drafts.push({
      px: Math.max(...group.map(end => end.px)),
      y: heights.reduce((sum, y) => sum + y, 0) / group.length,
      text: `${word}, ${count}`,
      short: word,
      bare: group[0]?.variant.labels[1] ?? word,
      values: `${word}, ${count}`,
      colour: options.neutral,
    });
  }
  return drafts;
}

/** Cuts a text to a room in pixels, with an ellipsis. */
export function cut(text: string, room: number): string {
  const letters = Math.floor(room / LETTER);
  if (text.length <= letters) return text;
  return letters < 2 ? '' : `${text.slice(0, letters - 1)}…`;
}
