import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A device is a phone in the hands of one user: two users of one phone, or a phone restored from another's backup,
 * neither hide nor overwrite each other. The key leads with the device, so that a track is one range of it.
 */
const STATEMENTS = [
  `ALTER TABLE position ADD COLUMN reported_at timestamptz`,
  `ALTER TABLE position DROP CONSTRAINT position_pkey,
     ADD CONSTRAINT position_pkey PRIMARY KEY (incident_id, device_id, user_id, sequence)`,
  `ALTER TABLE latest_position ADD COLUMN sequence integer`,
  `UPDATE latest_position l SET sequence = COALESCE((
     SELECT max(p.sequence) FROM position p WHERE p.incident_id = l.incident_id AND p.device_id = l.device_id
       AND p.user_id = l.user_id AND p.at = l.at), 0)`,
  `ALTER TABLE latest_position ALTER COLUMN sequence SET NOT NULL`,
  `ALTER TABLE latest_position DROP CONSTRAINT latest_position_pkey,
     ADD CONSTRAINT latest_position_pkey PRIMARY KEY (incident_id, device_id, user_id)`,
];

export class PositionIdentity1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('positions of two users of one device cannot share a row again'));
  }
}
