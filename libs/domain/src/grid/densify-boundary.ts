import type { GeoPolygon, LinearRing, LonLat } from '@izdeu/contracts';

/**
 * Longest edge in degrees on either axis before it is split, 280 m at most. A straight edge in longitude and
 * latitude is curved on the grid; its chord of this length stays within 3 mm of it at 60 degrees north.
 */
const STEP_DEGREES = 1 / 400;

/** Parts an edge is cut into. Plain arithmetic only: every engine must come to the same number. */
function partsOf([fromX, fromY]: LonLat, [toX, toY]: LonLat): number {
  return Math.max(1, Math.ceil(Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)) / STEP_DEGREES));
}

/** Vertices the outline will have when densified, without making them. */
export function densifiedVertexCount(boundary: GeoPolygon): number {
  return boundary.coordinates.reduce(
    (total, ring) => ring.reduce((sum, to, i) => sum + partsOf(ring[i - 1] ?? to, to), total),
    0,
  );
}

/** The ring with every edge split into equal parts short enough to be straight on the grid; closed as before. */
export function densifyRing(ring: LinearRing): LonLat[] {
  const dense: LonLat[] = [];
  ring.forEach((to, index) => {
    const from = ring[index - 1];
    const parts = from === undefined ? 1 : partsOf(from, to);
    for (let part = 1; from !== undefined && part < parts; part += 1) {
      const share = part / parts;
      dense.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
    }
    dense.push(to);
  });
  return dense;
}
