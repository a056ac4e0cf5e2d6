/** What the pictures are painted with. In the panel these are CSS variables, in files colours. */
export interface ChartTokens {
  /** Six series colours. */
  readonly series: readonly string[];
  readonly foreground: string;
  readonly muted: string;
  readonly axis: string;
  readonly grid: string;
  readonly ghost: string;
  /** Fill of phases and the floor band, translucent. */
  readonly shade: string;
  readonly background: string;
  readonly error: string;
  /** Of results that are as hoped, and of those that need a look; `error` is for bad ones. */
  readonly good: string;
  readonly warning: string;
  readonly font: string;
  /** Opacity of a ± 1 sd band; null where the style sheet sets it. */
  readonly bandOpacity: number | null;
  /** Pixels of words and tick labels. */
  readonly fontSize: number;
}

/** Data lines by second differing field. */
export const DASHES: readonly (readonly number[])[] = [
  [1, 0],
  [6, 3],
  [3, 2],
  [10, 3],
];

/** Series colours where the host contributes none, and in files. The numbers are docs/visual.md's. */
export const SERIES_COLOURS = {
  dark: ['#F9B52C', '#EC627F', '#4C91F5', '#47E07B', '#D29BE5', '#A09938'],
  light: ['#996000', '#CD236E', '#126CD9', '#024C2F', '#50016C', '#484200'],
  highContrastDark: ['#FEBB37', '#FF6C94', '#609EFD', '#71FBA8', '#E6A6EA', '#B9B95B'],
  highContrastLight: ['#512800', '#951A50', '#1C4A94', '#095828', '#511C65', '#555102'],
} as const;

/** Tokens of the panel: style.css defines the `--ld-…` variables from VS Code's. */
export const panelTokens: ChartTokens = {
  series: [1, 2, 3, 4, 5, 6].map(n => `var(--ld-series${n})`),
  foreground: 'var(--ld-foreground)',
  muted: 'var(--ld-muted)',
  axis: 'var(--ld-axis)',
  grid: 'var(--ld-grid)',
  ghost: 'var(--ld-ghost)',
  shade: 'var(--ld-shade)',
  background: 'var(--ld-background)',
  error: 'var(--ld-error)',
  good: 'var(--ld-passed)',
  warning: 'var(--ld-warning)',
  font: 'var(--ld-font)',
  bandOpacity: null,
  fontSize: 11,
};

export type FigureTheme = 'print' | 'paper' | 'light' | 'dark';

const FIGURE_FONT = 'Inter, "Segoe UI", Helvetica, Arial, "DejaVu Sans", sans-serif';
/** What the text of most papers in the field is set in. */
const PAPER_FONT = '"Times New Roman", Times, "Nimbus Roman", "Liberation Serif", "DejaVu Serif", serif';

/**
 * Tokens of a figure file. `print` is black on white with the light theme's series colours; `paper` the same in the
 * type of a paper, 7 points high where the figure is not scaled.
 */
export function figureTokens(theme: FigureTheme): ChartTokens {
  const shared = { font: FIGURE_FONT, fontSize: 11 };
  switch (theme) {
    case 'paper':
      return { ...figureTokens('print'), font: PAPER_FONT, fontSize: 9.5, grid: '#EDEDED' };
    case 'print':
      return {
        ...shared,
        series: SERIES_COLOURS.light,
        foreground: '#000000',
        muted: '#444444',
        axis: '#6B6B6B',
        grid: '#E6E6E6',
        ghost: '#999999',
        shade: 'rgba(0,0,0,0.05)',
        background: '#FFFFFF',
        error: '#B5200D',
        good: '#1A7F37',
        warning: '#9A6700',
        bandOpacity: 0.15,
      };
    case 'light':
      return {
        ...shared,
        series: SERIES_COLOURS.light,
        foreground: '#3B3B3B',
        muted: '#3B3B3B',
        axis: '#8E8E8E',
        grid: '#E9E9E9',
        ghost: '#B1B1B1',
        shade: 'rgba(59,59,59,0.06)',
        background: '#FFFFFF',
        error: '#E51400',
        good: '#388A34',
        warning: '#BF8803',
        bandOpacity: 0.15,
      };
    case 'dark':
      return {
        ...shared,
        series: SERIES_COLOURS.dark,
        foreground: '#CCCCCC',
        muted: '#9D9D9D',
        axis: '#838383',
        grid: '#323232',
        ghost: '#646464',
        shade: 'rgba(204,204,204,0.06)',
        background: '#1F1F1F',
        error: '#F14C4C',
        good: '#73C991',
        warning: '#CCA700',
        bandOpacity: 0.17,
      };
  }
}
