/** `x' = a·x + c·y + e`, `y' = b·x + d·y + f`. */
export type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Points `x₀ y₀ x₁ y₁ …` joined by straight lines. */
export interface Polyline {
  readonly points: readonly number[];
  readonly closed: boolean;
}

/** Pixels that a chord may miss its curve by, roughly. */
const STEP = 3;

/** `after` first, then `before`: what is drawn in coordinates that are themselves transformed. */
export function combined(before: Transform, after: Transform): Transform {
  const [a, b, c, d, e, f] = before;
  const [p, q, r, s, t, u] = after;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** Collects a path as straight lines in pixels, with the calls that a canvas has. */
export class Outline {
  #lines: { points: number[]; closed: boolean }[] = [];

  get lines(): readonly Polyline[] {
    return this.#lines;
  }

  moveTo([a, b, c, d, e, f]: Transform, x: number, y: number): void {
    this.#lines.push({ points: [a * x + c * y + e, b * x + d * y + f], closed: false });
  }

  lineTo(transform: Transform, x: number, y: number): void {
    const open = this.#lines.at(-1);
    if (open === undefined || open.closed) this.moveTo(transform, x, y);
    else this.#push(open.points, transform, x, y);
  }

  quadraticCurveTo(transform: Transform, cx: number, cy: number, x: number, y: number): void {
    const [x0, y0] = this.#start(transform, cx, cy);
    const [a, b, c, d, e, f] = transform;
    const [x1, y1] = [a * cx + c * cy + e, b * cx + d * cy + f];
    const [x2, y2] = [a * x + c * y + e, b * x + d * y + f];
    this.#curve(Math.abs(x1 - x0) + Math.abs(y1 - y0) + Math.abs(x2 - x1) + Math.abs(y2 - y1), t => {
      const s = 1 - t;
      return [s * s * x0 + 2 * s * t * x1 + t * t * x2, s * s * y0 + 2 * s * t * y1 + t * t * y2];
    });
  }

  bezierCurveTo(transform: Transform, ...given: readonly number[]): void {
    const [px = 0, py = 0, qx = 0, qy = 0, x = 0, y = 0] = given;
    const [x0, y0] = this.#start(transform, px, py);
    const [a, b, c, d, e, f] = transform;
    const at = (u: number, v: number): readonly [number, number] => [a * u + c * v + e, b * u + d * v + f];
    const [[x1, y1], [x2, y2], [x3, y3]] = [at(px, py), at(qx, qy), at(x, y)];
    const length = [x1 - x0, y1 - y0, x2 - x1, y2 - y1, x3 - x2, y3 - y2];
    this.#curve(
      length.reduce((sum, part) => sum + Math.abs(part), 0),
      t => {
        const s = 1 - t;
        const [u, v, w, z] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
        return [u * x0 + v * x1 + w * x2 + z * x3, u * y0 + v * y1 + w * y2 + z * y3];
      },
    );
  }

  /** An arc of a circle about (x, y), from one angle to the other. */
  arc(transform: Transform, x: number, y: number, radius: number, from: number, to: number): void {
    const scale = Math.hypot(transform[0], transform[1]);
    const steps = Math.max(4, Math.ceil((Math.abs(to - from) * Math.sqrt(radius * scale + 1) * 2) / STEP));
    for (let i = 0; i <= steps; i++) {
      const angle = from + ((to - from) * i) / steps;
      this.lineTo(transform, x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    }
  }

  close(): void {
    const open = this.#lines.at(-1);
    if (open) open.closed = true;
  }

  #start(transform: Transform, x: number, y: number): readonly [number, number] {
    const open = this.#lines.at(-1);
    if (open === undefined || open.closed) this.moveTo(transform, x, y);
    const points = this.#lines.at(-1)!.points;
    return [points.at(-2)!, points.at(-1)!];
  }

  #curve(length: number, at: (t: number) => readonly [number, number]): void {
    const { points } = this.#lines.at(-1)!;
    const steps = Math.max(2, Math.min(64, Math.ceil(length / STEP)));
    for (let i = 1; i <= steps; i++) points.push(...at(i / steps));
  }

  #push(points: number[], [a, b, c, d, e, f]: Transform, x: number, y: number): void {
    points.push(a * x + c * y + e, b * x + d * y + f);
  }
}
