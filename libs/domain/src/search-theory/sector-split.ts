import { MASS_TOLERANCE, positive, probability, refuse, sum, weights } from './accepted-number.js';

/** The two stored numbers of a sector, from which its current POA follows. */
export interface SectorBelief {
  readonly priorPoa: number;
  readonly cumulativePod: number;
}

/** A region's POA over its parts by area: POA·a/A (asar.team/sar-manager.html). */
export function poaByArea(regionPoa: number, partAreas: readonly number[]): readonly number[] {
  const total = sum(weights('partAreas', partAreas));
  return partAreas.map((area) => (probability('regionPoa', regionPoa) * area) / total);
}

/**
 * Parts of a split sector: POA by area share, POD copied, since the passes went evenly over the whole. With one POD
 * the shares of the current POA are those of the prior, so the parts' current POA add up to the sector's.
 */
export function splitSector(sector: SectorBelief, partAreas: readonly number[]): readonly SectorBelief[] {
  probability('cumulativePod', sector.cumulativePod);
  return poaByArea(sector.priorPoa, partAreas).map((priorPoa, index) => {
    positive(`partAreas[${index}]`, partAreas[index] ?? 0);
    return { priorPoa, cumulativePod: sector.cumulativePod };
  });
}

/**
 * One sector of several: POA adds and PODcum = 1 - ∑ prior·(1 - PODcum) / ∑ prior, which keeps the probability of
 * having missed the person, and with it every other sector's current POA.
 */
export function mergeSectors(parts: readonly SectorBelief[]): SectorBelief {
  if (parts.length === 0) refuse('parts', 'parts must not be empty');
  parts.forEach(({ priorPoa, cumulativePod }, index) => {
    probability(`parts[${index}].priorPoa`, priorPoa);
    probability(`parts[${index}].cumulativePod`, cumulativePod);
  });
  const priorPoa = sum(parts.map((part) => part.priorPoa));
  if (!(priorPoa > 0)) refuse('priorPoa', 'the parts must have a POA to merge by');
  if (priorPoa > 1 + MASS_TOLERANCE) refuse('priorPoa', 'the parts have a POA of more than 1 together');
  const found = sum(parts.map((part) => part.priorPoa * part.cumulativePod));
  return { priorPoa: Math.min(1, priorPoa), cumulativePod: Math.min(1, found / priorPoa) };
}
