import type { SessionEnded } from '@izdeu/contracts';
import { DomainError, hasPermission } from '@izdeu/domain';
import { ChangeFeed, type Change } from '@izdeu/persistence';
import { LOG, SessionService, type Platform, type SignedIn } from '@izdeu/server-kit';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { GatewayServer, GatewaySocket } from './gateway-socket.js';
import { IncidentAccess } from './incident-access.js';
import { IncidentStreams } from './incident-streams.js';

/** The net under lost announcements. */
const RECHECK_MILLISECONDS = 20_000;
/** A connection's session is believed this long between commands; an announcement ends the belief at once. */
const BELIEF_MILLISECONDS = 10_000;
/** A client that does not read its farewell is cut. */
const FAREWELL_MILLISECONDS = 1_000;

type SessionChange = Extract<Change, { kind: 'session' }>;

/** Keeps connections and sessions in step: whoever is signed out, disabled or demoted is not served on. */
@Injectable()
export class LiveSessions implements BeforeApplicationShutdown {
  private server: GatewayServer | null = null;
  private recheck: NodeJS.Timeout | undefined;
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly feed: ChangeFeed,
    private readonly sessions: SessionService,
    private readonly access: IncidentAccess,
    private readonly streams: IncidentStreams,
    @Inject(LOG) private readonly log: Platform['log'],
  ) {}

  start(server: GatewayServer): void {
    this.server = server;
    this.unsubscribe = this.feed.subscribe((change) => {
      if (change.kind === 'session') this.sessionChanged(change);
      if (change.kind === 'incident-visible') void this.tellVisible(change);
      if (change.kind === 'missed') void this.recheckAll();
    });
    this.recheck = setInterval(() => void this.recheckAll(), RECHECK_MILLISECONDS);
  }

  beforeApplicationShutdown(): void {
    this.unsubscribe();
    clearInterval(this.recheck);
  }

  /** The connection's user as of now. @throws DomainError UNAUTHENTICATED, and says farewell. */
  async confirm(socket: GatewaySocket, atOnce: boolean): Promise<SignedIn> {
    const { data } = socket;
    if (!atOnce && Date.now() - data.confirmedAt < BELIEF_MILLISECONDS) return data.signedIn;
    const signedIn = await this.sessions.resolve(data.token);
    if (signedIn === null) {
      // After the answer to the command, if one is waiting.
      setImmediate(() => this.end(socket, 'expired'));
      throw new DomainError('UNAUTHENTICATED', 'sign in first');
    }
    data.signedIn = signedIn;
    data.confirmedAt = Date.now();
    return signedIn;
  }

  /** Tells the client and disconnects it for good: it must not come back by itself. */
  end(socket: GatewaySocket, reason: SessionEnded['reason']): void {
    if (!socket.connected) return;
    const { conn } = socket;
    socket.emit('session:ended', { reason });
    socket.disconnect(true);
    setTimeout(() => {
      if (conn.readyState !== 'closed') conn.close(true);
    }, FAREWELL_MILLISECONDS).unref();
  }

  /**
   * An incident that somebody may join and has not joined shows itself by its number alone, so that a phone that
   * waits for its first task needs no polling. A lost one is found by the client's slow look at its list.
   */
  private async tellVisible({ incidentId, seq }: { incidentId: string; seq: number }): Promise<void> {
    for (const socket of this.sockets()) {
      const { principal } = socket.data.signedIn;
      if (socket.data.joined.has(incidentId) || !hasPermission(principal, 'incident.read')) continue;
      const reader = await this.access.readerOf(principal, incidentId).catch(() => null);
      if (reader !== null && socket.connected) socket.emit('incident:advanced', { incidentId, seq });
    }
  }

  private sessionChanged({ userId, sessionId, reason }: SessionChange): void {
    for (const socket of this.sockets()) {
      const { principal, sessionId: own } = socket.data.signedIn;
      if (principal.userId !== userId || (sessionId !== null && sessionId !== own)) continue;
      if (reason === 'changed') void this.reauthorise(socket);
      else this.end(socket, reason);
    }
  }

  private async reauthorise(socket: GatewaySocket): Promise<void> {
    try {
      socket.data.confirmedAt = 0;
      await this.confirm(socket, true);
      await this.checkRooms(socket);
    } catch (error) {
      if (error instanceof DomainError) return;
      // Unable to tell what is still allowed: the client comes back and is looked at anew.
      this.log.warn({ err: error }, 'a connection could not be authorised again and was cut');
      this.streams.leaveAll(socket);
      socket.conn.close();
    }
  }

  /** Takes a connection out of every incident that it may no longer see, or only as somebody else. */
  private async checkRooms(socket: GatewaySocket): Promise<void> {
    const { principal } = socket.data.signedIn;
    for (const [incidentId, reader] of [...socket.data.joined]) {
      const now = hasPermission(principal, 'incident.read')
        ? await this.access.readerOf(principal, incidentId).catch((error: unknown) => {
            if (error instanceof DomainError) return null;
            throw error;
          })
        : null;
      if (now !== reader) this.streams.expel(socket, incidentId);
    }
  }

  private async recheckAll(): Promise<void> {
    const sockets = this.sockets();
    if (sockets.length === 0) return;
    try {
      const alive = await this.sessions.resolveAll([...new Set(sockets.map(({ data }) => data.token))]);
      for (const socket of sockets) {
        const signedIn = alive.get(socket.data.token);
        if (signedIn === undefined) this.end(socket, 'expired');
        else if (JSON.stringify(signedIn) !== JSON.stringify(socket.data.signedIn))
          void this.reauthorise(socket);
      }
    } catch (error) {
      this.log.warn({ err: error }, 'the sessions of connections could not be checked; tried again later');
    }
  }

  private sockets(): GatewaySocket[] {
    return this.server === null ? [] : [...this.server.sockets.sockets.values()];
  }
}
