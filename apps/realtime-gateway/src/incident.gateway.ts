import { randomUUID } from 'node:crypto';
import type { Ack, JoinAnswer } from '@izdeu/contracts';
import { errorAnswer, LOG, type Platform } from '@izdeu/server-kit';
import { Inject, type OnModuleDestroy } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { CommandDesk } from './command-desk.js';
import { cutOff, queuedBytes, type GatewayServer, type GatewaySocket } from './gateway-socket.js';
import { Drain } from './drain.js';
import { Handshake } from './handshake.js';
import { noSuchIncident } from './incident-access.js';
import { IncidentStreams } from './incident-streams.js';
import { JoinIncident } from './join.js';
import { LiveSessions } from './live-sessions.js';
import { ReportPositions } from './report-positions.js';
import { SlowConsumers } from './slow-consumers.js';

/** Whoever is disconnected has this long to read what was on its way. */
const LAST_MESSAGE_MILLISECONDS = 2_000;

/** The socket transport: who connects, which commands there are. Everything behind it is in the classes it names. */
@WebSocketGateway()
export class IncidentGateway
  implements
    OnGatewayInit<GatewayServer>,
    OnGatewayConnection<GatewaySocket>,
    OnGatewayDisconnect<GatewaySocket>,
    OnModuleDestroy
{
  private server: GatewayServer | null = null;

  constructor(
    private readonly handshake: Handshake,
    private readonly desk: CommandDesk,
    private readonly streams: IncidentStreams,
    private readonly sessions: LiveSessions,
    private readonly joining: JoinIncident,
    private readonly reporting: ReportPositions,
    private readonly slow: SlowConsumers,
    private readonly drain: Drain,
    @Inject(LOG) private readonly log: Platform['log'],
  ) {}

  afterInit(server: GatewayServer): void {
    this.server = server;
    this.streams.start(server);
    this.sessions.start(server);
    this.slow.start(server);
    server.use((socket, next) => {
      this.handshake.admit(socket).then(
        (data) => {
          socket.data = data;
          next();
        },
        (error: unknown) => this.refuse(socket, error, next),
      );
    });
  }

  handleConnection(socket: GatewaySocket): void {
    this.desk.guard(socket);
    // The session may have ended between the handshake and now, when nobody would have told this connection.
    this.sessions.confirm(socket, true).catch(() => undefined);
  }

  handleDisconnect(socket: GatewaySocket): void {
    this.streams.leaveAll(socket);
    // What nobody reads keeps its memory until the line is cut; a last message gets its time.
    if (queuedBytes(socket) > 0) setTimeout(() => cutOff(socket), LAST_MESSAGE_MILLISECONDS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.server !== null) await this.drain.run(this.server);
  }

  @SubscribeMessage('incident:join')
  join(@ConnectedSocket() socket: GatewaySocket, @MessageBody() body: unknown): Promise<Ack<JoinAnswer>> {
    return this.desk.run('incident:join', socket, body, (_signedIn, request) =>
      this.joining.join(socket, request),
    );
  }

  @SubscribeMessage('incident:leave')
  leave(
    @ConnectedSocket() socket: GatewaySocket,
    @MessageBody() body: unknown,
  ): Promise<Ack<Record<string, never>>> {
    return this.desk.run('incident:leave', socket, body, async (_signedIn, { incidentId }) => {
      this.streams.leave(socket, incidentId);
      return {};
    });
  }

  @SubscribeMessage('position:report')
  report(
    @ConnectedSocket() socket: GatewaySocket,
    @MessageBody() body: unknown,
  ): Promise<Ack<{ stored: number }>> {
    return this.desk.run('position:report', socket, body, (signedIn, request) =>
      this.reporting.report(socket, signedIn, request),
    );
  }

  @SubscribeMessage('positions:interest')
  interest(
    @ConnectedSocket() socket: GatewaySocket,
    @MessageBody() body: unknown,
  ): Promise<Ack<Record<string, never>>> {
    return this.desk.run('positions:interest', socket, body, async (_signedIn, { incidentId, bounds }) => {
      const stream = socket.data.joined.has(incidentId) ? this.streams.find(incidentId) : undefined;
      if (stream === undefined) throw noSuchIncident();
      stream.lane.setInterest(socket, bounds);
      return {};
    });
  }

  private refuse(socket: GatewaySocket, error: unknown, next: (error: Error) => void): void {
    const { body, unexpected } = errorAnswer(error, randomUUID());
    if (unexpected) this.log.error({ requestId: body.requestId, err: error }, 'a connection failed');
    next(Object.assign(new Error(body.code), { data: body }));
    // A refused client has no business on the line.
    setTimeout(() => socket.conn.close(), 1_000).unref();
  }
}
