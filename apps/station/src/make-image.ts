import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@izdeu/persistence';

/** Makes the prepared image of an empty, migrated database that a first start is filled from. */
const file = process.argv[2];
if (file === undefined) throw new Error('usage: make-image FILE');
const dataDir = await mkdtemp(join(tmpdir(), 'izdeu-image-'));
const database = await openDatabase({ dataDir });
try {
  await database.embedded?.dumpImage(file);
} finally {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
}
