// Vectors of two doubles. No fused multiply–add and no relaxed SIMD: the bits are the same on every machine.

/** c + a·b, rounded twice. */
export function plusProduct(c: v128, a: v128, b: v128): v128 {
  return f64x2.add(c, f64x2.mul(a, b));
}

/** c − a·b, rounded twice. */
export function minusProduct(c: v128, a: v128, b: v128): v128 {
  return f64x2.sub(c, f64x2.mul(a, b));
}

/** (x₀ + x₁, y₀ + y₁). */
export function pairSums(x: v128, y: v128): v128 {
  return f64x2.add(v128.shuffle<f64>(x, y, 0, 2), v128.shuffle<f64>(x, y, 1, 3));
}

/** x₀ + x₁. */
export function laneSum(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** Σ x·y over `length` bytes, a multiple of 32. */
export function inner(x: usize, y: usize, length: usize): f64 {
  let a = f64x2.splat(0), b = a;
  for (let i: usize = 0; i < length; i += 32) {
    a = plusProduct(a, v128.load(x + i), v128.load(y + i));
    b = plusProduct(b, v128.load(x + i, 16), v128.load(y + i, 16));
  }
  return laneSum(f64x2.add(a, b));
}

/** Bytes of `count` doubles. */
export function bytes(count: i32): usize {
  return (<usize>count) << 3;
}

/** Bytes of `count` doubles rounded up to a multiple of four. */
export function paddedBytes(count: i32): usize {
  return bytes((count + 3) & ~3);
}
