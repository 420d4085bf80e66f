import type { Server as HttpServer } from 'node:http';
import type { Platform } from '@izdeu/server-kit';
import type { INestApplication } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { Server, type ServerOptions } from 'socket.io';

/** A batch of 600 fixes is about 120 kB. */
const MESSAGE_LIMIT_BYTES = 1_000_000;

/** `connectionStateRecovery` stays unset: clients catch up by their own cursor, a second replay would double events. */
const OPTIONS: Partial<ServerOptions> = {
  path: '/socket.io',
  serveClient: false,
  maxHttpBufferSize: MESSAGE_LIMIT_BYTES,
  // Compressing every small frame costs more processor time than the bytes it saves.
  perMessageDeflate: false,
  httpCompression: false,
  // Dead links are noticed within 18 s; a client that does not read holds memory no longer than that.
  pingInterval: 10_000,
  pingTimeout: 8_000,
  connectTimeout: 10_000,
};

/** socket.io on the application's own HTTP server. */
export class GatewayAdapter extends IoAdapter {
  constructor(
    app: INestApplication,
    private readonly publicUrl: string | undefined,
  ) {
    super(app);
  }

  // Nest brings its own copy of socket.io, the same in all but the identity of its types.
  override create(): ReturnType<IoAdapter['create']> {
    const cors = this.publicUrl === undefined ? {} : { cors: { origin: this.publicUrl, credentials: true } };
    return new Server(this.httpServer as HttpServer, { ...OPTIONS, ...cors });
  }
}

/** Call it between creating an application whose module imports `GatewayModule` and its `listen`. */
export const useGatewayAdapter = (app: INestApplication, platform: Platform): void => {
  app.useWebSocketAdapter(new GatewayAdapter(app, platform.settings.publicUrl));
};
