/** Degrees to radians: π/180. */
const RADIAN = 0.017453292519943295;

/** cos and sin of an angle of 0 to 90 degrees, by their power series: only portable operations. */
export function cosineAndSine(degrees: number): { readonly cosine: number; readonly sine: number } {
  if (degrees === 90) return { cosine: 0, sine: 1 };
  // Above 45 degrees the complement converges faster and keeps a small cosine exact.
  if (degrees > 45) {
    const { cosine, sine } = cosineAndSine(90 - degrees);
    return { cosine: sine, sine: cosine };
  }
  const x = degrees * RADIAN;
  const square = x * x;
  let cosine = 1;
  let sine = 1;
  // Horner from the far end; the terms beyond x^24 are below 1e-25.
  for (let k = 12; k >= 1; k--) {
    cosine = 1 - (square / ((2 * k - 1) * (2 * k))) * cosine;
    sine = 1 - (square / (2 * k * (2 * k + 1))) * sine;
  }
  return { cosine, sine: x * sine };
}
