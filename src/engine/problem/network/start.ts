import type { Layer, LayerStart } from '../../adapter/layer.ts';
import type { Result } from '../../fault.ts';
import { leading, scaleColumns, type Triples } from '../../linalg/lowRank.ts';
import { gramOfColumns, multiply, plus, transpose } from '../../linalg/products.ts';
import { svd } from '../../linalg/svd.ts';
import { layerInputs } from '../../network/activations.ts';
import type { AdapterStart } from '../../network/trainee/adapters.ts';
import { randomStream } from '../../random/stream.ts';
import { layerInitialisations, type NetworkAdapterSettings } from './adapterSettings.ts';
import type { Prepared } from './prepared.ts';
import { rankIn } from './shape.ts';

/**
 * The adapters of the layers at their start. Each layer has a stream of its own, so that the sizes of one do not change the
 * draw of another. `triples` has the directions of a spectral start, by layer.
 */
export function adapterStarts(
  adapter: NetworkAdapterSettings,
  adapted: readonly number[],
  prepared: Prepared,
  triples: readonly Triples[],
  seed: number,
): Result<readonly AdapterStart[]> {
  const starts: AdapterStart[] = [];
  for (const layer of adapted) {
    const W = prepared.network.weights[layer]!;
    const drawn = layerStart(adapter, layer, prepared, triples[layer]!, seed);
    if (!drawn.ok) return drawn;
    const { A, B, subtracted, frozen: untrained = [] } = drawn.value;
    const frozen = subtracted === true ? plus(W, multiply(B, A), -adapter.scaling) : W;
    starts.push({ layer, A, B, frozen, untrained });
  }
  return { ok: true, value: starts };
}

function layerStart(
  adapter: NetworkAdapterSettings,
  layer: number,
  { network, train, gradients }: Prepared,
  triples: Triples,
  seed: number,
): Result<LayerStart> {
  const { init, initScale, scaling } = adapter;
  const rank = rankIn(network.sizes, layer, adapter.rank);
  if (init.kind === 'spectral') return { ok: true, value: spectralStart(triples, rank, initScale) };
  const module = layerInitialisations.find(({ kind }) => kind === init.kind);
  if (!module) throw new TypeError(`no initialisation ${init.kind}`);
  const W = network.weights[layer]!;
  const own: Layer = {
    ...{ index: layer + 1, outputs: W.rows, inputs: W.cols, rank, scale: initScale, scaling },
    W: { kind: 'dense', matrix: W },
    random: randomStream(`adapter${layer + 1}`, seed),
    negativeGradient: () => gradients[layer]!,
    inputDirections: count => leading(svd(gramOfColumns(layerInputs(network, layer, train))).U, count),
    spectralDirections: () => unsupported(init.kind),
    givenFactors: () => unsupported(init.kind),
  };
  return module.draw(init, own);
}

function unsupported(kind: string): never {
  throw new TypeError(`${kind} is not an initialisation of networks`);
}

/** A = α·diag(√(σᵢ/σ₁))·V_rᵀ, B = α·U_r·diag(√(σᵢ/σ₁)). */
function spectralStart({ left, strengths, right }: Triples, rank: number, scale: number): LayerStart {
  const top = strengths[0]!;
  const weights = strengths.slice(0, rank).map(value => (top > 0 ? scale * Math.sqrt(value / top) : 0));
  return {
    A: transpose(scaleColumns(leading(right, rank), weights)),
    B: scaleColumns(leading(left, rank), weights),
  };
}
