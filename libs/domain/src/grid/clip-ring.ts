import type { PlanePair } from '../geo/polygon.js';

/** A ring on the grid's plane, open (the last vertex does not repeat the first). */
export type PlaneRing = readonly PlanePair[];

export interface SplitRing {
  readonly below: PlaneRing;
  readonly above: PlaneRing;
}

/** Where the edge from a to b meets the line `axis = at`. */
function crossing(a: PlanePair, b: PlanePair, axis: 0 | 1, at: number): PlanePair {
  // The lower end goes first, so that both directions of an edge give the same point to the last bit.
  const [low, high] = a[axis] < b[axis] ? [a, b] : [b, a];
  const share = (at - low[axis]) / (high[axis] - low[axis]);
  return axis === 0 ? [at, low[1] + (high[1] - low[1]) * share] : [low[0] + (high[0] - low[0]) * share, at];
}

/** Whether a ring has no extent across the line it was cut at: it only touched the line. */
function isFlat(ring: PlanePair[], axis: 0 | 1, at: number): boolean {
  return ring.length < 3 || ring.every((vertex) => vertex[axis] === at);
}

/**
 * Cuts a ring by a line parallel to an axis (I. Sutherland, G. Hodgman, CACM 17, 1974, one step for both sides).
 * Winding is kept, so signed areas stay exact; a concave ring leaves back-and-forth edges on the line, which
 * carry no area and are cleaned where they show. A side that is left empty is an empty ring.
 */
export function splitRing(ring: PlaneRing, axis: 0 | 1, at: number): SplitRing {
  const below: PlanePair[] = [];
  const above: PlanePair[] = [];
  let previous = ring[ring.length - 1];
  for (const vertex of ring) {
    const value = vertex[axis];
    if (
      previous !== undefined &&
      value > at !== previous[axis] > at &&
      value !== at &&
      previous[axis] !== at
    ) {
      const point = crossing(previous, vertex, axis, at);
      below.push(point);
      above.push(point);
    }
    if (value <= at) below.push(vertex);
    if (value >= at) above.push(vertex);
    previous = vertex;
  }
  return { below: isFlat(below, axis, at) ? [] : below, above: isFlat(above, axis, at) ? [] : above };
}
