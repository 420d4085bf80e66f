/** A point on a plane in metres, the centre of the disc being the origin. */
export type PlanePoint = readonly [x: number, y: number];

/** Where an edge crosses the circle, as shares of the edge strictly between its ends, in order. */
function crossings([ax, ay]: PlanePoint, [bx, by]: PlanePoint, radius: number): readonly number[] {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const half = ax * dx + ay * dy;
  const discriminant = half * half - squared * (ax * ax + ay * ay - radius * radius);
  if (!(discriminant > 0) || squared === 0) return [];
  const root = Math.sqrt(discriminant);
  return [(-half - root) / squared, (-half + root) / squared].filter((share) => share > 0 && share < 1);
}

/** Signed area that the disc has in common with the triangle of its centre and a piece that never crosses it. */
function pieceArea([ax, ay]: PlanePoint, [bx, by]: PlanePoint, radius: number): number {
  const cross = ax * by - ay * bx;
  const [middleX, middleY] = [(ax + bx) / 2, (ay + by) / 2];
  if (middleX * middleX + middleY * middleY <= radius * radius) return cross / 2;
  return (radius * radius * Math.atan2(cross, ax * bx + ay * by)) / 2;
}

/**
 * Area that a ring has in common with a disc about the origin: edges are cut where they cross the circle, each piece
 * adds a triangle inside and a circular sector outside. Exact, for rings of any shape, whichever way they run.
 */
export function discOverlapArea(ring: readonly PlanePoint[], radius: number): number {
  let area = 0;
  let previous = ring[ring.length - 1];
  for (const vertex of ring) {
    if (previous !== undefined) {
      const [ax, ay] = previous;
      const at = (share: number): PlanePoint => [
        ax + (vertex[0] - ax) * share,
        ay + (vertex[1] - ay) * share,
      ];
      let from = previous;
      for (const share of [...crossings(previous, vertex, radius), 1]) {
        const to = share === 1 ? vertex : at(share);
        area += pieceArea(from, to, radius);
        from = to;
      }
    }
    previous = vertex;
  }
  return Math.abs(area);
}
