import { createHash } from 'node:crypto';
import { DomainError } from '@izdeu/domain';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RedisLink } from './redis-link.js';

const LIMITS = {
  /** Failed sign-ins of one account from one address: others, the owner among them, are not locked out. */
  signInAccount: { points: 10, duration: 15 * 60 },
  /** Failed sign-ins from one address. */
  signInAddress: { points: 100, duration: 15 * 60 },
  invitation: { points: 30, duration: 15 * 60 },
  publicApplication: { points: 20, duration: 60 * 60 },
} as const;
export type LimitName = keyof typeof LIMITS;

/** Counts that all processes share; those of this process alone while Redis is away. */
const limiterFor = (name: string, limit: { points: number; duration: number }, redis: RedisLink | null) => {
  const own = new RateLimiterMemory(limit);
  if (redis === null) return own;
  return new RateLimiterRedis({
    ...limit,
    storeClient: redis.commands,
    keyPrefix: `izdeu:limit:${name}`,
    rejectIfRedisNotReady: true,
    insuranceLimiter: own,
  });
};

/** Keys hold addresses and logins: they are hashed, so that neither a log nor Redis ever does. */
const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Counts by Redis where processes share one, else in this process. */
export class RateLimits {
  private readonly limiters: ReadonlyMap<string, RateLimiterMemory | RateLimiterRedis>;

  constructor(redis: RedisLink | null) {
    this.limiters = new Map(
      Object.entries(LIMITS).map(([name, limit]) => [name, limiterFor(name, limit, redis)]),
    );
  }

  /** @throws DomainError TOO_MANY_REQUESTS when the key has used up its limit. */
  async check(name: LimitName, key: string): Promise<void> {
    const used = await this.limiters.get(name)?.get(hashed(key));
    if (used && used.consumedPoints >= LIMITS[name].points) this.refuse(used);
  }

  /** Counts one use, and refuses when that is one too many. */
  async consume(name: LimitName, key: string): Promise<void> {
    try {
      await this.limiters.get(name)?.consume(hashed(key));
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
