import { openPlatform, readSettings, SettingsError } from '@izdeu/server-kit';
import { createGatewayServer } from './gateway-server.js';

/** One gateway among several, on a PostgreSQL server. */
const POOL_SIZE = 6;
/** Whatever still hangs after this long is left to the operating system. */
const DRAIN_MILLISECONDS = 10_000;

const run = async (): Promise<void> => {
  const settings = readSettings(process.env);
  if (settings.databaseUrl === undefined)
    throw new SettingsError('DATABASE_URL: a gateway of its own needs a database server');
  const platform = await openPlatform(settings, { poolSize: POOL_SIZE });
  const app = await createGatewayServer(platform);
  await app.listen(settings.port, settings.host);
  platform.log.info({ port: settings.port, host: settings.host }, 'the gateway listens');

  const drain = (signal: string): void => {
    platform.log.info({ signal }, 'the gateway drains');
    setTimeout(() => process.exit(0), DRAIN_MILLISECONDS).unref();
    app
      .close()
      .then(() => platform.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          platform.log.error({ err: error }, 'draining failed');
          process.exit(1);
        },
      );
  };
  process.once('SIGTERM', drain);
  process.once('SIGINT', drain);
};

run().catch((error: unknown) => {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
});
