import { Error as ErrorsOnly, View, type Runtime } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { PlotSize } from '../../src/charts/layout.ts';

/** What a compiled chart is filled with. */
export interface Drawing {
  readonly size: PlotSize;
  readonly signals: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, readonly object[]>>;
}

/**
 * One Vega view in the document. It is made once; drawings change its data, signals and size only, so that the SVG's
 * root element stays. Changes that come while it draws are drawn together afterwards.
 */
export class VegaChart {
  readonly #view: View;
  #wanted: Drawing | null = null;
  #drawing: Promise<void> | null = null;
  #closed = false;

  constructor(container: HTMLElement, runtime: Runtime) {
    this.#view = new View(runtime, {
      renderer: 'svg',
      container,
      expr: expressionInterpreter,
      logLevel: ErrorsOnly,
      hover: false,
    });
  }

  /** Draws what is given; resolves when it is on the screen. */
  draw(drawing: Drawing): Promise<void> {
    this.#wanted = drawing;
    this.#drawing ??= this.#drawAll().finally(() => {
      this.#drawing = null;
    });
    return this.#drawing;
  }

  close(): void {
    this.#closed = true;
    this.#view.finalize();
  }

  async #drawAll(): Promise<void> {
    while (this.#wanted && !this.#closed) {
      const { size, signals, data } = this.#wanted;
      this.#wanted = null;
      const { width, height, padding } = size;
      this.#view
        .width(width)
        .height(height)
        .padding({ ...padding });
      for (const [name, value] of Object.entries(signals)) this.#view.signal(name, value);
      for (const [name, rows] of Object.entries(data)) this.#view.data(name, [...rows]);
      await this.#view.runAsync();
    }
  }
}
