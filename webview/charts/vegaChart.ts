import { Error as ErrorsOnly, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { ChartModel } from '../../src/charts/model/chartModel.ts';
import { chartData, chartSignals } from '../../src/charts/panelSpec.ts';
import { compiledChart } from './compiled.ts';

/**
 * One Vega view in the document. It is made once; models change its data, signals and size only, so that the SVG's
 * root element stays. Changes that come while it draws are drawn together afterwards.
 */
export class VegaChart {
  readonly withRight: boolean;
  readonly #view: View;
  #wanted: ChartModel | null = null;
  #drawing: Promise<void> | null = null;
  #closed = false;

  constructor(container: HTMLElement, withRight: boolean) {
    this.withRight = withRight;
    this.#view = new View(compiledChart(withRight), {
      renderer: 'svg',
      container,
      expr: expressionInterpreter,
      logLevel: ErrorsOnly,
      hover: false,
    });
  }

  /** Draws a model; resolves when it is on the screen. */
  draw(model: ChartModel): Promise<void> {
    this.#wanted = model;
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
      const model = this.#wanted;
      this.#wanted = null;
      const { width, height, padding } = model.size;
      this.#view
        .width(width)
        .height(height)
        .padding({ ...padding });
      for (const [name, value] of Object.entries(chartSignals(model))) this.#view.signal(name, value);
      for (const [name, rows] of Object.entries(chartData(model)))
        if (this.withRight || !name.startsWith('right')) this.#view.data(name, [...rows]);
      await this.#view.runAsync();
    }
  }
}
