import { randomUUID } from 'node:crypto';
import { Redis, type RedisOptions } from 'ioredis';

const BEAT_MILLISECONDS = 1_000;
/** So long without an own beat and Redis counts as away. */
const SILENCE_MILLISECONDS = 3_000;
const COMMAND_MILLISECONDS = 500;

/**
 * Nothing waits for Redis: a command is sent at once or fails at once, a frozen server is given up after half a
 * second, and nothing is kept to be sent later.
 */
const OPTIONS: RedisOptions = {
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: COMMAND_MILLISECONDS,
  connectTimeout: 2_000,
  disconnectTimeout: 500,
  retryStrategy: () => 500,
};

/**
 * The connections of one process to Redis: one for commands, one for what it listens to. Whether Redis is there is
 * told by a beat that goes the whole way, out by the one and back by the other.
 */
export class RedisLink {
  readonly commands: Redis;
  private readonly subscriber: Redis;
  private readonly beatChannel = `izdeu:beat:${randomUUID()}`;
  private readonly beat: NodeJS.Timeout;
  private readonly listeners = new Map<string, (channel: string, message: string) => void>();
  private heardAt = Date.now();
  private wasThere = false;

  constructor(
    url: string,
    private readonly changed: (isThere: boolean) => void,
  ) {
    this.commands = new Redis(url, OPTIONS);
    this.subscriber = new Redis(url, { ...OPTIONS, autoResubscribe: false });
    for (const client of [this.commands, this.subscriber]) {
      // The beat tells whether Redis is there; every single failure need not be told.
      client.on('error', () => undefined);
      client.connect().catch(() => undefined);
    }
    this.subscriber.on('ready', () => this.subscribe());
    this.subscriber.on('message', () => this.heard());
    this.subscriber.on('pmessage', (pattern: string, channel: string, message: string) =>
      this.listeners.get(pattern)?.(channel, message),
    );
    this.beat = setInterval(() => this.pulse(), BEAT_MILLISECONDS);
  }

  get isThere(): boolean {
    return this.wasThere;
  }

  /** Hears what is published to channels of this pattern, for good. */
  listen(pattern: string, listener: (channel: string, message: string) => void): void {
    this.listeners.set(pattern, listener);
    if (this.subscriber.status === 'ready') this.subscribe();
  }

  /** Does not wait for a server that may be frozen. */
  close(): Promise<void> {
    clearInterval(this.beat);
    for (const client of [this.commands, this.subscriber]) client.disconnect();
    return Promise.resolve();
  }

  private subscribe(): void {
    const patterns = [...this.listeners.keys()];
    const all = [
      ...(patterns.length > 0 ? [this.subscriber.psubscribe(...patterns)] : []),
      this.subscriber.subscribe(this.beatChannel).then(() => this.sendBeat()),
    ];
    Promise.all(all).catch(() => this.subscriber.disconnect(true));
  }

  private sendBeat(): void {
    if (this.commands.status === 'ready') this.commands.publish(this.beatChannel, '').catch(() => undefined);
  }

  private heard(): void {
    this.heardAt = Date.now();
    this.turn(true);
  }

  private pulse(): void {
    this.sendBeat();
    if (Date.now() - this.heardAt < SILENCE_MILLISECONDS) return;
    this.turn(false);
    // Half-open or frozen: connections that were good once are made anew, and time is given for that.
    this.heardAt = Date.now();
    for (const client of [this.commands, this.subscriber])
      if (client.status === 'ready' || client.status === 'connect') client.disconnect(true);
  }

  private turn(isThere: boolean): void {
    if (this.wasThere === isThere) return;
    this.wasThere = isThere;
    this.changed(isThere);
  }
}
