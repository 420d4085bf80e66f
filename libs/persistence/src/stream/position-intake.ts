import type { PositionFeed } from './position-feed.js';
import type { PositionBatch, PositionStore } from './position-store.js';

/** Whose phone it is. */
export interface Reporter {
  readonly userId: string;
  readonly displayName: string;
  readonly memberId: string | null;
}

/** Where every batch of positions comes in, by socket or by HTTP: stored first, shown then. */
export class PositionIntake {
  private free: number;
  private readonly line: (() => void)[] = [];

  /** @param atOnce batches stored at the same time: hundreds of returning phones leave connections to orders */
  constructor(
    private readonly store: PositionStore,
    private readonly feed: PositionFeed,
    atOnce = 2,
  ) {
    this.free = atOnce;
  }

  /** Answers how many fixes were new, once they are stored. */
  async take(incidentId: string, reporter: Reporter, batch: PositionBatch): Promise<number> {
    // A wait in line must not be taken for a wrong clock, nor make what is stored look older to readers.
    const arrivedAt = new Date();
    const { stored, moved, receivedAt } = await this.inTurn(async () => {
      const storingAt = new Date();
      const recorded = await this.store.record(incidentId, reporter.userId, batch, storingAt, arrivedAt);
      return { ...recorded, receivedAt: storingAt };
    });
    const { userId, displayName, memberId } = reporter;
    const known = { userId, displayName, memberId, receivedAt: receivedAt.toISOString() };
    if (moved.length > 0)
      this.feed.publish(
        incidentId,
        moved.map((fix) => ({ ...fix, ...known })),
      );
    return stored;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.free === 0) await new Promise<void>((resolve) => this.line.push(resolve));
    else this.free -= 1;
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      // The place is handed on, so that nobody who comes later slips in between.
      if (next === undefined) this.free += 1;
      else next();
    }
  }
}
