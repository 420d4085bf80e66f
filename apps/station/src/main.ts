import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DataFolderLockedError } from '@izdeu/persistence';
import { openPlatform, readSettings, runUntilSignal, SettingsError, type Settings } from '@izdeu/server-kit';
import { UsersService } from '@izdeu/incident-service';
import { loadDemoRegion } from './load-demo-region.js';
import { createStation } from './station-application.js';

// One process for one squad's laptop: services, sockets and console on one port, the database in a child process.
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const fail = (line: string): never => {
  process.stderr.write(`izdeu: ${line}\n`);
  process.exit(1);
};

const ROOT = resolve(import.meta.dirname, '../../..');
const isDemo = process.argv.includes('--demo');
const unknown = process.argv.slice(2).filter((argument) => argument !== '--demo');
if (unknown.length > 0) fail(`unknown argument ${unknown.join(' ')}; known: --demo`);

const settingsFromEnvironment = (): Settings => {
  try {
    const settings = readSettings(process.env);
    // A demonstration never touches the folder or the database of real searches.
    return isDemo ? { ...settings, dataDir: `${settings.dataDir}-demo`, databaseUrl: undefined } : settings;
  } catch (error) {
    if (error instanceof SettingsError) return fail(`bad settings:\n${error.message}`);
    throw error;
  }
};

const settings = settingsFromEnvironment();
const imageFile = join(ROOT, '.cache/embedded-image.tar.gz');
say(
  `opening the ${settings.databaseUrl === undefined ? `database in ${settings.dataDir}` : 'database server'} ...`,
);
const platform = await openPlatform(settings, {
  imageFile: existsSync(imageFile) ? imageFile : undefined,
}).catch((error: unknown): never => {
  if (error instanceof DataFolderLockedError)
    return fail(
      `${settings.dataDir} is in use by process ${error.holderPid}; stop it or choose another DATA_DIR`,
    );
  return fail(error instanceof Error ? error.message : String(error));
});
platform.database.embedded?.onGivenUp((reason) => {
  platform.log.fatal({ reason }, 'the database process keeps ending');
  fail(
    `the database cannot be kept running: ${reason}. Nothing that was answered is lost; see README, "What survives what".`,
  );
});

const app = await createStation(platform, join(ROOT, 'apps/console/dist'));
await app.listen(settings.port, settings.host);
runUntilSignal(platform.log, async () => {
  await app.close();
  await platform.close();
});

const origin = (settings.publicUrl ?? (await app.getUrl())).replace(/\/$/, '');
if (isDemo) await loadDemoRegion(app, platform, say);
const token = await app.get(UsersService).firstAdministratorToken();
if (token !== null) say(`create the first administrator: ${origin}/setup#${token}`);
say(`izdeu is ready: ${origin}`);
