import { UsersService } from '@izdeu/incident-service';
import type { SupervisedDatabase } from '@izdeu/persistence/supervised-database';
import { openPlatform, runUntilSignal } from '@izdeu/server-kit';
import type { Settings } from '@izdeu/server-kit/settings';
import { loadDemoRegion } from './load-demo-region.js';
import { createStation } from './station-application.js';

export interface StationStart {
  readonly settings: Settings;
  readonly isDemo: boolean;
  /** Being opened; absent with a database server. */
  readonly embedded?: Promise<SupervisedDatabase>;
  readonly consoleDir: string;
  readonly say: (line: string) => void;
  readonly fail: (line: string) => never;
  readonly failedToOpen: (error: unknown) => never;
  /** Hands on what the embedded database says. */
  readonly hearDatabase: (listener: (line: string) => void) => void;
}

/** Runs the station until a signal ends it. */
export const runStation = async (start: StationStart): Promise<void> => {
  const { settings, isDemo, embedded, consoleDir, say, fail, failedToOpen, hearDatabase } = start;
  const platform = await openPlatform(settings, embedded && { embedded }).catch(failedToOpen);
  hearDatabase((line) => platform.log.info(line));
  platform.database.embedded?.onGivenUp((reason) => {
    platform.log.fatal({ reason }, 'the database process keeps ending');
    fail(
      `the database cannot be kept running: ${reason}. Nothing that was answered is lost; see README, "What survives what".`,
    );
  });

  const app = await createStation(platform, consoleDir);
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
};
