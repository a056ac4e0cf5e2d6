const PI = 3.141592653589793;

/** The direction of (x, y) in radians, −π … π, from portable operations only; NaN at the origin. */
export function directionOf(x: number, y: number): number {
  if (x === 0 && y === 0) return NaN;
  const steep = Math.abs(y) > Math.abs(x);
  const ratio = steep ? x / y : y / x;
  const angle = arctangent(ratio);
  if (steep) return (y > 0 ? PI / 2 : -PI / 2) - angle;
  if (x > 0) return angle;
  return y >= 0 ? angle + PI : angle - PI;
}

/** arctan t for |t| ≤ 1: two halvings of the angle, then the series. */
function arctangent(t: number): number {
  const half = t / (1 + Math.sqrt(1 + t * t));
  const quarter = half / (1 + Math.sqrt(1 + half * half));
  const square = quarter * quarter;
  let sum = 0;
  // |quarter| ≤ tan(π/16) ≈ 0.2: the terms beyond are below 1e-19.
  for (let k = 12; k >= 0; k--) sum = 1 / (2 * k + 1) - square * sum;
  return 4 * quarter * sum;
}

/** cos and sin of any angle in radians, from portable operations only. */
export function pointAt(angle: number): { readonly cosine: number; readonly sine: number } {
  const turns = Math.round(angle / (2 * PI));
  const x = (angle - turns * 2 * PI) / 8;
  const square = x * x;
  let cosine = 1;
  let sine = 1;
  for (let k = 10; k >= 1; k--) {
    cosine = 1 - (square / ((2 * k - 1) * (2 * k))) * cosine;
    sine = 1 - (square / (2 * k * (2 * k + 1))) * sine;
  }
  sine *= x;
  // Three doublings of the angle.
  for (let k = 0; k < 3; k++) [cosine, sine] = [cosine * cosine - sine * sine, 2 * sine * cosine];
  return { cosine, sine };
}
