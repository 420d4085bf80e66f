/** A rectangle on the screen, pixels. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface LabelRequest {
  /** Where the thing stands that the label names. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Lower is placed first; among equals the earlier one wins. */
  priority: number;
  /** Left upper corners to try, from the anchor, the best first. */
  offsets: readonly (readonly [dx: number, dy: number])[];
  /** Written whatever it covers: a team in danger, the one that is selected. */
  forced?: boolean;
}

const CELL_PIXELS = 64;
/** Far more columns than a screen has, so that a column and a row make one number. */
const COLUMNS = 4096;

/** Rectangles found by place: each is filed under the 64 pixel cells that it touches. */
export class BoxIndex {
  private readonly cells = new Map<number, Box[]>();

  add(box: Box): void {
    for (const key of cellsOf(box)) {
      const known = this.cells.get(key);
      if (known) known.push(box);
      else this.cells.set(key, [box]);
    }
  }

  /** Touching edges are not a hit. */
  hits(box: Box): boolean {
    for (const key of cellsOf(box)) {
      for (const other of this.cells.get(key) ?? []) if (overlaps(box, other)) return true;
    }
    return false;
  }
}

export const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function* cellsOf({ left, top, right, bottom }: Box): Generator<number> {
  for (let row = Math.floor(top / CELL_PIXELS); row <= Math.floor(bottom / CELL_PIXELS); row += 1)
    for (let column = Math.floor(left / CELL_PIXELS); column <= Math.floor(right / CELL_PIXELS); column += 1)
      yield row * COLUMNS + column;
}

/**
 * Gives each label the first of its places that nothing covers yet, in order of priority; null for those left out.
 * `taken` learns what was placed, so that the next kind of labels keeps clear of it.
 */
export function placeLabels(requests: readonly LabelRequest[], taken: BoxIndex): (Box | null)[] {
  const order = requests.map((_, index) => index);
  order.sort((a, b) => (requests[a]?.priority ?? 0) - (requests[b]?.priority ?? 0) || a - b);
  const placed = new Array<Box | null>(requests.length).fill(null);
  for (const index of order) {
    const request = requests[index];
    const box = request ? placeOf(request, taken) : null;
    if (!box) continue;
    taken.add(box);
    placed[index] = box;
  }
  return placed;
}

function placeOf(request: LabelRequest, taken: BoxIndex): Box | null {
  const boxes = request.offsets.map(([dx, dy]) => ({
    left: request.x + dx,
    top: request.y + dy,
    right: request.x + dx + request.width,
    bottom: request.y + dy + request.height,
  }));
  return boxes.find((box) => !taken.hits(box)) ?? (request.forced ? (boxes[0] ?? null) : null);
}

/** Right, left, below and above of a mark of a given radius. */
export function offsetsAround(width: number, height: number, radius: number): [number, number][] {
  return [
    [radius, -height / 2],
    [-radius - width, -height / 2],
    [-width / 2, radius],
    [-width / 2, -radius - height],
  ];
}
