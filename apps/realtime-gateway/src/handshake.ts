import { DomainError } from '@izdeu/domain';
import { isOwnOrigin, SESSION_COOKIE, SETTINGS, SessionService, type Settings } from '@izdeu/server-kit';
import { Inject, Injectable } from '@nestjs/common';
import { CommandRate } from './command-rate.js';
import type { GatewaySocket, SocketData } from './gateway-socket.js';
import { Turnstile } from './turnstile.js';
import { UserConnections } from './user-connections.js';

const TOKEN = /^[A-Za-z0-9_-]{20,100}$/;

/** The token of the handshake: from `auth`, else from the cookie; never from the address. */
const tokenOf = ({ auth, headers }: GatewaySocket['handshake']): string | null => {
  const given: unknown = auth.token;
  if (given !== undefined) return typeof given === 'string' && TOKEN.test(given) ? given : null;
  const cookies = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = cookies.find(([name]) => name === SESSION_COOKIE)?.[1];
  return value !== undefined && TOKEN.test(value) ? value : null;
};

/** Decides who may connect at all. Nest's guards do not run on a connection. */
@Injectable()
export class Handshake {
  constructor(
    private readonly sessions: SessionService,
    private readonly connections: UserConnections,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws DomainError for another site's page, and for an absent, unknown or ended session, and beyond the limit. */
  async admit(socket: GatewaySocket): Promise<SocketData> {
    const { origin, host } = socket.handshake.headers;
    // Programs send no Origin; a browser always does on a handshake from another site.
    if (origin !== undefined && !isOwnOrigin(origin, host, this.settings.publicUrl))
      throw new DomainError('FORBIDDEN', 'this page may not connect here', { field: 'Origin' });
    const token = tokenOf(socket.handshake);
    const signedIn = token === null ? null : await this.sessions.resolve(token);
    if (token === null || signedIn === null) throw new DomainError('UNAUTHENTICATED', 'sign in first');
    this.connections.take(signedIn.principal.userId, socket.conn);
    return {
      token,
      signedIn,
      confirmedAt: Date.now(),
      joined: new Map(),
      rate: new CommandRate(),
      joins: new Turnstile(1),
      running: 0,
      skippedFrames: false,
      allowance: 0,
    };
  }
}
