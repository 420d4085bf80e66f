import type { Fix, TrackPoint } from '@izdeu/contracts';
import type { DataSource } from 'typeorm';
import { devicePlaces, inOrder } from './fix-order.js';
import { filedAt, skewOf } from './position-clock.js';
import {
  latestOf,
  trackPointOf,
  type LatestPosition,
  type LatestRow,
  type TrackRow,
} from './position-rows.js';

/** What a phone sends at once. */
export interface PositionBatch {
  readonly fixes: readonly Fix[];
  /** The phone's clock when the batch left. */
  readonly sentAt?: string | undefined;
}

/** Which part of a device's track is wanted. */
export interface TrackQuery {
  readonly incidentId: string;
  readonly deviceId: string;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly after: { readonly userId: string; readonly sequence: number } | null;
  readonly limit: number;
}

/** An array parameter as PostgreSQL writes it: numbers and ids need no quoting, and joining beats the driver. */
const literal = (values: readonly (number | string)[]): string => `{${values.join(',')}}`;

/** One where any may be missing; where all are, nothing is sent: `unnest` fills shorter arrays with NULL. */
const sparse = (values: readonly (number | null | undefined)[]): string =>
  values.every((value) => value === null || value === undefined)
    ? '{}'
    : literal(values.map((value) => value ?? 'NULL'));

// The mark at its start is for the embedded database: this lane does not wait for the disk (docs/protocol.md, P-21).
const RECORD = `/* may lag */WITH batch AS (
    SELECT number, ($15::uuid[])[device] AS device_id, sequence, to_timestamp(at / 1000) AS at,
      to_timestamp(reported / 1000) AS reported_at, lon, lat, accuracy, heading, speed, battery
    FROM unnest($4::int2[], $5::int[], $6::float8[], $7::float8[], $8::float8[], $9::float8[], $10::float4[],
      $11::float4[], $12::float4[], $13::int2[]) WITH ORDINALITY
    AS f(device, sequence, at, reported, lon, lat, accuracy, heading, speed, battery, number)
  ), stored AS (
    INSERT INTO position (incident_id, device_id, user_id, sequence, at, reported_at, received_at, lon, lat,
      accuracy_metres, heading_degrees, speed_metres_per_second, battery_percent)
    SELECT $1, device_id, $2, sequence, at, reported_at, $3, lon, lat, accuracy, heading, speed, battery FROM batch
    ON CONFLICT DO NOTHING
    RETURNING 1
  ), moved AS (
    INSERT INTO latest_position AS latest (incident_id, device_id, user_id, sequence, at, received_at, lon, lat,
      accuracy_metres, heading_degrees, speed_metres_per_second, battery_percent)
    SELECT $1, device_id, $2, sequence, at, $3, lon, lat, accuracy, heading, speed, battery
    FROM batch WHERE number = ANY($14::int[])
    ON CONFLICT (incident_id, device_id, user_id) DO UPDATE SET
      sequence = excluded.sequence, at = GREATEST(latest.at, excluded.at), received_at = excluded.received_at,
      lon = excluded.lon, lat = excluded.lat, accuracy_metres = excluded.accuracy_metres,
      heading_degrees = excluded.heading_degrees,
      speed_metres_per_second = excluded.speed_metres_per_second, battery_percent = excluded.battery_percent
    WHERE latest.sequence < excluded.sequence
    RETURNING device_id, at
  )
  SELECT (SELECT count(*)::int FROM stored) AS stored,
    ARRAY(SELECT device_id::text FROM moved) AS moved_devices, ARRAY(SELECT at FROM moved) AS instants`;

/**
 * The lossy lane's durable end. A device is a phone in the hands of one user: its fixes are known by their sequence,
 * a repeated one is stored once, and the latest position follows the sequence, whatever the phone's clock does.
 */
export class PositionStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Stores a batch of one user's fixes; answers how many were new and which of them are now the latest. */
  async record(
    incidentId: string,
    userId: string,
    batch: PositionBatch,
    receivedAt: Date,
    arrivedAt = receivedAt,
  ): Promise<{ stored: number; moved: Fix[] }> {
    const skew = skewOf(batch.sentAt, arrivedAt);
    const { fixes, devices, newest } = inOrder(batch.fixes);
    const reported = fixes.map((fix) => Date.parse(fix.at));
    const at = reported.map((instant) => filedAt(instant, skew, receivedAt));
    const rows: { stored: number; moved_devices: string[]; instants: Date[] }[] = await this.dataSource.query(
      RECORD,
      [
        incidentId,
        userId,
        receivedAt,
        literal(devicePlaces(newest)),
        literal(fixes.map((fix) => fix.sequence)),
        literal(at),
        sparse(reported.map((instant, index) => (instant === at[index] ? null : instant))),
        literal(fixes.map((fix) => fix.lon)),
        literal(fixes.map((fix) => fix.lat)),
        literal(fixes.map((fix) => fix.accuracyMetres)),
        sparse(fixes.map((fix) => fix.headingDegrees)),
        sparse(fixes.map((fix) => fix.speedMetresPerSecond)),
        sparse(fixes.map((fix) => fix.batteryPercent)),
        literal(newest.map((index) => index + 1)),
        literal(devices),
      ],
    );
    const { stored = 0, moved_devices: movedDevices = [], instants = [] } = rows[0] ?? {};
    const filed = new Map(movedDevices.map((deviceId, index) => [deviceId, instants[index]?.toISOString()]));
    const moved = newest.flatMap((index) => {
      const fix = fixes[index];
      const instant = fix === undefined ? undefined : filed.get(fix.deviceId);
      return fix === undefined || instant === undefined ? [] : [{ ...fix, at: instant }];
    });
    return { stored, moved };
  }

  /** Latest position of each device, optionally only those received after an instant. */
  async latest(incidentId: string, receivedAfter: Date | null = null): Promise<LatestPosition[]> {
    const rows: LatestRow[] = await this.dataSource.query(
      `SELECT l.*, u.display_name, (
         SELECT t.id FROM team t JOIN team_member m ON m.team_id = t.id
         WHERE t.incident_id = l.incident_id AND t.disbanded_at IS NULL AND m.member_id = u.member_id
         ORDER BY t.id LIMIT 1) AS team_id
       FROM latest_position l JOIN app_user u ON u.id = l.user_id
       WHERE l.incident_id = $1 AND ($2::timestamptz IS NULL OR l.received_at > $2)
       ORDER BY l.device_id, l.user_id`,
      [incidentId, receivedAfter],
    );
    return rows.map(latestOf);
  }

  /** The fixes of one device in the order in which it took them; the primary key is their index. */
  async track({ incidentId, deviceId, from, to, after, limit }: TrackQuery): Promise<TrackPoint[]> {
    const rows: TrackRow[] = await this.dataSource.query(
      `SELECT user_id, sequence, at, reported_at, received_at, lon, lat, accuracy_metres, heading_degrees,
         speed_metres_per_second, battery_percent
       FROM position
       WHERE incident_id = $1 AND device_id = $2
         AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at <= $4)
         AND ($5::uuid IS NULL OR (user_id, sequence) > ($5, $6::int))
       ORDER BY user_id, sequence LIMIT $7`,
      [incidentId, deviceId, from, to, after?.userId ?? null, after?.sequence ?? 0, limit],
    );
    return rows.map(trackPointOf);
  }
}
