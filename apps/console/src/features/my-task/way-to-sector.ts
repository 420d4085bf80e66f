import type { LonLat } from '@izdeu/contracts';
import { geodesicBetween, isInsidePolygon } from '@izdeu/domain';
import { outerRings, type SectorShape } from './sector-shape.js';

export type WayToSector =
  | { readonly kind: 'inside' }
  | { readonly kind: 'outside'; readonly metres: number; readonly degrees: number; readonly point: LonLat };

export const WINDS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Wind = (typeof WINDS)[number];

export const windOf = (degrees: number): Wind => WINDS[Math.round(degrees / 45) % 8] ?? 'n';

/** Nearest place of a side, on a plane around the walker: within a search that is exact to centimetres. */
function nearestOnSide(from: LonLat, a: LonLat, b: LonLat): { point: LonLat; squared: number } {
  const squeeze = Math.cos((from[1] * Math.PI) / 180);
  const [ax, ay] = [(a[0] - from[0]) * squeeze, a[1] - from[1]];
  const [dx, dy] = [(b[0] - a[0]) * squeeze, b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
  const [x, y] = [ax + share * dx, ay + share * dy];
  return { point: [from[0] + x / squeeze, from[1] + y], squared: x * x + y * y };
}

/** How to get to the nearest edge of the sector; null for a shape without sides. */
export function wayToSector(from: LonLat, shape: SectorShape): WayToSector | null {
  if (isInsidePolygon(from, shape.geometry)) return { kind: 'inside' };
  let best: { point: LonLat; squared: number } | null = null;
  for (const ring of outerRings(shape)) {
    for (let index = 1; index < ring.length; index += 1) {
      const [a, b] = [ring[index - 1], ring[index]];
      if (!a || !b) continue;
      const side = nearestOnSide(from, a, b);
      if (!best || side.squared < best.squared) best = side;
    }
  }
  if (!best) return null;
  const { distanceMetres, initialBearingDegrees } = geodesicBetween(from, best.point);
  return { kind: 'outside', metres: distanceMetres, degrees: initialBearingDegrees, point: best.point };
}
