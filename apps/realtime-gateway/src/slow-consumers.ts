import { LOG, type Platform } from '@izdeu/server-kit';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { isBehind } from './frame-skipping.js';
import {
  cutOff,
  queuedBytes,
  queuedMessages,
  waitingLength,
  type GatewayServer,
  type GatewaySocket,
} from './gateway-socket.js';
import { IncidentStreams } from './incident-streams.js';

/** A connection that was over a bound at two looks in a row is cut. */
const LOOK_MILLISECONDS = 500;
export const QUEUED_MESSAGES = 500;
export const QUEUED_BYTES = 1_000_000;

/**
 * Clients that stop reading: what is queued for them is bounded, position frames go first, then the connection.
 * A client that was cut comes back with its number and misses nothing.
 */
@Injectable()
export class SlowConsumers implements BeforeApplicationShutdown {
  private look: NodeJS.Timeout | undefined;
  private overBound = new Set<GatewaySocket>();

  constructor(
    private readonly streams: IncidentStreams,
    @Inject(LOG) private readonly log: Platform['log'],
  ) {}

  start(server: GatewayServer): void {
    this.look = setInterval(() => this.lookAt(server.sockets.sockets.values()), LOOK_MILLISECONDS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.look);
  }

  private lookAt(sockets: Iterable<GatewaySocket>): void {
    const before = this.overBound;
    this.overBound = new Set();
    for (const socket of sockets) {
      const messages = queuedMessages(socket);
      const bytes = queuedBytes(socket);
      if (messages === 0 && bytes === 0) this.caughtUp(socket);
      else if (isOver(socket, messages, bytes)) {
        if (before.has(socket)) this.cut(socket, messages);
        else this.overBound.add(socket);
      } else if (socket.data.skippedFrames && !isBehind(socket)) this.sendSkipped(socket);
    }
  }

  private caughtUp(socket: GatewaySocket): void {
    socket.data.allowance = 0;
    if (socket.data.skippedFrames) this.sendSkipped(socket);
  }

  private sendSkipped(socket: GatewaySocket): void {
    socket.data.skippedFrames = false;
    for (const incidentId of socket.data.joined.keys())
      this.streams.find(incidentId)?.lane.sendLatestTo(socket);
  }

  private cut(socket: GatewaySocket, messages: number): void {
    this.log.warn({ messages }, 'a connection that does not read was cut');
    this.streams.leaveAll(socket);
    cutOff(socket);
  }
}

const isOver = (socket: GatewaySocket, messages: number, bytes: number): boolean => {
  if (messages > QUEUED_MESSAGES) return true;
  const bound = QUEUED_BYTES + socket.data.allowance;
  return bytes > bound || bytes + waitingLength(socket) > bound;
};
