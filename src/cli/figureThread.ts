import { parentPort } from 'node:worker_threads';
import type { FigureAnswer, FigureRequest } from '../protocol/figures.ts';
import { renderPng, renderSvg } from './renderSvg.ts';

/**
 * A thread that draws figures as SVG or PNG, for programs that must not carry Vega themselves. Every request is answered,
 * also by an error.
 */
parentPort?.on('message', (request: FigureRequest) => {
  const { id } = request;
  const answer = (message: FigureAnswer): void => parentPort?.postMessage(message);
  draw(request).then(answer, (error: unknown) =>
    answer({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});

async function draw({ id, view, look, format }: FigureRequest): Promise<FigureAnswer> {
  return format === 'svg'
    ? { id, svg: await renderSvg(view, look) }
    : { id, png: await renderPng(view, look) };
}
