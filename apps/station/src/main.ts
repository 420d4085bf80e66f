import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DataFolderLockedError, SupervisedDatabase } from '@izdeu/persistence/supervised-database';
import { readSettings, SettingsError, type Settings } from '@izdeu/server-kit/settings';

// One process for one squad's laptop: services, sockets and console on one port, the database in a child process. The
// child is started before anything else is loaded: opening takes as long as loading the program.
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
const image = join(ROOT, '.cache/embedded-image.tar.gz');
const imageFile = existsSync(image) ? image : undefined;
say(
  `opening the ${settings.databaseUrl === undefined ? `database in ${settings.dataDir}` : 'database server'} ...`,
);

const failedToOpen = (error: unknown): never =>
  fail(
    error instanceof DataFolderLockedError
      ? `${settings.dataDir} is in use by process ${error.holderPid}; stop it or choose another DATA_DIR`
      : error instanceof Error
        ? error.message
        : String(error),
  );

/** What the database says before there is a log. */
const lines: string[] = [];
let log = (line: string): void => void lines.push(line);
const { dataDir } = settings;
const embedded =
  settings.databaseUrl === undefined
    ? SupervisedDatabase.start({ dataDir, imageFile, log: (line) => log(line) })
    : undefined;
embedded?.catch(failedToOpen);

const { runStation } = await import('./run-station.js');
await runStation({
  ...{ settings, isDemo, say, fail, failedToOpen },
  ...(embedded && { embedded }),
  consoleDir: join(ROOT, 'apps/console/dist'),
  hearDatabase: (listener) => {
    log = listener;
    lines.splice(0).forEach(listener);
  },
});
