import { isObject } from './objectGuards.ts';
import type { PanelView } from './panel.ts';
import type { ViewState } from './viewState.ts';

/** Asks the drawing thread for the figure of a batch. */
export interface FigureRequest {
  readonly id: number;
  readonly view: PanelView;
  /** What is looked at: curves over time where it says nothing else. */
  readonly look: Partial<ViewState>;
  readonly format: 'svg' | 'png';
}

export type FigureAnswer =
  | { readonly id: number; readonly svg: string }
  | { readonly id: number; readonly png: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly error: string };

export function isFigureAnswer(value: unknown): value is FigureAnswer {
  if (!isObject(value) || typeof value['id'] !== 'number') return false;
  return (
    typeof value['svg'] === 'string' ||
    typeof value['error'] === 'string' ||
    value['png'] instanceof Uint8Array
  );
}
