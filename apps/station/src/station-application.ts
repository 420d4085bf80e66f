import { existsSync } from 'node:fs';
import { IncidentServiceModule } from '@izdeu/incident-service';
import { GatewayModule, useGatewayAdapter } from '@izdeu/realtime-gateway';
import { createHttpApplication, PlatformModule, type Platform } from '@izdeu/server-kit';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveConsole } from './serve-console.js';

/** Services, gateway and console of one squad's laptop on one port; not listening yet. */
export const createStation = async (
  platform: Platform,
  consoleDir: string,
): Promise<NestFastifyApplication> => {
  @Module({ imports: [PlatformModule.of(platform), IncidentServiceModule, GatewayModule] })
  class StationModule {}

  const app = await createHttpApplication(StationModule, platform);
  useGatewayAdapter(app, platform);
  if (existsSync(consoleDir)) await serveConsole(app, platform.settings, consoleDir);
  else platform.log.warn('the console is not built; only the API is served');
  return app;
};
