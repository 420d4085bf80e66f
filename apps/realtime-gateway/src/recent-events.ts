import type { OutboxReader, StoredEvent } from '@izdeu/persistence';

/** A client that missed more than this gets a snapshot. */
export const BACKLOG_LIMIT = 1000;

/**
 * The last events of one incident, without gaps, up to the stream's cursor. When a thousand phones return at
 * once they ask for nearly the same events: the database is asked once.
 */
export class RecentEvents {
  private events: StoredEvent[] = [];
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly incidentId: string,
    private readonly reader: OutboxReader,
  ) {}

  push(stored: StoredEvent): void {
    const last = this.events[this.events.length - 1];
    if (last !== undefined && stored.event.seq !== last.event.seq + 1) this.events = [];
    this.events.push(stored);
    if (this.events.length > 2 * BACKLOG_LIMIT) this.events = this.events.slice(-BACKLOG_LIMIT);
  }

  /** The events after `afterSeq` up to `cursor`; null when they are too many or no longer kept. */
  async between(afterSeq: number, cursor: number): Promise<StoredEvent[] | null> {
    if (cursor - afterSeq > BACKLOG_LIMIT) return null;
    if (cursor === afterSeq) return [];
    if (!this.covers(afterSeq, cursor)) {
      this.reading = this.reading.then(() => this.fill(afterSeq, cursor));
      await this.reading;
    }
    const slice = this.events.filter(({ event }) => event.seq > afterSeq && event.seq <= cursor);
    return slice.length === cursor - afterSeq ? slice : null;
  }

  private covers(afterSeq: number, cursor: number): boolean {
    const first = this.events[0]?.event.seq;
    const last = this.events[this.events.length - 1]?.event.seq;
    return first !== undefined && last !== undefined && first <= afterSeq + 1 && last >= cursor;
  }

  private async fill(afterSeq: number, cursor: number): Promise<void> {
    if (this.covers(afterSeq, cursor)) return;
    const read = await this.reader.after(this.incidentId, afterSeq, BACKLOG_LIMIT).catch(() => []);
    const lastRead = read[read.length - 1]?.event.seq ?? afterSeq;
    // What was pushed while reading follows what was read, or is part of it.
    this.events = [...read, ...this.events.filter(({ event }) => event.seq > lastRead)];
  }
}
