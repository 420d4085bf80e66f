import { createGrid, drawSector, listSectors, type Boundary, type LonLat } from '@izdeu/contracts';
import type { Offset, PlannedOpenIncident } from './demo-open-incidents.js';
import { pointFrom } from './demo-places.js';
import type { DemoPort } from './demo-port.js';
import type { StoredSquads } from './load-squads.js';
import { uuidFrom } from './seeded-random.js';

export interface LoadContext {
  readonly port: DemoPort;
  readonly seed: string;
  readonly squads: StoredSquads;
  readonly plan: PlannedOpenIncident;
}
export interface FreeSector {
  readonly id: string;
  readonly centre: LonLat;
}

const ringOf = (plan: PlannedOpenIncident, offsets: readonly Offset[]): Boundary => {
  const ring = offsets.map(([east, north]) => pointFrom(plan.planningPoint, east, north).coordinates);
  return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] };
};

/** Divides the area, draws the one sector by hand, and answers the sectors of the grid with their centres. */
export const divide = async (
  { port, seed, plan }: LoadContext,
  incidentId: string,
): Promise<{ drawn: FreeSector; free: FreeSector[] }> => {
  const params = { id: incidentId };
  await port.call('dispatcher', createGrid, {
    params,
    body: {
      commandId: uuidFrom(seed, `${plan.key}:grid`),
      boundary: ringOf(plan, plan.boundary),
      cellSizeMetres: plan.cellSizeMetres,
      alphabet: plan.alphabet,
    },
  });
  const { sector } = await port.call('dispatcher', drawSector, {
    params,
    body: {
      commandId: uuidFrom(seed, `${plan.key}:draw`),
      label: plan.drawn.label,
      geometry: ringOf(plan, plan.drawn.ring),
    },
  });
  const { features } = await port.call('dispatcher', listSectors, { params });
  const all = features.map(({ id, geometry }) => ({
    id,
    centre: centreOf(
      geometry.type === 'Polygon' ? (geometry.coordinates[0] ?? []) : (geometry.coordinates[0]?.[0] ?? []),
    ),
  }));
  const drawn = all.find(({ id }) => id === sector.id);
  if (drawn === undefined) throw new Error(`${plan.key}: the drawn sector is not among the sectors`);
  return { drawn, free: all.filter((one) => one !== drawn) };
};

const centreOf = (ring: readonly LonLat[]): LonLat => {
  const corners = ring.slice(1);
  const mean = (axis: 0 | 1): number =>
    corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  return [mean(0), mean(1)];
};

/** Takes the free sector whose centre is nearest to the wished place. */
export const takeNearest = (free: FreeSector[], [lon, lat]: LonLat): FreeSector => {
  const shrink = Math.cos((lat * Math.PI) / 180);
  const away = ({ centre }: FreeSector): number => Math.hypot((centre[0] - lon) * shrink, centre[1] - lat);
  const nearest = free.reduce((best, one) => (away(one) < away(best) ? one : best));
  free.splice(free.indexOf(nearest), 1);
  return nearest;
};
