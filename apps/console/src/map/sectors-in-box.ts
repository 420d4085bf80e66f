import type { LonLat } from '@izdeu/contracts';
import { toWorld } from './world.js';
import { sectorContains, sectorMiddle, type SectorGeometry } from './sector-geometry.js';

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Indexes of the sectors whose middle lies between two corners (world units), in their order. */
export function sectorsInBox(geometry: SectorGeometry, one: Corner, other: Corner): number[] {
  const [minX, maxX] = [Math.min(one.x, other.x), Math.max(one.x, other.x)];
  const [minY, maxY] = [Math.min(one.y, other.y), Math.max(one.y, other.y)];
  const found: number[] = [];
  for (let index = 0; index < geometry.count; index += 1) {
    const { x, y } = sectorMiddle(geometry, index);
    if (x >= minX && x <= maxX && y >= minY && y <= maxY) found.push(index);
  }
  return found;
}

/** The sector a place lies in; null on open ground. For single questions: it looks at each. */
export function sectorAtPlace(geometry: SectorGeometry, [lon, lat]: LonLat): number | null {
  const { x, y } = toWorld(lon, lat);
  for (let index = geometry.count - 1; index >= 0; index -= 1)
    if (sectorContains(geometry, index, x, y)) return index;
  return null;
}
