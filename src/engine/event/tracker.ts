import ln from '@stdlib/math-base-special-ln';
import type { TrajectoryPoint } from '../metric/point.ts';
import { crossingTime } from './crossingTime.ts';
import type { EventDetector } from './detectors.ts';

/** Notes when each event first happens along one run, from values at successive points. */
export class EventTracker {
  readonly times: Record<string, number> = {};
  #pending: { readonly detector: EventDetector; previous: number }[];
  #previousTime: number;

  /** Events whose condition holds at the first point have its time. */
  constructor(detectors: readonly EventDetector[], start: TrajectoryPoint) {
    this.#previousTime = start.t;
    this.#pending = detectors.map(detector => ({ detector, previous: detector.ratio(start) }));
    this.#pending = this.#pending.filter(({ detector, previous }) => {
      if (!(previous >= 1)) return true;
      this.times[detector.key] = start.t;
      return false;
    });
  }

  /** Whether every event has happened. */
  get done(): boolean {
    return this.#pending.length === 0;
  }

  /**
   * Takes the next point of the run. `pointAt` gives the run at a time between the previous point and this one, to find
   * the time by root finding; without it the logarithm of the ratio is interpolated linearly.
   */
  observe(point: TrajectoryPoint, pointAt?: (t: number) => TrajectoryPoint): void {
    const end = point.t;
    let happened: { detector: EventDetector; before: number; after: number }[] | undefined;
    for (const entry of this.#pending) {
      const value = entry.detector.ratio(point);
      if (value >= 1) {
        happened ??= [];
        happened.push({ detector: entry.detector, before: entry.previous, after: value });
      }
      entry.previous = value;
    }
    if (happened !== undefined) {
      for (const { detector, before, after } of happened) {
        this.times[detector.key] =
          pointAt === undefined
            ? interpolatedTime(this.#previousTime, before, end, after)
            : crossingTime(t => detector.ratio(pointAt(t)), this.#previousTime, before, end, after);
      }
      this.#pending = this.#pending.filter(({ previous }) => !(previous >= 1));
    }
    this.#previousTime = end;
  }
}

/** Where ln ratio, linear between the two times, is zero; the ratio itself where its logarithm does not exist. */
function interpolatedTime(from: number, before: number, to: number, after: number): number {
  const low = before > 0 ? ln(before) : before - 1;
  const high = before > 0 ? ln(after) : after - 1;
  return from + ((to - from) * -low) / (high - low);
}
