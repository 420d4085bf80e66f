import type { Me } from '@izdeu/contracts';
import { DomainError } from '@izdeu/domain';
import { AppUserEntity, ChangeFeed, type Database } from '@izdeu/persistence';
import { DATABASE, RateLimits, SessionService, verifyPassword, type RequestContext } from '@izdeu/server-kit';
import { Inject, Injectable } from '@nestjs/common';
import { readMe } from './user-views.js';

export interface StartedSession {
  readonly user: Me;
  readonly token: string;
  readonly expiresAt: Date;
}

/** Sign-in and the user's own sessions. */
@Injectable()
export class SignInService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly sessions: SessionService,
    private readonly limits: RateLimits,
    private readonly feed: ChangeFeed,
  ) {}

  /** The same answer and the same time for an unknown login, a wrong password and a disabled user. */
  async signIn(
    context: RequestContext,
    input: { login: string; password: string; transport: 'cookie' | 'token' },
  ): Promise<StartedSession> {
    const login = input.login.trim().toLowerCase();
    const accountKey = `${context.address} ${login}`;
    await this.limits.check('signInAddress', context.address);
    await this.limits.check('signInAccount', accountKey);
    const manager = this.database.dataSource.manager;
    const user = await manager.findOneBy(AppUserEntity, { login });
    const usable = user !== null && user.disabledAt === null ? user : null;
    const matches = await verifyPassword(usable?.passwordHash ?? null, input.password);
    if (usable === null || !matches) {
      await this.limits.consume('signInAddress', context.address);
      await this.limits.consume('signInAccount', accountKey);
      throw new DomainError('UNAUTHENTICATED', 'login or password is wrong', { field: 'password' });
    }
    return this.start(usable.id, input.transport);
  }

  async start(userId: string, transport: 'cookie' | 'token'): Promise<StartedSession> {
    const { token, expiresAt } = await this.database.dataSource.transaction(async (manager) => {
      const started = await this.sessions.start(manager, userId, transport);
      await manager.query(
        `INSERT INTO audit_entry (at, user_id, action, object_id, details)
         VALUES (now(), $1, 'session.started', $1, $2)`,
        [userId, JSON.stringify({ transport })],
      );
      return started;
    });
    return { user: await readMe(this.database.dataSource.manager, userId, new Date()), token, expiresAt };
  }

  me(userId: string): Promise<Me> {
    return readMe(this.database.dataSource.manager, userId, new Date());
  }

  /** Ends one of the user's sessions; its sockets are closed in every process. */
  async end(userId: string, sessionId: string, reason: 'logout' | 'revoked'): Promise<void> {
    const change = { kind: 'session', userId, sessionId, reason } as const;
    await this.database.dataSource.transaction(async (manager) => {
      await this.sessions.end(manager, userId, sessionId);
      await this.feed.announce(manager, change);
    });
    this.feed.committed(change);
  }

  async list(userId: string, currentId: string) {
    const rows: { id: string; created_at: Date; last_seen_at: Date; transport: 'cookie' | 'token' }[] =
      await this.database.dataSource.query(
        `SELECT id, created_at, last_seen_at, transport FROM user_session
         WHERE user_id = $1 AND ended_at IS NULL AND expires_at > now() ORDER BY created_at DESC LIMIT 100`,
        [userId],
      );
    return rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      current: row.id === currentId,
      transport: row.transport,
    }));
  }
}
