import { createHash, randomBytes } from 'node:crypto';
import type { Principal } from '@izdeu/domain';
import type { RoleGrant } from '@izdeu/contracts';
import { ChangeFeed, newId, type Database } from '@izdeu/persistence';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SignedIn } from './request-context.js';
import { DATABASE } from './tokens.js';

export const SESSION_COOKIE = 'izdeu_session';
const ABSOLUTE_MILLISECONDS = 30 * 24 * 3_600_000;
const IDLE_MILLISECONDS = 3 * 24 * 3_600_000;
/** A resolved session is believed this long; a change of it is announced and ends the belief at once. */
const CACHE_MILLISECONDS = 2_000;
const TOUCH_MILLISECONDS = 5 * 60_000;

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
export const newToken = (): string => randomBytes(32).toString('base64url');

interface SessionRow {
  id: string;
  user_id: string;
  last_seen_at: Date;
  display_name: string;
  member_id: string | null;
  member_squad_id: string | null;
  roles: RoleGrant[];
}

/** Opaque server-side sessions; only hashes of their tokens are stored. */
@Injectable()
export class SessionService implements OnModuleDestroy {
  private readonly cache = new Map<string, { until: number; signedIn: SignedIn }>();
  private readonly unsubscribe: () => void;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    feed: ChangeFeed,
  ) {
    this.unsubscribe = feed.subscribe((change) => {
      if (change.kind !== 'session') return;
      for (const [key, { signedIn }] of this.cache)
        if (signedIn.principal.userId === change.userId) this.cache.delete(key);
    });
  }

  onModuleDestroy(): void {
    this.unsubscribe();
  }

  /** Starts a session and answers its token, which is shown this once. */
  async start(
    manager: EntityManager,
    userId: string,
    transport: 'cookie' | 'token',
  ): Promise<{ token: string; expiresAt: Date }> {
    const token = newToken();
    const now = new Date();
    const expiresAt = new Date(now.getTime() + ABSOLUTE_MILLISECONDS);
    await manager.query(
      `INSERT INTO user_session (id, token_hash, user_id, transport, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $5, $6)`,
      [newId(), hashToken(token), userId, transport, now, expiresAt],
    );
    return { token, expiresAt };
  }

  /** Who holds this token; null when it is unknown, ended, expired, idle too long or its user is disabled. */
  async resolve(token: string): Promise<SignedIn | null> {
    const key = hashToken(token);
    const now = Date.now();
    const cached = this.cache.get(key);
    if (cached !== undefined && cached.until > now) return cached.signedIn;
    const rows: SessionRow[] = await this.database.dataSource.query(
      `SELECT s.id, s.user_id, s.last_seen_at, u.display_name, u.member_id, m.squad_id AS member_squad_id,
         COALESCE((SELECT json_agg(json_build_object('role', r.role, 'squadId', r.squad_id) ORDER BY r.id)
           FROM user_role r WHERE r.user_id = u.id), '[]') AS roles
       FROM user_session s JOIN app_user u ON u.id = s.user_id LEFT JOIN member m ON m.id = u.member_id
       WHERE s.token_hash = $1 AND s.ended_at IS NULL AND u.disabled_at IS NULL
         AND s.expires_at > $2 AND s.last_seen_at > $3`,
      [key, new Date(now), new Date(now - IDLE_MILLISECONDS)],
    );
    const row = rows[0];
    if (row === undefined) {
      this.cache.delete(key);
      return null;
    }
    if (now - row.last_seen_at.getTime() > TOUCH_MILLISECONDS)
      await this.database.dataSource.query('UPDATE user_session SET last_seen_at = $2 WHERE id = $1', [
        row.id,
        new Date(now),
      ]);
    const signedIn = { sessionId: row.id, principal: principalFrom(row) };
    this.cache.set(key, { until: now + CACHE_MILLISECONDS, signedIn });
    if (this.cache.size > 20_000) this.cache.clear();
    return signedIn;
  }

  /** Ends one session of a user, or all of them when `sessionId` is null. */
  async end(manager: EntityManager, userId: string, sessionId: string | null): Promise<void> {
    await manager.query(
      `UPDATE user_session SET ended_at = now()
       WHERE user_id = $1 AND ($2::uuid IS NULL OR id = $2) AND ended_at IS NULL`,
      [userId, sessionId],
    );
  }
}

const principalFrom = (row: SessionRow): Principal => ({
  userId: row.user_id,
  displayName: row.display_name,
  roles: row.roles,
  memberId: row.member_id,
  memberSquadId: row.member_squad_id,
});
