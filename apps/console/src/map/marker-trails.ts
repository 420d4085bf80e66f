import { toWorld } from './world.js';
import type { LiveMarker } from './live-marker.js';

/** How far back a trail goes. */
export const TRAIL_MILLISECONDS = 5 * 60_000;
/** One point in this time is enough to see the way, and a fortieth of what a phone sends. */
const STEP_MILLISECONDS = 8_000;

export interface TrailPoint {
  /** World units. */
  x: number;
  y: number;
  at: number;
}

/** The last minutes of everybody's way, from the fixes that passed by. It knows nothing from before it was opened. */
export class TrailBook {
  private readonly trails = new Map<string, TrailPoint[]>();

  /** Takes the newest fix of a mark; an older or repeated one changes nothing. */
  take({ id, position, at }: LiveMarker): void {
    const trail = this.trails.get(id) ?? [];
    this.trails.set(id, trail);
    const last = trail[trail.length - 1];
    if (last && at <= last.at) return;
    const beforeLast = trail[trail.length - 2];
    // The newest point follows the mark; it is kept for good only when it is a step after the one before.
    if (last && beforeLast && last.at - beforeLast.at < STEP_MILLISECONDS) trail.pop();
    trail.push({ ...toWorld(...position), at });
  }

  /** Forgets what is older than five minutes, and who is no longer on the map. */
  prune(now: number, present: ReadonlySet<string>): void {
    for (const [id, trail] of this.trails) {
      const firstKept = trail.findIndex(({ at }) => now - at <= TRAIL_MILLISECONDS);
      if (!present.has(id) || firstKept === -1) this.trails.delete(id);
      else trail.splice(0, firstKept);
    }
  }

  of(id: string): readonly TrailPoint[] {
    return this.trails.get(id) ?? [];
  }
}
