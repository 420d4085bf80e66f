import type { SectorFeature } from '@izdeu/contracts';

/** One sector as other map programs get it. */
export type ExchangedSector = SectorFeature['properties'] & Pick<SectorFeature, 'id' | 'geometry'>;

/** Sectors as a GeoJSON FeatureCollection (RFC 7946: WGS84, longitude first). */
export const sectorFeatureCollection = (
  sectors: readonly ExchangedSector[],
): { type: 'FeatureCollection'; features: SectorFeature[] } => ({
  type: 'FeatureCollection',
  features: sectors.map(({ id, geometry, ...properties }) => ({ type: 'Feature', id, geometry, properties })),
});
