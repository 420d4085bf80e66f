import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events name what they are about, and a pass can be annulled: what taking back needs. */
export class Undo1764020000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox ADD object_id uuid');
    await runner.query(
      `UPDATE outbox SET object_id = COALESCE(payload#>>'{assignment,id}', payload#>>'{team,id}', payload#>>'{grid,id}',
         payload->>'gridId', payload#>>'{sector,id}', payload->>'sectorId', payload->>'outcomeId',
         payload#>>'{incident,id}')::uuid`,
    );
    await runner.query('ALTER TABLE outbox ALTER COLUMN object_id SET NOT NULL');
    await runner.query('CREATE INDEX outbox_object ON outbox (incident_id, object_id, seq)');
    await runner.query(
      'ALTER TABLE sector_pass ADD annulled_at timestamptz, ADD annulled_by uuid, ADD annul_reason text',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE sector_pass DROP COLUMN annulled_at, DROP COLUMN annulled_by, DROP COLUMN annul_reason',
    );
    await runner.query('ALTER TABLE outbox DROP COLUMN object_id');
  }
}
