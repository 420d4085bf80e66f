/** A mark in world pixels of the zoom, so that clusters stay the same while the map is dragged. */
export interface ClusterPoint {
  x: number;
  y: number;
  /** Never swallowed. */
  alone: boolean;
}

export interface Cluster {
  /** Middle of its members. */
  x: number;
  y: number;
  /** Indexes of the points. */
  members: readonly number[];
}

const CELL_PIXELS = 48;
/** Two marks side by side are clearer than a "2". */
const SMALLEST = 3;

/** Gathers marks of one 48 pixel cell where at least three lie together; the others are returned as they are. */
export function clusterPoints(points: readonly ClusterPoint[]): { clusters: Cluster[]; singles: number[] } {
  const cells = new Map<string, number[]>();
  const singles: number[] = [];
  points.forEach(({ x, y, alone }, index) => {
    if (alone) {
      singles.push(index);
      return;
    }
    const key = `${Math.floor(x / CELL_PIXELS)}:${Math.floor(y / CELL_PIXELS)}`;
    const known = cells.get(key);
    if (known) known.push(index);
    else cells.set(key, [index]);
  });
  const clusters: Cluster[] = [];
  for (const members of cells.values()) {
    if (members.length < SMALLEST) singles.push(...members);
    else clusters.push({ members, ...middleOf(members, points) });
  }
  return { clusters, singles: singles.sort((a, b) => a - b) };
}

function middleOf(members: readonly number[], points: readonly ClusterPoint[]): { x: number; y: number } {
  let [x, y] = [0, 0];
  for (const index of members) {
    x += points[index]?.x ?? 0;
    y += points[index]?.y ?? 0;
  }
  return { x: x / members.length, y: y / members.length };
}
