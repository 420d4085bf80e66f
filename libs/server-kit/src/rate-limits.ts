import { DomainError } from '@izdeu/domain';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const LIMITS = {
  /** Failed sign-ins of one account from one address: others, the owner among them, are not locked out. */
  signInAccount: { points: 10, duration: 15 * 60 },
  /** Failed sign-ins from one address. */
  signInAddress: { points: 100, duration: 15 * 60 },
  invitation: { points: 30, duration: 15 * 60 },
  publicApplication: { points: 20, duration: 60 * 60 },
} as const;
export type LimitName = keyof typeof LIMITS;

/** Counts in this process. Keys are hashed by nothing and never logged: they hold addresses. */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map(
    Object.entries(LIMITS).map(([name, limit]) => [name as LimitName, new RateLimiterMemory(limit)]),
  );

  /** @throws DomainError TOO_MANY_REQUESTS when the key has used up its limit. */
  async check(name: LimitName, key: string): Promise<void> {
    const used = await this.limiters.get(name)?.get(key);
    if (used && used.consumedPoints >= LIMITS[name].points) this.refuse(used);
  }

  /** Counts one use, and refuses when that is one too many. */
  async consume(name: LimitName, key: string): Promise<void> {
    try {
      await this.limiters.get(name)?.consume(key);
    } catch (error) {
      if (error instanceof RateLimiterRes) this.refuse(error);
      throw error;
    }
  }

  private refuse(used: RateLimiterRes): never {
    throw new DomainError('TOO_MANY_REQUESTS', 'too many attempts; wait and try again', {
      retryAfterSeconds: Math.ceil(used.msBeforeNext / 1000),
    });
  }
}
