import {
  createHttpApplication,
  openPlatform,
  PlatformModule,
  readSettings,
  runUntilSignal,
} from '@izdeu/server-kit';
import { Module } from '@nestjs/common';
import { UsersService } from './identity/users.service.js';
import { IncidentServiceModule } from './incident-service.module.js';

// Server mode: one of n services behind a proxy, on a PostgreSQL server that DATABASE_URL names.
const settings = readSettings(process.env);
const platform = await openPlatform(settings);

@Module({ imports: [PlatformModule.of(platform), IncidentServiceModule] })
class ServiceModule {}

const app = await createHttpApplication(ServiceModule, platform);
await app.listen(settings.port, settings.host);
const token = await app.get(UsersService).firstAdministratorToken();
if (token !== null) {
  const origin = settings.publicUrl ?? (await app.getUrl());
  process.stdout.write(`create the first administrator: ${origin.replace(/\/$/, '')}/setup#${token}\n`);
}
runUntilSignal(platform.log, async () => {
  await app.close();
  await platform.close();
});
