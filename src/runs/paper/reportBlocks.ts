/** A page of text, tables and figures, before anybody decides how to write it down. */
export interface ReportPage {
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

/** In texts and cells, `code` stands between backquotes; nothing else has a meaning. */
export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** What came of it, in one line that stands out. */
  | { readonly kind: 'verdict'; readonly state: VerdictState; readonly text: string }
  /** The first column names the row; all others are numbers or marks. */
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly ReportCell[])[];
    }
  | { readonly kind: 'figures'; readonly figures: readonly ReportFigure[] }
  | { readonly kind: 'code'; readonly text: string };

export type VerdictState = 'within' | 'outside' | 'open';

/** Text, or a mark that is also coloured where colours are. */
export type ReportCell = string | { readonly state: VerdictState };

export interface ReportFigure {
  /** Unique in the page: a name for links. */
  readonly id: string;
  readonly svg: string;
  readonly caption: string;
}

export const MARKS: Readonly<Record<VerdictState, string>> = { within: '✓', outside: '✗', open: '?' };
