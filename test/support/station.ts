import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsersService } from '@izdeu/incident-service';
import { openPlatform, readSettings, type Platform } from '@izdeu/server-kit';
import { createStation } from '@izdeu/station';
import { createTestDatabase, type DatabaseMode } from '@izdeu/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Api, type EmptyServer } from './api.js';

export { PASSWORD, pathOf, Refusal } from './api.js';

const ROOT = resolve(import.meta.dirname, '../..');
const IMAGE = resolve(ROOT, '.cache/embedded-image.tar.gz');

/** A running station with an empty database of its own, spoken to over its real port. */
export class TestStation extends Api implements EmptyServer {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly platform: Platform,
    url: string,
    private readonly dispose: () => Promise<void>,
  ) {
    super(url);
  }

  static async start(mode: DatabaseMode): Promise<TestStation> {
    const database = await createTestDatabase(mode);
    const settings = readSettings({
      DATA_DIR: database.dataDir,
      DATABASE_URL: database.databaseUrl ?? '',
      LOG_LEVEL: process.env.IZDEU_TEST_LOG ?? 'silent',
      PORT: '0',
    });
    const platform = await openPlatform(settings, { imageFile: existsSync(IMAGE) ? IMAGE : undefined });
    const app = await createStation(platform, resolve(ROOT, 'apps/console/dist'));
    await app.listen(0, '127.0.0.1');
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    return new TestStation(app, platform, url, async () => {
      await app.close();
      await platform.close();
      await database.dispose();
    });
  }

  stop(): Promise<void> {
    return this.dispose();
  }

  async firstAdministrator(): Promise<string> {
    const token = await this.app.get(UsersService).firstAdministratorToken();
    if (token === null) throw new Error('there is an administrator already');
    return this.acceptLink(token, 'administrator');
  }
}
