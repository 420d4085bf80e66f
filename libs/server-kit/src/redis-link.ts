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

/** Somebody who hears one channel. */
export interface ChannelListener {
  /** Redis has confirmed: what is published from now on will be heard. Called again after each return of the line. */
  readonly listening: () => void;
  readonly heard: (message: string) => void;
}

/**
 * The connections of one process to Redis: one for commands, one for what it listens to. Whether Redis is there is
 * told by a beat that goes the whole way, out by the one and back by the other.
 */
export class RedisLink {
  readonly commands: Redis;
  private readonly subscriber: Redis;
  private readonly beatChannel = `izdeu:beat:${randomUUID()}`;
  private readonly beat: NodeJS.Timeout;
  private readonly listeners = new Map<string, ChannelListener>();
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
    this.subscriber.on('ready', () => {
      this.subscribe([this.beatChannel, ...this.listeners.keys()]);
    });
    this.subscriber.on('message', (channel: string, message: string) => {
      if (channel === this.beatChannel) this.heard();
      else this.listeners.get(channel)?.heard(message);
    });
    this.beat = setInterval(() => this.pulse(), BEAT_MILLISECONDS);
  }

  get isThere(): boolean {
    return this.wasThere;
  }

  /** Hears what is published to a channel, until the answer is called. A channel has one listener. */
  listen(channel: string, listener: ChannelListener): () => void {
    this.listeners.set(channel, listener);
    if (this.subscriber.status === 'ready') this.subscribe([channel]);
    return () => {
      if (this.listeners.get(channel) !== listener) return;
      this.listeners.delete(channel);
      if (this.subscriber.status === 'ready') this.subscriber.unsubscribe(channel).catch(() => undefined);
    };
  }

  /** Does not wait for a server that may be frozen. */
  close(): Promise<void> {
    clearInterval(this.beat);
    for (const client of [this.commands, this.subscriber]) client.disconnect();
    return Promise.resolve();
  }

  private subscribe(channels: readonly string[]): void {
    this.subscriber.subscribe(...channels).then(
      () => {
        for (const channel of channels)
          if (channel === this.beatChannel) this.sendBeat();
          else this.listeners.get(channel)?.listening();
      },
      () => this.subscriber.disconnect(true),
    );
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
