import type { MigrationInterface, QueryRunner } from 'typeorm';

const folded = (column: string): string => `translate(lower(${column}), 'әғқңөұүһіёй', 'агкноуухиеи')`;

/** Names are found by any part of them, Kazakh letters by the Russian ones they are typed as. */
export class SearchNames1763985600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    await runner.query(
      `CREATE INDEX missing_person_name ON missing_person USING gin ((${folded("profile->>'fullName'")}) gin_trgm_ops)`,
    );
    await runner.query(
      `CREATE INDEX member_name ON member USING gin ((${folded('full_name')}) gin_trgm_ops)`,
    );
    await runner.query(
      `CREATE INDEX incident_title ON incident USING gin ((${folded('title')}) gin_trgm_ops)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['missing_person_name', 'member_name', 'incident_title'])
      await runner.query(`DROP INDEX ${index}`);
  }
}
