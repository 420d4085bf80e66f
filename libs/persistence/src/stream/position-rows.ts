import type { LivePosition, TrackPoint } from '@izdeu/contracts';

/** The latest position of a device, with the number that orders it. */
export interface LatestPosition {
  readonly sequence: number;
  readonly position: LivePosition;
}

interface ReadingRow {
  user_id: string;
  sequence: number;
  at: Date;
  received_at: Date;
  lon: number;
  lat: number;
  accuracy_metres: number;
  heading_degrees: number | null;
  speed_metres_per_second: number | null;
  battery_percent: number | null;
}

export interface LatestRow extends ReadingRow {
  device_id: string;
  display_name: string;
  team_id: string | null;
}

export interface TrackRow extends ReadingRow {
  reported_at: Date | null;
}

const readingOf = (row: ReadingRow) => ({
  userId: row.user_id,
  at: row.at.toISOString(),
  receivedAt: row.received_at.toISOString(),
  lon: row.lon,
  lat: row.lat,
  accuracyMetres: row.accuracy_metres,
  ...(row.heading_degrees !== null && { headingDegrees: row.heading_degrees }),
  ...(row.speed_metres_per_second !== null && { speedMetresPerSecond: row.speed_metres_per_second }),
  ...(row.battery_percent !== null && { batteryPercent: row.battery_percent }),
});

export const latestOf = (row: LatestRow): LatestPosition => ({
  sequence: row.sequence,
  position: {
    ...readingOf(row),
    deviceId: row.device_id,
    displayName: row.display_name,
    teamId: row.team_id,
  },
});

export const trackPointOf = (row: TrackRow): TrackPoint => ({
  ...readingOf(row),
  sequence: row.sequence,
  ...(row.reported_at !== null && { reportedAt: row.reported_at.toISOString() }),
});
