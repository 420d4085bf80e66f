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
  token_hash: string;
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
      if (change.kind === 'missed') this.cache.clear();
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
    const signedIn = (await this.lookUp([key], now)).get(key);
    if (signedIn === undefined) {
      this.cache.delete(key);
      return null;
    }
    this.cache.set(key, { until: now + CACHE_MILLISECONDS, signedIn });
    if (this.cache.size > 20_000) this.cache.clear();
    return signedIn;
  }

  /** Who holds each of these tokens, straight from the database; dead sessions are left out. */
  async resolveAll(tokens: readonly string[]): Promise<Map<string, SignedIn>> {
    const found = await this.lookUp(tokens.map(hashToken), Date.now());
    const alive = tokens.flatMap((token): [string, SignedIn][] => {
      const signedIn = found.get(hashToken(token));
      return signedIn === undefined ? [] : [[token, signedIn]];
    });
    return new Map(alive);
  }

  private async lookUp(hashes: readonly string[], now: number): Promise<Map<string, SignedIn>> {
    const rows: SessionRow[] = await this.database.dataSource.query(
      `SELECT s.id, s.token_hash, s.user_id, s.last_seen_at, u.display_name, u.member_id, m.squad_id AS member_squad_id,
         COALESCE((SELECT json_agg(json_build_object('role', r.role, 'squadId', r.squad_id) ORDER BY r.id)
           FROM user_role r WHERE r.user_id = u.id), '[]') AS roles
       FROM user_session s JOIN app_user u ON u.id = s.user_id LEFT JOIN member m ON m.id = u.member_id
       WHERE s.token_hash = ANY($1::text[]) AND s.ended_at IS NULL AND u.disabled_at IS NULL
         AND s.expires_at > $2 AND s.last_seen_at > $3`,
      [hashes, new Date(now), new Date(now - IDLE_MILLISECONDS)],
    );
    const unseen = rows.filter((row) => now - row.last_seen_at.getTime() > TOUCH_MILLISECONDS);
    if (unseen.length > 0)
      await this.database.dataSource.query(
        'UPDATE user_session SET last_seen_at = $2 WHERE id = ANY($1::uuid[])',
        [unseen.map((row) => row.id), new Date(now)],
      );
    return new Map(
      rows.map((row) => [row.token_hash, { sessionId: row.id, principal: principalFrom(row) }] as const),
    );
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
