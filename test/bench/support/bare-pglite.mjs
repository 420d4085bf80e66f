// Opens an embedded database folder with nothing around it, asks one question, and ends.
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { postgis } from '@electric-sql/pglite-postgis';

const db = await PGlite.create({ dataDir: process.argv[2], extensions: { postgis, pgcrypto, pg_trgm } });
await db.query('SELECT count(*) FROM incident');
process.stdout.write('ready\n');
await db.close();
