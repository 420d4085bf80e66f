import type { LonLat } from '@izdeu/contracts';
import { formatDecimalDegrees, parseMgrs } from '@izdeu/domain';

const PAIR = /^\s*(-?\d{1,2}(?:[.,]\d+)?)\s*(?:[,;]\s+|[;,]|\s+)\s*(-?\d{1,3}(?:[.,]\d+)?)\s*$/;

/** "53.214, 63.6246", "53,214; 63,6246" or an MGRS reference; null when it is none of them. */
export function parseCoordinates(text: string): LonLat | null {
  const [, latText, lonText] = PAIR.exec(text) ?? [];
  if (latText !== undefined && lonText !== undefined) {
    const lat = Number(latText.replace(',', '.'));
    const lon = Number(lonText.replace(',', '.'));
    return Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? [lon, lat] : null;
  }
  return parseMgrs(text)?.centre ?? null;
}

/** As people write it and as the field above reads it: latitude first. */
export const writeCoordinates = (position: LonLat): string => formatDecimalDegrees(position);
