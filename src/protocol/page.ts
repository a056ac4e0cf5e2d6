/**
 * Figures that a kind of problem gives besides curves over time. They are drawn, read out, tabulated and exported
 * from these descriptions alone: nothing that draws them knows the kind. Numbers are plain (no logarithms) and finite.
 */

/** How a result is to be taken. Colour says it, and so do shape and words. */
export type Tone = 'good' | 'warning' | 'bad' | 'neutral';

/** One view of the panel: one chart over the whole width, or several that share it. */
export interface PageView {
  /** Stable: `--view` and what the panel keeps name the page by it, as `gap`. */
  readonly key: string;
  /** On the button, as `gap`; in the menu, as `Gap against rank`. */
  readonly short: string;
  readonly label: string;
  readonly charts: readonly PageChart[];
  /** Sentences below the charts: what is proven, what was observed; without charts, why there are none. */
  readonly remarks: readonly string[];
}

export type PageChart =
  XyChart | SharesChart | StripChart | HeatChart | MatrixChart | ImagesChart | TextsChart;

/** What every chart says in words. */
interface ChartWords {
  /** Unique on its page. */
  readonly key: string;
  readonly title: string;
  /** What is drawn, in muted text after the title. */
  readonly caption: string;
  /** What there is to see in it, in one or two sentences, for readers who do not see it. */
  readonly summary: string;
  /** Takes the whole width; two that do not stand side by side where there is room. */
  readonly wide: boolean;
}

export interface PageAxis {
  /** `rank r`. */
  readonly label: string;
  readonly scale: 'linear' | 'log';
  /** Shown from and to here, where what is drawn does not decide. */
  readonly from?: number;
  readonly to?: number;
  /** Values at or below this are drawn in a band at the foot of a log axis, which has this label: `≤ 10⁻¹⁴`. */
  readonly floor?: { readonly value: number; readonly label: string };
  /** Where it is labelled and how, where round numbers would say less: `π/2`. Ranks: every whole number. */
  readonly ticks?: readonly { readonly value: number; readonly label: string }[];
}

/** What a reference line promises: proven, computed beforehand, or measured. */
export type LineKind = 'bound' | 'prediction' | 'observed';

/** A line to compare with. */
export interface PageLine {
  readonly kind: LineKind;
  /** What it says, without its kind: `rank(X*) = 2`. */
  readonly label: string;
  readonly shape:
    | { readonly kind: 'x'; readonly value: number }
    | { readonly kind: 'y'; readonly value: number }
    | { readonly kind: 'curve'; readonly points: readonly (readonly [number, number])[] };
}

/** Points and lines over two axes. */
export interface XyChart extends ChartWords {
  readonly kind: 'xy';
  readonly x: PageAxis;
  readonly y: PageAxis;
  readonly series: readonly XySeries[];
  readonly lines: readonly PageLine[];
  /** What the tones of its points stand for. */
  readonly categories: readonly PageCategory[];
}

export interface XySeries {
  /** Stands beside it; empty where another series says it already. */
  readonly name: string;
  /** Drawn only while this variant is selected, or the first of such where none is; null: always. */
  readonly variant: string | null;
  /** 0…5: index into the series colours; null: in the colour of the text. */
  readonly colour: number | null;
  /** 0…3: dash pattern. */
  readonly dash: number;
  /** A line through the points, the points, or both; bars stand on the foot of the chart. */
  readonly style: 'line' | 'points' | 'both' | 'bars';
  /** Moved aside by this much of x, so that series over the same x do not hide one another. */
  readonly aside: number;
  /** Ascending in x. */
  readonly points: readonly XyPoint[];
}

export interface XyPoint {
  readonly x: number;
  readonly y: number;
  /** One standard deviation, quartiles or the like: lowest and highest. */
  readonly spread: readonly [number, number] | null;
  /** The variant that it belongs to; null: to none or to several. */
  readonly variant: string | null;
  /** Of points: neutral ones are drawn in the colour of the series. */
  readonly tone: Tone;
  /** How many runs it stands for: points grow with it. */
  readonly count: number;
  /** Read out beside the numbers: `start 3, local minimum`. Empty where they say all. */
  readonly words: string;
}

/** What a run can come to. */
export interface PageCategory {
  readonly key: string;
  readonly label: string;
  readonly tone: Tone;
}

