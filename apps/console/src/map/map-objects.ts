import type { LonLat } from '@izdeu/contracts';

export type Direction = 'up' | 'down' | 'left' | 'right';

export interface SelectOptions {
  /** Ctrl, Cmd or Shift: add to what is selected. */
  additive: boolean;
  /** Shift alone: everything up to here, where the page knows an order. */
  range: boolean;
}

/** Order in which Tab goes through them. */
export const OBJECT_KINDS = ['sector', 'team', 'person', 'point'] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** One kind of things on the map, as the keyboard walks through them. `id` means something to the source alone. */
export interface MapObjectSource {
  /** Nearest to a place; null when there are none. */
  nearest: (position: LonLat) => string | null;
  /** The next one in a direction; the same at the edge. */
  neighbour: (id: string, direction: Direction) => string;
  /** False once it has gone from the map. */
  has: (id: string) => boolean;
  /** Draws the focus and brings it into view; null takes it away. */
  focus: (id: string | null) => void;
  /** Read out when it is reached. */
  describe: (id: string) => string;
  select: (id: string, options: SelectOptions) => void;
  /** An arrow with Shift went from one to the next: both join what is selected. */
  extend?: (from: string, to: string) => void;
}

/** A click on the map goes to the first that wants it. */
export type ClickHandler = (click: {
  position: LonLat;
  options: SelectOptions;
  /** Of the container. */
  pixel: { x: number; y: number };
}) => boolean;

/** Who is asked first about a click: the smaller number. A tool in hand takes every click, and the keys of the map. */
export const CLICK_RANK = { tool: 0, mark: 1, point: 2, sector: 3 } as const;

/** What layers offer to mouse and keyboard. Marks lie above points, points above sectors. */
export class MapObjects {
  private readonly sources = new Map<ObjectKind, MapObjectSource>();
  private readonly handlers: { rank: number; handle: ClickHandler }[] = [];

  /** Returns how to take it away again. A later source of the same kind replaces the earlier. */
  offer(kind: ObjectKind, source: MapObjectSource): () => void {
    this.sources.set(kind, source);
    return () => {
      if (this.sources.get(kind) === source) this.sources.delete(kind);
    };
  }

  source(kind: ObjectKind): MapObjectSource | undefined {
    return this.sources.get(kind);
  }

  /** Kinds that have something on the map now. */
  kinds(from: LonLat): ObjectKind[] {
    return OBJECT_KINDS.filter((kind) => (this.sources.get(kind)?.nearest(from) ?? null) !== null);
  }

  /** Lower ranks are asked first. */
  onClick(rank: number, handle: ClickHandler): () => void {
    const entry = { rank, handle };
    this.handlers.push(entry);
    this.handlers.sort((a, b) => a.rank - b.rank);
    return () => void this.handlers.splice(this.handlers.indexOf(entry), 1);
  }

  /** A tool is in hand: arrows pan the map below it, Enter is the tool's. */
  toolInHand(): boolean {
    return this.handlers.some(({ rank }) => rank === CLICK_RANK.tool);
  }

  click(click: Parameters<ClickHandler>[0]): void {
    for (const { handle } of [...this.handlers]) if (handle(click)) return;
  }
}

/** Points placed anywhere: those straight ahead first. Shared by marks and points. */
export function neighbourOf<T>(
  items: readonly T[],
  from: T,
  direction: Direction,
  place: (item: T) => { x: number; y: number },
): T {
  const origin = place(from);
  const horizontal = direction === 'left' || direction === 'right';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  let best = from;
  let bestCost = Infinity;
  for (const item of items) {
    if (item === from) continue;
    const { x, y } = place(item);
    const along = (horizontal ? x - origin.x : y - origin.y) * sign;
    const aside = Math.abs(horizontal ? y - origin.y : x - origin.x);
    // Within 72° of straight ahead: scattered things stay reachable by some chain of arrows.
    if (along <= 0 || aside > 3 * along) continue;
    const cost = along + 2 * aside;
    if (cost < bestCost) [best, bestCost] = [item, cost];
  }
  return best;
}

export function nearestOf<T>(
  items: readonly T[],
  to: { x: number; y: number },
  place: (item: T) => { x: number; y: number },
): T | null {
  let best: T | null = null;
  let bestCost = Infinity;
  for (const item of items) {
    const { x, y } = place(item);
    const cost = (x - to.x) ** 2 + (y - to.y) ** 2;
    if (cost < bestCost) [best, bestCost] = [item, cost];
  }
  return best;
}
