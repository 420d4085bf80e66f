import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A conflict names who made the other change: the audit log is asked by object. Accounts get the version they lacked. */
export class WhoChanged1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX audit_entry_object ON audit_entry (object_id, id)');
    await runner.query('ALTER TABLE app_user ADD COLUMN version integer NOT NULL DEFAULT 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE app_user DROP COLUMN version');
    await runner.query('DROP INDEX audit_entry_object');
  }
}
