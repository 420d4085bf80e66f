import { createHttpApplication, HealthController, PlatformModule, type Platform } from '@izdeu/server-kit';
import type { DynamicModule, INestApplication } from '@nestjs/common';
import { useGatewayAdapter } from './gateway-adapter.js';
import { GatewayModule } from './gateway.module.js';

class GatewayServerModule {}

/** The gateway as a server of its own: sockets, health and metrics, nothing else. It does not listen yet. */
export const createGatewayServer = async (platform: Platform): Promise<INestApplication> => {
  const module: DynamicModule = {
    module: GatewayServerModule,
    imports: [PlatformModule.of(platform), GatewayModule],
    controllers: [HealthController],
  };
  const app = await createHttpApplication(module, platform);
  useGatewayAdapter(app, platform);
  return app;
};
