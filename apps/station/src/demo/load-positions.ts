import { reportPositions, type LonLat } from '@izdeu/contracts';
import { pointFrom } from './demo-places.js';
import type { DemoPort } from './demo-port.js';
import { createSeededRandom, uuidFrom } from './seeded-random.js';

const FIXES = 24;
const SECONDS_BETWEEN = 30;

export interface Walk {
  readonly incidentId: string;
  readonly key: string;
  readonly login: string;
  /** Middle of the sector the team walks in. */
  readonly centre: LonLat;
  readonly until: Date;
}

/** Twelve minutes of a leader's phone, walking lines some 15 m apart through the sector. */
export const reportTeamPositions = async (port: DemoPort, seed: string, walk: Walk): Promise<void> => {
  const name = `${walk.key}:phone:${walk.login}`;
  const random = createSeededRandom(`${seed}:${name}`);
  const [lon, lat] = walk.centre;
  const fixes = Array.from({ length: FIXES }, (_, index) => {
    const line = Math.floor(index / 8);
    const along = line % 2 === 0 ? index % 8 : 7 - (index % 8);
    const point = pointFrom(
      { lon, lat },
      along * 28 - 100 + random.next() * 6,
      line * 15 + random.next() * 4,
    );
    return {
      deviceId: uuidFrom(seed, `device:${walk.login}`),
      sequence: index,
      at: new Date(walk.until.getTime() - (FIXES - index) * SECONDS_BETWEEN * 1_000).toISOString(),
      lon: point.coordinates[0],
      lat: point.coordinates[1],
      accuracyMetres: random.integer(4, 14),
      headingDegrees: line % 2 === 0 ? 90 : 270,
      speedMetresPerSecond: 0.9,
      batteryPercent: 80 - Math.floor(index / 4),
    };
  });
  await port.call(walk.login, reportPositions, {
    params: { id: walk.incidentId },
    body: { commandId: uuidFrom(seed, name), fixes },
  });
};
