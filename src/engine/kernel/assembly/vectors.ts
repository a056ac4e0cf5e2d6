import * as problem from './problem';
import { inner, laneSum, plusProduct } from './simd';

// Operations on whole states. `coefficients` are doubles, `vectors` addresses of states (four bytes each).

/** out = base + Σ coefficients[i]·vectors[i]; a null base is zero. `out` may be any of the inputs. */
export function combine(
  out: usize, base: usize, coefficients: usize, vectors: usize, count: i32, length: usize,
): void {
  const last = vectors + ((<usize>count) << 2);
  let at: usize = 0;
  for (; at + 128 <= length; at += 128) {
    let a = f64x2.splat(0), b = a, c = a, d = a;
    let e = a, f = a, g = a, h = a;
    if (base) {
      const from = base + at;
      a = v128.load(from);
      b = v128.load(from, 16);
      c = v128.load(from, 32);
      d = v128.load(from, 48);
      e = v128.load(from, 64);
      f = v128.load(from, 80);
      g = v128.load(from, 96);
      h = v128.load(from, 112);
    }
    let weight = coefficients;
    for (let vector = vectors; vector < last; vector += 4) {
      const t = v128.load64_splat(weight);
      const x = <usize>load<u32>(vector) + at;
      a = plusProduct(a, t, v128.load(x));
      b = plusProduct(b, t, v128.load(x, 16));
      c = plusProduct(c, t, v128.load(x, 32));
      d = plusProduct(d, t, v128.load(x, 48));
      e = plusProduct(e, t, v128.load(x, 64));
      f = plusProduct(f, t, v128.load(x, 80));
      g = plusProduct(g, t, v128.load(x, 96));
      h = plusProduct(h, t, v128.load(x, 112));
      weight += 8;
    }
    const to = out + at;
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
    v128.store(to, e, 64);
    v128.store(to, f, 80);
    v128.store(to, g, 96);
    v128.store(to, h, 112);
  }
  for (; at < length; at += 16) {
    let a = base ? v128.load(base + at) : f64x2.splat(0);
    let weight = coefficients;
    for (let vector = vectors; vector < last; vector += 4) {
      a = plusProduct(a, v128.load64_splat(weight), v128.load(<usize>load<u32>(vector) + at));
      weight += 8;
    }
    v128.store(out + at, a);
  }
}

/**
 * out = base + Σ weights[i]·vectors[i], and for each block b: sums[4b…] = ‖Σ first[i]·vectors[i]‖²,
 * ‖Σ second[i]·vectors[i]‖², ‖base‖², ‖out‖². `out` may be any of the inputs.
 */
export function endStep(
  out: usize, base: usize, weights: usize, first: usize, second: usize, vectors: usize, count: i32, sums: usize,
): void {
  const last = vectors + ((<usize>count) << 2);
  let from: usize = 0;
  for (let block = 0; block < 4; block++) {
    const to = from + (block < 2 ? problem.block1 : problem.block2);
    let firstSquare = f64x2.splat(0), secondSquare = firstSquare, oldSquare = firstSquare, newSquare = firstSquare;
    for (let i = from; i < to; i += 32) {
      let z0 = v128.load(base + i);
      let z1 = v128.load(base + i, 16);
      oldSquare = plusProduct(plusProduct(oldSquare, z0, z0), z1, z1);
      let p0 = f64x2.splat(0), p1 = p0, q0 = p0, q1 = p0;
      let at: usize = 0;
      for (let vector = vectors; vector < last; vector += 4) {
        const x = <usize>load<u32>(vector) + i;
        const x0 = v128.load(x);
        const x1 = v128.load(x, 16);
        let t = v128.load64_splat(weights + at);
        z0 = plusProduct(z0, t, x0);
        z1 = plusProduct(z1, t, x1);
        t = v128.load64_splat(first + at);
        p0 = plusProduct(p0, t, x0);
        p1 = plusProduct(p1, t, x1);
        t = v128.load64_splat(second + at);
        q0 = plusProduct(q0, t, x0);
        q1 = plusProduct(q1, t, x1);
        at += 8;
      }
      v128.store(out + i, z0);
      v128.store(out + i, z1, 16);
      firstSquare = plusProduct(plusProduct(firstSquare, p0, p0), p1, p1);
      secondSquare = plusProduct(plusProduct(secondSquare, q0, q0), q1, q1);
      newSquare = plusProduct(plusProduct(newSquare, z0, z0), z1, z1);
    }
    store<f64>(sums, laneSum(firstSquare));
    store<f64>(sums, laneSum(secondSquare), 8);
    store<f64>(sums, laneSum(oldSquare), 16);
    store<f64>(sums, laneSum(newSquare), 24);
    sums += 32;
    from = to;
  }
}

/** sums[b] = ‖block b of x‖². */
export function blockNorms(x: usize, sums: usize): void {
  let from = x;
  for (let block = 0; block < 4; block++) {
    const to = from + (block < 2 ? problem.block1 : problem.block2);
    store<f64>(sums, inner(from, from, to - from));
    sums += 8;
    from = to;
  }
}

/** Σ x·y over a whole state. */
export function dot(x: usize, y: usize): f64 {
  return inner(x, y, 2 * (problem.block1 + problem.block2));
}
