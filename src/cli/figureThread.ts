import { parentPort } from 'node:worker_threads';
import type { FigureAnswer, FigureRequest } from '../protocol/figures.ts';
import { renderSvg } from './renderSvg.ts';

/**
 * A thread that draws figures as SVG, for programs that must not carry Vega themselves. Every request is answered, also
 * by an error.
 */
parentPort?.on('message', ({ id, view }: FigureRequest) => {
  const answer = (message: FigureAnswer): void => parentPort?.postMessage(message);
  renderSvg(view).then(
    svg => answer({ id, svg }),
    (error: unknown) => answer({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
