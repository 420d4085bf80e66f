import { randomUUID } from 'node:crypto';
import { SOCKET_COMMANDS, type Ack, type SocketCommand } from '@izdeu/contracts';
import { DomainError, hasPermission } from '@izdeu/domain';
import { acknowledged, LOG, parseInput, type Platform, type SignedIn } from '@izdeu/server-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { GatewaySocket } from './gateway-socket.js';
import { LiveSessions } from './live-sessions.js';

type Request<C extends SocketCommand> = (typeof SOCKET_COMMANDS)[C]['request']['_zod']['output'];
type Acknowledge = (answer: Ack<never>) => void;

/** Positions come every second from every phone; the other commands are rare and look the session up each time. */
const BELIEVES: readonly SocketCommand[] = ['position:report'];

/** Every command passes here: rate, session, permission, shape, and an answer whatever happens. */
@Injectable()
export class CommandDesk {
  constructor(
    private readonly sessions: LiveSessions,
    @Inject(LOG) private readonly log: Platform['log'],
  ) {}

  /** Runs a command as its contract declares it. */
  run<C extends SocketCommand, T>(
    command: C,
    socket: GatewaySocket,
    payload: unknown,
    work: (signedIn: SignedIn, request: Request<C>) => Promise<T>,
  ): Promise<Ack<T>> {
    socket.data.running += 1;
    return acknowledged(this.log, randomUUID(), async () => {
      const { permission, request } = SOCKET_COMMANDS[command];
      const signedIn = await this.sessions.confirm(socket, !BELIEVES.includes(command));
      if (!hasPermission(signedIn.principal, permission))
        throw new DomainError('FORBIDDEN', `this needs the permission ${permission}`, { permission });
      return work(signedIn, parseInput(request, payload) as Request<C>);
    }).finally(() => {
      // Once the answer is with the transport.
      setImmediate(() => (socket.data.running -= 1));
    });
  }

  /** Refuses what comes too fast and what is no command, before any handler sees it. */
  guard(socket: GatewaySocket): void {
    socket.use((packet, next) => {
      const event: unknown = packet[0];
      const last: unknown = packet[packet.length - 1];
      const refusal = this.refusalOf(socket, event);
      if (refusal === null) return next();
      if (typeof last !== 'function') return;
      void acknowledged<never>(this.log, randomUUID(), () => Promise.reject(refusal)).then(
        last as Acknowledge,
      );
    });
  }

  private refusalOf(socket: GatewaySocket, event: unknown): DomainError | null {
    if (!socket.data.rate.take(Date.now()))
      return new DomainError('TOO_MANY_REQUESTS', 'too many commands; slow down', { retryAfterSeconds: 1 });
    if (typeof event === 'string' && Object.hasOwn(SOCKET_COMMANDS, event)) return null;
    return new DomainError('NOT_FOUND', 'there is no such command', { field: 'event' });
  }
}
