import { openDatabase } from '@izdeu/persistence';
import { readSettings } from '@izdeu/server-kit';

/** Brings the schema up to date and ends: run once before the services of a new version start. */
const settings = readSettings(process.env);
const database = await openDatabase({ dataDir: settings.dataDir, databaseUrl: settings.databaseUrl });
await database.close();
process.stdout.write('the schema is up to date\n');
