import type { Fix, LivePosition } from '@izdeu/contracts';
import type { DataSource } from 'typeorm';

interface LatestRow {
  device_id: string;
  user_id: string;
  display_name: string;
  team_id: string | null;
  at: Date;
  received_at: Date;
  lon: number;
  lat: number;
  accuracy_metres: number;
  heading_degrees: number | null;
  speed_metres_per_second: number | null;
  battery_percent: number | null;
}

/** Fixes older than this may not be newer than the server's clock: phones with a wrong clock are held back. */
const FUTURE_TOLERANCE_MILLISECONDS = 60_000;

/** The instant a fix is filed under. */
export const filedInstant = (at: string, receivedAt: Date): Date =>
  new Date(Math.min(Date.parse(at), receivedAt.getTime() + FUTURE_TOLERANCE_MILLISECONDS));

/**
 * The lossy lane's durable end: a batch of fixes is one statement, a repeated fix is stored once, and the latest
 * position of a device only ever moves forward in time.
 */
export class PositionStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Stores a batch of one user's fixes; answers how many were new. */
  async record(incidentId: string, userId: string, fixes: readonly Fix[], receivedAt: Date): Promise<number> {
    const at = fixes.map((fix) => filedInstant(fix.at, receivedAt));
    const rows: { stored: number }[] = await this.dataSource.query(
      `WITH batch AS (
         SELECT DISTINCT ON (device_id, sequence) * FROM unnest(
           $3::uuid[], $4::int[], $5::timestamptz[], $6::float8[], $7::float8[], $8::float4[], $9::float4[],
           $10::float4[], $11::int2[])
         AS f(device_id, sequence, at, lon, lat, accuracy, heading, speed, battery)
         ORDER BY device_id, sequence
       ), stored AS (
         INSERT INTO position (incident_id, device_id, sequence, user_id, at, received_at, lon, lat,
           accuracy_metres, heading_degrees, speed_metres_per_second, battery_percent)
         SELECT $1, device_id, sequence, $2, at, $12, lon, lat, accuracy, heading, speed, battery FROM batch
         ON CONFLICT DO NOTHING
         RETURNING device_id, at, lon, lat, accuracy_metres, heading_degrees, speed_metres_per_second,
           battery_percent
       ), newest AS (
         SELECT DISTINCT ON (device_id) * FROM stored ORDER BY device_id, at DESC
       ), moved AS (
         INSERT INTO latest_position AS latest (incident_id, device_id, user_id, at, received_at, lon, lat,
           accuracy_metres, heading_degrees, speed_metres_per_second, battery_percent)
         SELECT $1, device_id, $2, at, $12, lon, lat, accuracy_metres, heading_degrees,
           speed_metres_per_second, battery_percent FROM newest
         ON CONFLICT (incident_id, device_id) DO UPDATE SET
           user_id = excluded.user_id, at = excluded.at, received_at = excluded.received_at,
           lon = excluded.lon, lat = excluded.lat, accuracy_metres = excluded.accuracy_metres,
           heading_degrees = excluded.heading_degrees,
           speed_metres_per_second = excluded.speed_metres_per_second,
           battery_percent = excluded.battery_percent
         WHERE latest.at < excluded.at
       )
       SELECT count(*)::int AS stored FROM stored`,
      [
        incidentId,
        userId,
        fixes.map((fix) => fix.deviceId),
        fixes.map((fix) => fix.sequence),
        at,
        fixes.map((fix) => fix.lon),
        fixes.map((fix) => fix.lat),
        fixes.map((fix) => fix.accuracyMetres),
        fixes.map((fix) => fix.headingDegrees ?? null),
        fixes.map((fix) => fix.speedMetresPerSecond ?? null),
        fixes.map((fix) => fix.batteryPercent ?? null),
        receivedAt,
      ],
    );
    return rows[0]?.stored ?? 0;
  }

  /** Latest position of each device, optionally only those received after an instant. */
  async latest(incidentId: string, receivedAfter: Date | null = null): Promise<LivePosition[]> {
    const rows: LatestRow[] = await this.dataSource.query(
      `SELECT l.*, u.display_name, (
         SELECT t.id FROM team t JOIN team_member m ON m.team_id = t.id
         WHERE t.incident_id = l.incident_id AND t.disbanded_at IS NULL AND m.member_id = u.member_id
         ORDER BY t.id LIMIT 1) AS team_id
       FROM latest_position l JOIN app_user u ON u.id = l.user_id
       WHERE l.incident_id = $1 AND ($2::timestamptz IS NULL OR l.received_at > $2)
       ORDER BY l.device_id`,
      [incidentId, receivedAfter],
    );
    return rows.map((row) => ({
      deviceId: row.device_id,
      userId: row.user_id,
      displayName: row.display_name,
      teamId: row.team_id,
      at: row.at.toISOString(),
      receivedAt: row.received_at.toISOString(),
      lon: row.lon,
      lat: row.lat,
      accuracyMetres: row.accuracy_metres,
      ...(row.heading_degrees !== null && { headingDegrees: row.heading_degrees }),
      ...(row.speed_metres_per_second !== null && { speedMetresPerSecond: row.speed_metres_per_second }),
      ...(row.battery_percent !== null && { batteryPercent: row.battery_percent }),
    }));
  }
}
