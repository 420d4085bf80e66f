import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A snapshot reads the assignments that may still move: its cost must not follow those that are finished. */
export class OpenAssignments1764030000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX sector_assignment_open ON sector_assignment (incident_id)
       WHERE state NOT IN ('completed', 'incomplete', 'refused', 'withdrawn')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX sector_assignment_open');
  }
}
