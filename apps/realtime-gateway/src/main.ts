import { openPlatform, readSettings, runUntilSignal, SettingsError } from '@izdeu/server-kit';
import { createGatewayServer } from './gateway-server.js';

/** One gateway among several, on a PostgreSQL server. */
const POOL_SIZE = 6;

const run = async (): Promise<void> => {
  const settings = readSettings(process.env);
  if (settings.databaseUrl === undefined)
    throw new SettingsError('DATABASE_URL: a gateway of its own needs a database server');
  const platform = await openPlatform(settings, { poolSize: POOL_SIZE });
  const app = await createGatewayServer(platform);
  await app.listen(settings.port, settings.host);
  platform.log.info({ port: settings.port, host: settings.host }, 'the gateway listens');
  runUntilSignal(platform.log, async () => {
    await app.close();
    await platform.close();
  });
};

run().catch((error: unknown) => {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
});
