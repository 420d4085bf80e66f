import type { DataSource } from 'typeorm';
import type { ChangeFeed } from './change-feed.js';

const THROTTLE_MILLISECONDS = 250;

interface Throttle {
  origin: string | undefined;
  waiting: boolean;
}

/**
 * Tells every gateway that an incident has new positions, at most four times a second. It rides on no
 * transaction: a lost announcement only lets a marker move a little later.
 */
export class PositionAnnouncements {
  private readonly throttles = new Map<string, Throttle>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly feed: ChangeFeed,
  ) {}

  /** After positions were stored. `origin` names a reader that has shown them already. */
  announce(incidentId: string, origin?: string): void {
    const throttle = this.throttles.get(incidentId);
    if (throttle === undefined) {
      this.throttles.set(incidentId, { origin: undefined, waiting: false });
      this.laterOn(incidentId);
      this.send(incidentId, origin);
      return;
    }
    throttle.origin = throttle.waiting && throttle.origin !== origin ? undefined : origin;
    throttle.waiting = true;
  }

  private laterOn(incidentId: string): void {
    setTimeout(() => {
      const throttle = this.throttles.get(incidentId);
      this.throttles.delete(incidentId);
      if (throttle?.waiting === true) this.announce(incidentId, throttle.origin);
    }, THROTTLE_MILLISECONDS).unref();
  }

  private send(incidentId: string, origin: string | undefined): void {
    const change = { kind: 'positions', incidentId, ...(origin !== undefined && { origin }) } as const;
    this.feed.announce(this.dataSource.manager, change).then(
      () => this.feed.committed(change),
      () => undefined,
    );
  }
}
