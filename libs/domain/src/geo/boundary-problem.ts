import { type GeoPolygon, type LonLat, MAX_POLYGON_VERTICES } from '@izdeu/contracts';
import { isInsideRing, ringArea } from './polygon.js';

/** Why an outline cannot be a search area. */
export const BOUNDARY_PROBLEMS = [
  'TOO_LARGE',
  'CROSSES_ANTIMERIDIAN',
  'ZERO_AREA',
  'SELF_CROSSING',
  'HOLE_OUTSIDE',
] as const;
export type BoundaryProblem = (typeof BOUNDARY_PROBLEMS)[number];

/** A search area is a district, not a continent: degrees on either axis. */
const MAX_SPAN_DEGREES = 20;
/** About a square millimetre at the equator, in square degrees: less is a line or a point. */
const ZERO_AREA_SQUARE_DEGREES = 1e-16;

interface Edge {
  readonly from: LonLat;
  readonly to: LonLat;
  readonly ring: number;
  /** Place in the ring and number of edges there: neighbours may share their common vertex. */
  readonly place: number;
  readonly count: number;
  readonly west: number;
  readonly east: number;
}

/** The ring without repeated vertices, which GPS-drawn outlines are full of, and without the closing one. */
function distinctVertices(ring: readonly LonLat[]): LonLat[] {
  return ring.filter((vertex, index) => {
    const next = ring[index + 1];
    return next !== undefined && (next[0] !== vertex[0] || next[1] !== vertex[1]);
  });
}

function edgesOf(ring: readonly LonLat[], ringIndex: number): Edge[] {
  const vertices = distinctVertices(ring);
  return vertices.map((from, place) => {
    const to = vertices[(place + 1) % vertices.length] ?? from;
    const west = Math.min(from[0], to[0]);
    const east = Math.max(from[0], to[0]);
    return { from, to, ring: ringIndex, place, count: vertices.length, west, east };
  });
}

/** Positive when c lies left of the line from a to b, zero when on it. */
function turn(a: LonLat, b: LonLat, c: LonLat): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Whether c, known to be on the line through a and b, is between them. */
function isBetween(a: LonLat, b: LonLat, c: LonLat): boolean {
  const within = (low: number, high: number, value: number): boolean =>
    value >= Math.min(low, high) && value <= Math.max(low, high);
  return within(a[0], b[0], c[0]) && within(a[1], b[1], c[1]);
}

/** Whether two edges share any point at all. */
function touch(first: Edge, second: Edge): boolean {
  const a = turn(first.from, first.to, second.from);
  const b = turn(first.from, first.to, second.to);
  const c = turn(second.from, second.to, first.from);
  const d = turn(second.from, second.to, first.to);
  if (a > 0 !== b > 0 && c > 0 !== d > 0 && a !== 0 && b !== 0 && c !== 0 && d !== 0) return true;
  return (
    (a === 0 && isBetween(first.from, first.to, second.from)) ||
    (b === 0 && isBetween(first.from, first.to, second.to)) ||
    (c === 0 && isBetween(second.from, second.to, first.from)) ||
    (d === 0 && isBetween(second.from, second.to, first.to))
  );
}

/** Whether an edge turns back along the one before it: a spike without area. */
function foldsBack(before: Edge, after: Edge): boolean {
  if (turn(before.from, before.to, after.to) !== 0) return false;
  const dot =
    (before.to[0] - before.from[0]) * (after.to[0] - after.from[0]) +
    (before.to[1] - before.from[1]) * (after.to[1] - after.from[1]);
  return dot < 0;
}

function conflict(first: Edge, second: Edge): boolean {
  const low = Math.min(first.from[1], first.to[1]);
  const high = Math.max(first.from[1], first.to[1]);
  if (Math.max(second.from[1], second.to[1]) < low || Math.min(second.from[1], second.to[1]) > high)
    return false;
  if (first.ring === second.ring) {
    if ((first.place + 1) % first.count === second.place) return foldsBack(first, second);
    if ((second.place + 1) % first.count === first.place) return foldsBack(second, first);
  }
  return touch(first, second);
}

/** Sweep from west to east over edges sorted by their western end: only those that overlap are compared. */
function anyConflict(edges: Edge[]): boolean {
  edges.sort((a, b) => a.west - b.west);
  let active: Edge[] = [];
  for (const edge of edges) {
    active = active.filter((other) => other.east >= edge.west);
    if (active.some((other) => conflict(other, edge))) return true;
    active.push(edge);
  }
  return false;
}

function spanOf(values: readonly number[]): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
}

function crossesAntimeridian(ring: readonly LonLat[]): boolean {
  return ring.some((vertex, index) => Math.abs((ring[index + 1] ?? vertex)[0] - vertex[0]) > 180);
}

/** Whether every hole lies in the outer ring and in no other hole; edges are known not to touch. */
function holesAreInside([outer, ...holes]: GeoPolygon['coordinates']): boolean {
  return holes.every((hole, index) => {
    const vertex = hole[0];
    if (vertex === undefined || outer === undefined || !isInsideRing(vertex, outer)) return false;
    return !holes.some((other, otherIndex) => otherIndex !== index && isInsideRing(vertex, other));
  });
}

/** What is wrong with an outline, or null. Rings that only touch count as crossing: an area must be one piece. */
export function boundaryProblem(polygon: GeoPolygon): BoundaryProblem | null {
  const rings = polygon.coordinates;
  const vertices = rings.flat();
  if (vertices.length > MAX_POLYGON_VERTICES) return 'TOO_LARGE';
  if (rings.some(crossesAntimeridian)) return 'CROSSES_ANTIMERIDIAN';
  const tooWide = [0, 1].some(
    (axis) => spanOf(vertices.map((vertex) => vertex[axis] ?? 0)) > MAX_SPAN_DEGREES,
  );
  if (tooWide) return 'TOO_LARGE';
  const edges = rings.flatMap((ring, index) => edgesOf(ring, index));
  if (rings.some((ring) => distinctVertices(ring).length < 3)) return 'ZERO_AREA';
  if (anyConflict(edges)) {
    return rings.some((ring) => spansALine(ring)) ? 'ZERO_AREA' : 'SELF_CROSSING';
  }
  if (rings.some((ring) => ringArea(ring) < ZERO_AREA_SQUARE_DEGREES)) return 'ZERO_AREA';
  return holesAreInside(rings) ? null : 'HOLE_OUTSIDE';
}

/** Whether all vertices lie on one line: told apart from a figure of eight, whose area also sums to nothing. */
function spansALine(ring: readonly LonLat[]): boolean {
  const first = ring[0];
  const other = ring.find((vertex) => vertex[0] !== first?.[0] || vertex[1] !== first[1]);
  if (first === undefined || other === undefined) return true;
  return ring.every((vertex) => turn(first, other, vertex) === 0);
}
