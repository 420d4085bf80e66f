import { livePositionSchema, type PositionsLane } from '@izdeu/contracts';
import { PositionFeed, type ReportedPosition } from '@izdeu/persistence';
import { z } from 'zod';
import type { RedisLink } from './redis-link.js';

const PREFIX = 'izdeu:positions:';
/** What is stored within this time travels in one message. */
const GATHER_MILLISECONDS = 50;
/** Without Redis the gateways read the database so often. */
const DELAYED_LOOK_MILLISECONDS = 5_000;
/** The net under lost messages, and under a process that alone has lost Redis: its positions are found by this. */
const LOOK_MILLISECONDS = 10_000;

const messageSchema = z.strictObject({
  origin: z.string(),
  positions: z.array(
    livePositionSchema.omit({ teamId: true }).extend({ sequence: z.int(), memberId: z.string().nullable() }),
  ),
});

const parse = (text: string): { origin: string; positions: ReportedPosition[] } | null => {
  try {
    return messageSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/**
 * Several processes with Redis: positions themselves travel, batched for each incident, and nobody reads them back. A
 * process hears only the incidents that somebody connected to it follows.
 */
export class RedisPositionFeed extends PositionFeed {
  private readonly waiting = new Map<string, Map<string, ReportedPosition>>();
  private gathering: NodeJS.Timeout | null = null;
  private readonly look: NodeJS.Timeout;
  private lookedAt = Date.now();

  constructor(private readonly link: RedisLink) {
    super();
    this.look = setInterval(() => this.lookForMissed(), DELAYED_LOOK_MILLISECONDS).unref();
  }

  get state(): PositionsLane['state'] {
    return this.link.isThere ? 'live' : 'delayed';
  }

  /** To be called when the link comes or goes: what was missed meanwhile is read, and listeners tell their clients. */
  linkChanged(): void {
    this.waiting.clear();
    this.tellState();
    this.announceAll();
  }

  override follow(incidentId: string): () => void {
    return this.link.listen(`${PREFIX}${incidentId}`, {
      // What was published until now went past.
      listening: () => this.announce(incidentId),
      heard: (text) => this.take(incidentId, text),
    });
  }

  publish(incidentId: string, positions: readonly ReportedPosition[]): void {
    this.deliver(incidentId, positions);
    // Nothing is kept for a Redis that is away: the others read the database meanwhile.
    if (!this.link.isThere) return;
    const devices = this.waiting.get(incidentId) ?? new Map<string, ReportedPosition>();
    this.waiting.set(incidentId, devices);
    for (const position of positions) {
      const key = `${position.deviceId}:${position.userId}`;
      const known = devices.get(key);
      if (known === undefined || known.sequence < position.sequence) devices.set(key, position);
    }
    this.gathering ??= setTimeout(() => this.send(), GATHER_MILLISECONDS).unref();
  }

  close(): Promise<void> {
    clearInterval(this.look);
    if (this.gathering !== null) clearTimeout(this.gathering);
    return Promise.resolve();
  }

  private send(): void {
    this.gathering = null;
    for (const [incidentId, devices] of this.waiting) {
      const message = { origin: this.origin, positions: [...devices.values()] };
      this.link.commands.publish(`${PREFIX}${incidentId}`, JSON.stringify(message)).catch(() => undefined);
    }
    this.waiting.clear();
  }

  private take(incidentId: string, text: string): void {
    const message = parse(text);
    if (message !== null && message.origin !== this.origin) this.deliver(incidentId, message.positions);
  }

  private lookForMissed(): void {
    if (this.link.isThere && Date.now() - this.lookedAt < LOOK_MILLISECONDS) return;
    this.announceAll();
  }

  private announceAll(): void {
    this.lookedAt = Date.now();
    this.announce(null);
  }
}
