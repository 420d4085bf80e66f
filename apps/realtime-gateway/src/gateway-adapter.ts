import type { Server as HttpServer } from 'node:http';
import type { Platform } from '@izdeu/server-kit';
import type { INestApplication, WsMessageHandler } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { Server, type ServerOptions, type Socket } from 'socket.io';
import { frameSkipping } from './frame-skipping.js';
import { encodeSharedAnswers } from './shared-answer.js';

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
    const server = new Server(this.httpServer as HttpServer, { ...OPTIONS, ...cors });
    server.adapter(frameSkipping(server));
    encodeSharedAnswers(server);
    return server;
  }

  /** Plain listeners: a chain of observables for each command and connection is memory for nothing. */
  override bindMessageHandlers(socket: Socket, handlers: WsMessageHandler[]): void {
    for (const { message, callback } of handlers)
      socket.on(String(message), (...given: unknown[]) => {
        const { body, acknowledge } = commandOf(given);
        // `CommandDesk` turns whatever goes wrong into an answer.
        void Promise.resolve(callback(body, acknowledge)).then((answer) => acknowledge?.(answer));
      });
  }
}

/** What came with a command: its body, and how to answer it. More than one argument besides is no body of ours. */
const commandOf = (given: unknown[]): { body: unknown; acknowledge: ((answer: unknown) => void) | null } => {
  const last = given.at(-1);
  const isAcknowledged = typeof last === 'function';
  const rest = isAcknowledged ? given.slice(0, -1) : given;
  return {
    body: rest.length > 1 ? rest : rest[0],
    acknowledge: isAcknowledged ? (last as (answer: unknown) => void) : null,
  };
};

/** Call it between creating an application whose module imports `GatewayModule` and its `listen`. */
export const useGatewayAdapter = (app: INestApplication, platform: Platform): void => {
  app.useWebSocketAdapter(new GatewayAdapter(app, platform.settings.publicUrl));
};
