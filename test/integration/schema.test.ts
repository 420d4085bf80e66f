import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openDatabase, type Database } from '@izdeu/persistence';
import { createTestDatabase, testedModes, type TestDatabase } from '@izdeu/testing';

jest.setTimeout(60_000);

describe.each(testedModes())('the schema (%s)', (mode) => {
  let place: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    place = await createTestDatabase(mode);
    database = await openDatabase(place);
  });
  afterAll(async () => {
    await database.close();
    await place.dispose();
  });

  test('migrations on an empty database leave no difference to the entities', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    // Entities declare no relations on purpose, so the builder would drop our named foreign keys.
    const drift = upQueries
      .map((query) => query.query)
      .filter((sql) => !/DROP CONSTRAINT "fk_\w+"$/.test(sql));
    expect(drift).toEqual([]);
  });

  test('the audit log takes no change and no deletion', async () => {
    const { dataSource } = database;
    await dataSource.query(`INSERT INTO audit_entry (at, action, details) VALUES (now(), 'test', '{}')`);
    for (const statement of [
      `UPDATE audit_entry SET action = 'other'`,
      'DELETE FROM audit_entry',
      'TRUNCATE audit_entry',
    ])
      await expect(dataSource.query(statement)).rejects.toThrow('append-only');
  });

  test('the time zone of the region is known, with its change of 2024', async () => {
    const [row]: { before: string; after: string }[] = await database.dataSource.query(
      `SELECT to_char(timestamptz '2021-06-30T18:30Z' AT TIME ZONE 'Asia/Qostanay', 'YYYY-MM-DD HH24:MI') AS before,
         to_char(timestamptz '2025-06-30T18:30Z' AT TIME ZONE 'Asia/Qostanay', 'YYYY-MM-DD HH24:MI') AS after`,
    );
    expect(row).toEqual({ before: '2021-07-01 00:30', after: '2025-06-30 23:30' });
  });
});
