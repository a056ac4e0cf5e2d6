import 'vega';

/** What Vega's own types leave out: how texts are measured may be replaced. */
declare module 'vega' {
  export const textMetrics: {
    width: (
      item: { readonly fontSize?: number; readonly font?: string; readonly limit?: number },
      text: unknown,
    ) => number;
  };
}
