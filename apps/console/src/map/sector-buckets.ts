import { at, sectorContains, sectorMiddle, type SectorGeometry } from './sector-geometry.js';

/** Sectors that lie together: drawn together, and left alone together when only another bucket changed. */
export interface SectorBucket {
  readonly members: number[];
  readonly box: { minX: number; minY: number; maxX: number; maxY: number };
  /** One path a style, x and y relative to the corner of the box: canvas keeps coordinates in 32 bits. */
  readonly paths: Map<number, Path2D>;
}

const MEMBERS_AIMED_AT = 200;

export interface SectorBuckets {
  readonly all: readonly SectorBucket[];
  /** Bucket of each sector. */
  readonly of: Uint32Array;
}

/** Sorts the sectors by their middles into a square raster. */
export function buildBuckets(geometry: SectorGeometry): SectorBuckets {
  const side = Math.max(1, Math.ceil(Math.sqrt(geometry.count / MEMBERS_AIMED_AT)));
  const whole = boxOf(
    geometry,
    Array.from({ length: geometry.count }, (_, index) => index),
  );
  const raster = new Map<number, number[]>();
  for (let index = 0; index < geometry.count; index += 1) {
    const { x, y } = sectorMiddle(geometry, index);
    const column = cellOf(x, whole.minX, whole.maxX, side);
    const key = cellOf(y, whole.minY, whole.maxY, side) * side + column;
    const members = raster.get(key);
    if (members) members.push(index);
    else raster.set(key, [index]);
  }
  const of = new Uint32Array(geometry.count);
  const all = [...raster.values()].map((members, position) => {
    members.forEach((index) => (of[index] = position));
    return { members, box: boxOf(geometry, members), paths: new Map<number, Path2D>() };
  });
  return { all, of };
}

const cellOf = (value: number, from: number, to: number, side: number): number =>
  to > from ? Math.min(side - 1, Math.floor(((value - from) / (to - from)) * side)) : 0;

function boxOf({ boxes }: SectorGeometry, members: readonly number[]): SectorBucket['box'] {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const index of members) {
    box.minX = Math.min(box.minX, at(boxes, index * 4));
    box.minY = Math.min(box.minY, at(boxes, index * 4 + 1));
    box.maxX = Math.max(box.maxX, at(boxes, index * 4 + 2));
    box.maxY = Math.max(box.maxY, at(boxes, index * 4 + 3));
  }
  return box;
}

/** Path of every style in the bucket, from the styles its members have now. */
export function buildPaths(bucket: SectorBucket, geometry: SectorGeometry, styles: Uint8Array): void {
  bucket.paths.clear();
  for (const index of bucket.members) {
    const style = at(styles, index);
    const path = bucket.paths.get(style) ?? new Path2D();
    bucket.paths.set(style, path);
    traceSector(path, geometry, index, bucket.box);
  }
}

export function traceSector(
  path: Path2D,
  geometry: SectorGeometry,
  index: number,
  origin: { minX: number; minY: number },
): void {
  const from = at(geometry.starts, index);
  const to = at(geometry.starts, index + 1);
  for (let vertex = from; vertex < to; vertex += 1) {
    const x = at(geometry.points, 2 * vertex) - origin.minX;
    const y = at(geometry.points, 2 * vertex + 1) - origin.minY;
    if (vertex === from) path.moveTo(x, y);
    else path.lineTo(x, y);
  }
  path.closePath();
}

/** Sector under a point in world units, the later drawn first; null over open ground. */
export function findSector(
  buckets: SectorBuckets,
  geometry: SectorGeometry,
  x: number,
  y: number,
): number | null {
  let found: number | null = null;
  for (const { box, members } of buckets.all) {
    if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY) continue;
    for (const index of members) {
      if ((found === null || index > found) && sectorContains(geometry, index, x, y)) found = index;
    }
  }
  return found;
}
