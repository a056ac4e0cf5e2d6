import type { OverlayView } from '../../protocol/overlay.ts';
import type { ChartLabel } from './chartModel.ts';
import { boxOf, type FreeSpace } from './freeSpace.ts';

/** A theory line in pixels of the plot, as far as it is visible. */
export interface DrawnTheory {
  readonly overlay: OverlayView;
  readonly points: readonly { readonly px: number; readonly py: number }[];
}

/** A label of a line, and where a thin line leads to it (pixels); null where it stands beside the line. */
export interface TheoryLabel {
  readonly label: ChartLabel;
  readonly leader: { readonly from: number; readonly to: number; readonly py: number } | null;
}

/** `prediction: slope −4λ`, and shorter forms for less room. */
export function wordings({ kind, label }: OverlayView): readonly string[] {
  const [short = label] = label.split(',');
  return [...new Set([label, short, short.replace(/^slope /, '')])].map(words => `${kind}: ${words}`);
}

interface Candidate extends TheoryLabel {
  readonly cost: number;
}

/** What a place costs, in covered cells of the plot. */
const LEADER = 1.5;
const SHORTER = 4;
const OFF_MIDDLE = 3;

/** Beyond this a label would hide more than it says; the menu of overlays still has it. */
const TOO_MUCH = 12;

/** Puts a line’s words where they cover least, near its middle, and takes the room; null where there is none. */
export function placeLabel(line: DrawnTheory, space: FreeSpace, colour: string): TheoryLabel | null {
  let best: Candidate | null = null;
  wordings(line.overlay).forEach((text, i) => {
    for (const candidate of candidates(line.points, text, colour)) {
      const cost = candidate.cost + i * SHORTER + space.cost(boxOf(candidate.label));
      if (cost < (best?.cost ?? TOO_MUCH)) best = { ...candidate, cost };
    }
  });
  const found = best as Candidate | null;
  if (found) space.take(boxOf(found.label));
  return found;
}

function* candidates(points: DrawnTheory['points'], text: string, colour: string): Generator<Candidate> {
  const stride = Math.max(1, Math.floor(points.length / 40));
  for (let i = 0; i < points.length; i += stride) {
    const { px, py } = points[i]!;
    const middle = OFF_MIDDLE * Math.abs(i / Math.max(1, points.length - 1) - 0.45);
    if (isFlat(points, i))
      for (const offset of [-10, 11])
        yield {
          label: { px, py: py + offset, text, colour, align: 'center' },
          leader: null,
          cost: middle + (offset > 0 ? 0.5 : 0),
        };
    else
      for (const side of [1, -1])
        for (const distance of [9, 30, 50, 75, 110]) {
          const at = px + side * distance;
          const far = distance > 9;
          yield {
            label: { px: at, py, text, colour, align: side > 0 ? 'left' : 'right' },
            leader: far ? { from: px + side * 4, to: at - side * 4, py } : null,
            cost: middle + (far ? LEADER + distance / 60 : 0) + (side > 0 ? 0 : 0.5),
          };
        }
  }
}

/** Whether words above or below a line would not be cut by it. */
function isFlat(points: DrawnTheory['points'], i: number): boolean {
  const before = points[Math.max(0, i - 3)]!;
  const after = points[Math.min(points.length - 1, i + 3)]!;
  return Math.abs(after.py - before.py) <= 0.06 * Math.abs(after.px - before.px);
}
