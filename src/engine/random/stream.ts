import ln from '@stdlib/math-base-special-ln';
import { xoshiro128 } from './xoshiro128.ts';

/**
 * The streams there are. They are independent of each other: weights, bases, features and examples depend on the
 * problem's own seed, the adapters and the optimiser's noise on the run's seed.
 */
export type StreamName =
  | 'pretrained'
  | 'bases'
  | 'target'
  | `adapter${number}`
  | 'optimiser'
  | 'features'
  | 'network'
  | 'examples'
  | 'writing';

/** A sequence of random numbers that is the same on every machine for the same name and seed. */
export interface RandomStream {
  /** Next 32 random bits as an integer in [0, 2³²). */
  bits(): number;
  /** Uniform in [0, 1), 53 random bits. */
  uniform(): number;
  /** Standard normal, by Marsaglia's polar method; ln is a port of msun's, so that no platform's library decides. */
  normal(): number;
}

/**
 * The stream of that name and seed: xoshiro128** (Blackman and Vigna 2018), its four words of state filled by
 * SplitMix32 from an FNV-1a hash of the name and of the seed's 64 bits.
 */
export function randomStream(name: StreamName, seed: number): RandomStream {
  let hash = 0x811c9dc5;
  const absorb = (byte: number) => {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  };
  for (let i = 0; i < name.length; i++) absorb(name.charCodeAt(i));
  const low = seed >>> 0;
  const high = Math.floor(seed / 4294967296) >>> 0;
  for (const word of [low, high]) for (let shift = 0; shift < 32; shift += 8) absorb((word >>> shift) & 255);

  const splitMix = () => {
    hash = (hash + 0x9e3779b9) >>> 0;
    let z = hash;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  const bits = xoshiro128([splitMix(), splitMix(), splitMix(), splitMix()]);
  const uniform = () => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992;

  let spare = 0;
  let hasSpare = false;
  const normal = () => {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const s = x * x + y * y;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * ln(s)) / s);
      spare = y * factor;
      hasSpare = true;
      return x * factor;
    }
  };
  return { bits, uniform, normal };
}
