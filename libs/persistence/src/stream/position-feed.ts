import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { LivePosition, PositionsLane } from '@izdeu/contracts';
import type { DataSource } from 'typeorm';
import type { ChangeFeed } from './change-feed.js';

/** A stored position on its way to those who show it; which team that is, they know themselves. */
export type ReportedPosition = Omit<LivePosition, 'teamId'> & {
  readonly sequence: number;
  readonly memberId: string | null;
};

/** Somebody who shows positions. */
export interface PositionListener {
  /** These are stored and are the latest of their devices. */
  readonly moved: (incidentId: string, positions: readonly ReportedPosition[]) => void;
  /** There may be newer ones to read: in this incident, or in any when it is null. */
  readonly announced: (incidentId: string | null) => void;
  readonly laneChanged: (state: PositionsLane['state']) => void;
}

/**
 * How stored positions reach the gateways of all processes. It rides on no transaction and may lose any of them:
 * a marker then moves a little later. Publishing never waits and never fails.
 */
export abstract class PositionFeed {
  abstract readonly state: PositionsLane['state'];
  protected readonly origin = randomUUID();
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  abstract publish(incidentId: string, positions: readonly ReportedPosition[]): void;
  abstract close(): Promise<void>;

  /** Somebody here shows this incident; answers how to say that nobody does any more. */
  follow(_incidentId: string): () => void {
    return () => undefined;
  }

  listen(listener: PositionListener): () => void {
    this.emitter.on('deliver', listener.moved).on('announce', listener.announced);
    this.emitter.on('state', listener.laneChanged);
    return () => {
      this.emitter.off('deliver', listener.moved).off('announce', listener.announced);
      this.emitter.off('state', listener.laneChanged);
    };
  }

  protected deliver(incidentId: string, positions: readonly ReportedPosition[]): void {
    this.emitter.emit('deliver', incidentId, positions);
  }

  protected announce(incidentId: string | null): void {
    this.emitter.emit('announce', incidentId);
  }

  protected tellState(): void {
    this.emitter.emit('state', this.state);
  }
}

/** One process: handed over directly. */
export class LocalPositionFeed extends PositionFeed {
  readonly state = 'live';

  publish(incidentId: string, positions: readonly ReportedPosition[]): void {
    this.deliver(incidentId, positions);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const THROTTLE_MILLISECONDS = 250;
/** The net under lost announcements. */
const LOOK_MILLISECONDS = 30_000;

/** Several processes on one PostgreSQL: the others are told by NOTIFY, at most four times a second, and read. */
export class NotifyPositionFeed extends PositionFeed {
  readonly state = 'live';
  private readonly throttled = new Map<string, { again: boolean }>();
  private readonly unsubscribe: () => void;
  private readonly look: NodeJS.Timeout;

  constructor(
    private readonly dataSource: DataSource,
    private readonly feed: ChangeFeed,
  ) {
    super();
    this.unsubscribe = feed.subscribe((change) => {
      if (change.kind === 'positions' && change.origin !== this.origin) this.announce(change.incidentId);
    });
    this.look = setInterval(() => this.announce(null), LOOK_MILLISECONDS).unref();
  }

  publish(incidentId: string, positions: readonly ReportedPosition[]): void {
    this.deliver(incidentId, positions);
    this.notify(incidentId);
  }

  close(): Promise<void> {
    this.unsubscribe();
    clearInterval(this.look);
    return Promise.resolve();
  }

  private notify(incidentId: string): void {
    const waiting = this.throttled.get(incidentId);
    if (waiting !== undefined) {
      waiting.again = true;
      return;
    }
    const throttle = { again: false };
    this.throttled.set(incidentId, throttle);
    setTimeout(() => {
      this.throttled.delete(incidentId);
      if (throttle.again) this.notify(incidentId);
    }, THROTTLE_MILLISECONDS).unref();
    const change = { kind: 'positions', incidentId, origin: this.origin } as const;
    this.feed.announce(this.dataSource.manager, change).catch(() => undefined);
  }
}
