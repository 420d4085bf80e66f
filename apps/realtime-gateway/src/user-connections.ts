import { DomainError } from '@izdeu/domain';
import { Injectable } from '@nestjs/common';
import type { GatewaySocket } from './gateway-socket.js';

/** Far more than people have devices; programs that stand for many phones fit, and one account can't fill a server. */
const CONNECTIONS_PER_USER = 2_500;

/** Counts the connections of each user to this process. */
@Injectable()
export class UserConnections {
  limit = CONNECTIONS_PER_USER;
  private readonly counts = new Map<string, number>();

  /** Counts a connection until it closes. @throws DomainError TOO_MANY_REQUESTS */
  take(userId: string, conn: GatewaySocket['conn']): void {
    const count = this.counts.get(userId) ?? 0;
    if (count >= this.limit)
      throw new DomainError('TOO_MANY_REQUESTS', 'too many connections of one user', {
        retryAfterSeconds: 10,
      });
    if (conn.readyState !== 'open') return;
    this.counts.set(userId, count + 1);
    conn.once('close', () => this.release(userId));
  }

  private release(userId: string): void {
    const left = (this.counts.get(userId) ?? 1) - 1;
    if (left > 0) this.counts.set(userId, left);
    else this.counts.delete(userId);
  }
}