/** How many runs came to what: a stacked bar for each column, in a lane for each row. */
export interface SharesChart extends ChartWords {
  readonly kind: 'shares';
  /** What a bar is a share of: `starts`. */
  readonly unit: string;
  /** From the foot of a bar upwards. */
  readonly categories: readonly PageCategory[];
  readonly columns: { readonly label: string; readonly names: readonly string[] };
  /** One, without a name, where nothing else differs. */
  readonly lanes: readonly string[];
  readonly bars: readonly {
    readonly column: number;
    readonly lane: number;
    readonly variant: string | null;
    /** Of each category. */
    readonly counts: readonly number[];
  }[];
  /** Between or on columns: `at` counts columns, 0 being the middle of the first. */
  readonly lines: readonly { readonly kind: LineKind; readonly label: string; readonly at: number }[];
}

/** A value of every run, against a threshold. */
export interface StripChart extends ChartWords {
  readonly kind: 'strip';
  readonly value: PageAxis;
  readonly threshold: { readonly value: number; readonly label: string };
  readonly rows: readonly {
    readonly name: string;
    readonly variant: string | null;
    /** Beside the row: `35 of 60`. */
    readonly note: string;
    readonly values: readonly { readonly value: number; readonly tone: Tone; readonly words: string }[];
  }[];
  /** What the tones stand for, in the order of the key. */
  readonly categories: readonly PageCategory[];
}

/** A function of two variables, with what moved and what was found on it. */
export interface HeatChart extends ChartWords {
  readonly kind: 'heat';
  readonly x: PageAxis & { readonly from: number; readonly to: number };
  readonly y: PageAxis & { readonly from: number; readonly to: number };
  /** Of the values: names what colours stand for. */
  readonly value: PageAxis;
  readonly columns: number;
  readonly rows: number;
  /** At the middles of cells, row after row, the lowest row first. */
  readonly values: Float64Array;
  /** Which basin a cell belongs to, numbered, 255 being none; the border between basins is drawn. Null: no basins. */
  readonly basins: Uint8Array | null;
  readonly paths: readonly {
    readonly name: string;
    readonly variant: string | null;
    readonly tone: Tone;
    /** Pieces, each of x, y after x, y: a path that leaves at one side and enters at the other is two. */
    readonly pieces: readonly (readonly number[])[];
  }[];
  readonly marks: readonly {
    readonly x: number;
    readonly y: number;
    readonly tone: Tone;
    /** `local minimum 0.0941`. */
    readonly label: string;
    /** Read out besides: `29 of 60 starts end here`. */
    readonly words: string;
  }[];
}

/** How often each name of a row goes with each name of a column: a table of counts, coloured by their share of the row. */
export interface MatrixChart extends ChartWords {
  readonly kind: 'matrix';
  /** `true class` and `said`, with a name for each row from the top and each column from the left. */
  readonly rows: { readonly label: string; readonly names: readonly string[] };
  readonly columns: { readonly label: string; readonly names: readonly string[] };
  /** What is counted: `examples`. */
  readonly unit: string;
  readonly tables: readonly {
    readonly name: string;
    /** Drawn only while this variant is selected, or the first of such where none is; null: always. */
    readonly variant: string | null;
    /** What there is to see in it. */
    readonly summary: string;
    /** Row after row. */
    readonly counts: readonly number[];
  }[];
}

/** Small images with words below each. */
export interface ImagesChart extends ChartWords {
  readonly kind: 'images';
  readonly groups: readonly {
    readonly name: string;
    /** Drawn only while this variant is selected, or the first of such where none is; null: always. */
    readonly variant: string | null;
    readonly images: readonly PageImage[];
  }[];
}

export interface PageImage {
  readonly rows: number;
  readonly columns: number;
  /** 1: grey, 3: red, green and blue. */
  readonly channels: number;
  /** Two hexadecimal digits a number, row by row and channel after channel. */
  readonly pixels: string;
  /** One or two short lines below it: what it is, and what was said of it. */
  readonly lines: readonly string[];
  /** Read out: `true 9, said 4 (97 %), example 231`. */
  readonly words: string;
}

/** Pieces of text, each under a heading. */
export interface TextsChart extends ChartWords {
  readonly kind: 'texts';
  readonly groups: readonly {
    readonly name: string;
    /** Drawn only while this variant is selected, or the first of such where none is; null: always. */
    readonly variant: string | null;
    readonly texts: readonly PageText[];
  }[];
}

export interface PageText {
  /** `before fine-tuning`. */
  readonly heading: string;
  /** With line breaks where it has them. */
  readonly text: string;
}
