import { laneSum, minusProduct, plusProduct } from './simd';

/**
 * Householder reflection I − vvᵀ of `count` rows, `stride` bytes apart: row ← row − (v·row)·v, over `length` bytes, a multiple
 * of 32. Four rows at a time share v; `count` is rounded up to a multiple of four, for which there must be room.
 */
export function reflectRows(v: usize, X: usize, stride: usize, count: i32, length: usize): void {
  for (let done = 0; done < count; done += 4) {
    const x1 = X + stride;
    const x2 = x1 + stride;
    const x3 = x2 + stride;
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
    for (let i: usize = 0; i < length; i += 32) {
      let t = v128.load(v + i);
      a0 = plusProduct(a0, t, v128.load(X + i));
      a1 = plusProduct(a1, t, v128.load(x1 + i));
      a2 = plusProduct(a2, t, v128.load(x2 + i));
      a3 = plusProduct(a3, t, v128.load(x3 + i));
      t = v128.load(v + i, 16);
      b0 = plusProduct(b0, t, v128.load(X + i, 16));
      b1 = plusProduct(b1, t, v128.load(x1 + i, 16));
      b2 = plusProduct(b2, t, v128.load(x2 + i, 16));
      b3 = plusProduct(b3, t, v128.load(x3 + i, 16));
    }
    a0 = f64x2.splat(laneSum(f64x2.add(a0, b0)));
    a1 = f64x2.splat(laneSum(f64x2.add(a1, b1)));
    a2 = f64x2.splat(laneSum(f64x2.add(a2, b2)));
    a3 = f64x2.splat(laneSum(f64x2.add(a3, b3)));
    for (let i: usize = 0; i < length; i += 16) {
      const t = v128.load(v + i);
      v128.store(X + i, minusProduct(v128.load(X + i), a0, t));
      v128.store(x1 + i, minusProduct(v128.load(x1 + i), a1, t));
      v128.store(x2 + i, minusProduct(v128.load(x2 + i), a2, t));
      v128.store(x3 + i, minusProduct(v128.load(x3 + i), a3, t));
    }
    X += stride << 2;
  }
}
