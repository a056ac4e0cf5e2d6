import type { AdapterSettings } from '../adapter/settings.ts';
import type { Dims } from '../system.ts';

/** How large the adapters start along a unit direction, on average over draws. */
export interface StartSize {
  /** E‖a₀‖² with a₀ = A·y + Bᵀ·x for unit directions x, y. */
  readonly squared: number;
  /** Degrees of freedom of the χ² behind it; 0 where it is the same in every draw. */
  readonly degrees: number;
}

/**
 * Expected start of one adapter along a direction that is not special to the recipe (the target's own directions for
 * the spectral one). Null where it depends on the weights in a way that no formula here covers: then nothing is predicted.
 */
export function startSize(adapter: AdapterSettings, layer: 1 | 2, dims: Dims): StartSize | null {
  const { rank, init, initScale } = adapter;
  const inputs = layer === 1 ? dims.n : dims.h;
  const alphaSquared = initScale * initScale;
  switch (init.kind) {
    case 'gaussian':
      return { squared: rank * alphaSquared, degrees: rank };
    case 'both':
      return { squared: rank * alphaSquared * (1 + init.ratio * init.ratio), degrees: rank };
    case 'spectral':
      return { squared: alphaSquared, degrees: 1 };
    case 'peftDefault':
      return { squared: rank / (3 * inputs), degrees: rank };
    case 'peftGaussian':
      return { squared: 1 / rank, degrees: rank };
    case 'orthogonal':
      return { squared: rank / 100, degrees: rank };
    case 'pissa':
    case 'milora':
    case 'olora':
    case 'loraGa':
    case 'loraOne':
    case 'loftq':
    case 'eva':
    case 'mica':
    case 'nystrom':
    case 'file':
      return null;
  }
}
