import type { LonLat } from '@izdeu/contracts';

export interface WorldPoint {
  x: number;
  y: number;
}

/**
 * Web Mercator with the whole world 256 units wide: pixels at zoom 0. Everything drawn on a canvas is kept in
 * these, so that a zoom is one multiplication.
 */
export function toWorld(lon: number, lat: number): WorldPoint {
  const sine = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
  return {
    x: (lon / 360 + 0.5) * 256,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256,
  };
}

export function fromWorld({ x, y }: WorldPoint): LonLat {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - y / 128))) * 180) / Math.PI;
  return [(x / 256 - 0.5) * 360, lat];
}

/** Ground metres of one pixel; `scale` is pixels for each world unit. */
export const metresPerPixel = (lat: number, scale: number): number =>
  (Math.cos((lat * Math.PI) / 180) * 40_075_016.7) / (256 * scale);
