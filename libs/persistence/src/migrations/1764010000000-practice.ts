import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exercises are marked, so that no figure counts them. */
export class Practice1764010000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['missing_person_application', 'incident'])
      await runner.query(`ALTER TABLE ${table} ADD practice boolean NOT NULL DEFAULT false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['missing_person_application', 'incident'])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN practice`);
  }
}
