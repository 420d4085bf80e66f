import { setTimeout as pause } from 'node:timers/promises';
import { Closing } from '@izdeu/server-kit';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server as HttpServer } from 'node:http';
import type { GatewayServer, GatewaySocket } from './gateway-socket.js';

/** `/health/ready` is red this long before the first connection is cut. */
const LEAD_MILLISECONDS = 1_000;
const STEP_MILLISECONDS = 50;
/** Whoever is cut joins elsewhere: so many a step are a load that a gateway carries beside its own. */
const CUT_A_STEP = 10;
const LONGEST_SPREAD_MILLISECONDS = 5_000;
/** A command that takes longer is answered by its repetition, at another gateway. */
const COMMANDS_MILLISECONDS = 5_000;

/** Hands the connections of a process that ends to the others, without a stampede and without losing an answer. */
@Injectable()
export class Drain {
  constructor(
    private readonly closing: Closing,
    private readonly http: HttpAdapterHost,
  ) {}

  /**
   * Resolves when every connection is gone. They are cut without a farewell: to a client that is a lost link, so it
   * returns to whoever serves next.
   */
  async run(server: GatewayServer): Promise<void> {
    this.closing.begin();
    const { sockets } = server.sockets;
    if (sockets.size > 0) await pause(LEAD_MILLISECONDS);
    // Connections that are there go on; a new one is refused by the kernel, so that a proxy tries the next gateway.
    (this.http.httpAdapter.getHttpServer() as HttpServer).close();
    const steps = LONGEST_SPREAD_MILLISECONDS / STEP_MILLISECONDS;
    const cutAtOnce = Math.max(CUT_A_STEP, Math.ceil(sockets.size / steps));
    const cuts: Promise<void>[] = [];
    const begun = new Set<GatewaySocket>();
    for (;;) {
      const next = [...sockets.values()].filter((socket) => !begun.has(socket)).slice(0, cutAtOnce);
      if (next.length === 0) break;
      for (const socket of next) {
        begun.add(socket);
        cuts.push(cutWhenIdle(socket));
      }
      if (sockets.size > next.length) await pause(STEP_MILLISECONDS);
    }
    await Promise.all(cuts);
  }
}

const cutWhenIdle = async ({ conn, data }: GatewaySocket): Promise<void> => {
  const deadline = Date.now() + COMMANDS_MILLISECONDS;
  while (data.running > 0 && conn.readyState === 'open' && Date.now() < deadline)
    await pause(STEP_MILLISECONDS);
  conn.close();
};
