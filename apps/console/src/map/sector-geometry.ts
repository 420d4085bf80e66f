import type { LonLat } from '@izdeu/contracts';
import { fromWorld, toWorld } from './world.js';

/** Sectors as typed arrays: 40,000 of them are 3 MB here and would be 60 MB as objects. Index = identity. */
export interface SectorGeometry {
  readonly count: number;
  readonly labels: readonly string[];
  /** Outer rings one after another, x,y in world units (see lat-lng.ts), not closed. */
  readonly points: Float64Array;
  /** Ring i is points[2·starts[i]] … points[2·starts[i+1]]. */
  readonly starts: Uint32Array;
  /** minX, minY, maxX, maxY of each sector. */
  readonly boxes: Float64Array;
}

export interface SectorOutline {
  label: string;
  /** Outer ring in GeoJSON order, closed or not. */
  ring: readonly LonLat[];
}

/** Projects the sectors once; everything after this works with the projected arrays. */
export function buildSectorGeometry(outlines: readonly SectorOutline[]): SectorGeometry {
  const starts = new Uint32Array(outlines.length + 1);
  outlines.forEach(({ ring }, index) => {
    starts[index + 1] = (starts[index] ?? 0) + openLength(ring);
  });
  const points = new Float64Array(2 * (starts[outlines.length] ?? 0));
  outlines.forEach(({ ring }, index) => {
    const from = starts[index] ?? 0;
    for (let vertex = 0; vertex < openLength(ring); vertex += 1) {
      const [lon, lat] = ring[vertex] ?? [0, 0];
      const { x, y } = toWorld(lon, lat);
      points[2 * (from + vertex)] = x;
      points[2 * (from + vertex) + 1] = y;
    }
  });
  return fromProjected(
    outlines.map(({ label }) => label),
    points,
    starts,
  );
}

/** For callers that have the projected arrays already (a grid rebuilt in a worker). */
export function fromProjected(
  labels: readonly string[],
  points: Float64Array,
  starts: Uint32Array,
): SectorGeometry {
  const boxes = new Float64Array(labels.length * 4);
  for (let index = 0; index < labels.length; index += 1) {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let vertex = at(starts, index); vertex < at(starts, index + 1); vertex += 1) {
      const x = at(points, 2 * vertex);
      const y = at(points, 2 * vertex + 1);
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
    }
    boxes.set([minX, minY, maxX, maxY], index * 4);
  }
  return { count: labels.length, labels, points, starts, boxes };
}

function openLength(ring: readonly LonLat[]): number {
  const first = ring[0];
  const last = ring[ring.length - 1];
  const closed = ring.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return closed ? ring.length - 1 : ring.length;
}

/** Reading past the end of a typed array is a programming error, and 0 is a harmless answer to it. */
export const at = (array: ArrayLike<number>, index: number): number => array[index] ?? 0;

/** Even-odd rule. */
export function sectorContains(geometry: SectorGeometry, index: number, x: number, y: number): boolean {
  const { points, starts, boxes } = geometry;
  const box = index * 4;
  if (x < at(boxes, box) || y < at(boxes, box + 1) || x > at(boxes, box + 2) || y > at(boxes, box + 3))
    return false;
  let inside = false;
  const from = at(starts, index);
  const to = at(starts, index + 1);
  for (let i = from, j = to - 1; i < to; j = i, i += 1) {
    const yi = at(points, 2 * i + 1);
    const yj = at(points, 2 * j + 1);
    if (yi > y === yj > y) continue;
    const xi = at(points, 2 * i);
    if (x < ((at(points, 2 * j) - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Middle of the sector's box, in world units: where its label stands. */
export const sectorMiddle = ({ boxes }: SectorGeometry, index: number) => ({
  x: (at(boxes, index * 4) + at(boxes, index * 4 + 2)) / 2,
  y: (at(boxes, index * 4 + 1) + at(boxes, index * 4 + 3)) / 2,
});

export const sectorCentre = (geometry: SectorGeometry, index: number): LonLat =>
  fromWorld(sectorMiddle(geometry, index));
