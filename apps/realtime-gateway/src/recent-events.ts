import type { BacklogEntry, Reader } from '@izdeu/contracts';
import { entryFor, type OutboxReader, type StoredEvent } from '@izdeu/persistence';

/** A client that missed more than this gets a snapshot. */
export const BACKLOG_LIMIT = 1000;

/** An event as it is kept here: written as JSON once for each kind of reader, whoever asks for it how often. */
interface KeptEvent {
  readonly stored: StoredEvent;
  readonly json: Partial<Record<Reader, string>>;
}

/** Events that a reader missed, also as the text of a JSON array. */
export type MissedEvents =
  { readonly events: BacklogEntry[]; readonly json: string } | 'too-many' | 'not-kept';

/**
 * The last events of one incident, without gaps, up to the stream's cursor. When a thousand phones return at
 * once they ask for nearly the same events: the database is asked once, and each event is serialised once.
 */
export class RecentEvents {
  private events: KeptEvent[] = [];
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly incidentId: string,
    private readonly reader: OutboxReader,
  ) {}

  push(stored: StoredEvent): void {
    const last = this.events[this.events.length - 1];
    if (last !== undefined && stored.event.seq !== last.stored.event.seq + 1) this.events = [];
    this.events.push({ stored, json: {} });
    if (this.events.length > 2 * BACKLOG_LIMIT) this.events = this.events.slice(-BACKLOG_LIMIT);
  }

  /** The events after `afterSeq` up to `cursor`, for a reader of this kind. */
  async between(afterSeq: number, cursor: number, as: Reader): Promise<MissedEvents> {
    if (cursor - afterSeq > BACKLOG_LIMIT) return 'too-many';
    if (cursor === afterSeq) return { events: [], json: '[]' };
    if (!this.covers(afterSeq, cursor)) {
      this.reading = this.reading.then(() => this.fill(afterSeq, cursor));
      await this.reading;
    }
    const missed = this.events.filter(
      ({ stored }) => stored.event.seq > afterSeq && stored.event.seq <= cursor,
    );
    if (missed.length !== cursor - afterSeq) return 'not-kept';
    return {
      events: missed.map(({ stored }) => entryFor(stored, as)),
      json: `[${missed.map((kept) => jsonOf(kept, as)).join(',')}]`,
    };
  }

  private covers(afterSeq: number, cursor: number): boolean {
    const first = this.events[0]?.stored.event.seq;
    const last = this.events[this.events.length - 1]?.stored.event.seq;
    return first !== undefined && last !== undefined && first <= afterSeq + 1 && last >= cursor;
  }

  private async fill(afterSeq: number, cursor: number): Promise<void> {
    if (this.covers(afterSeq, cursor)) return;
    const read = await this.reader.after(this.incidentId, afterSeq, BACKLOG_LIMIT).catch(() => []);
    const lastRead = read[read.length - 1]?.event.seq ?? afterSeq;
    // What was pushed while reading follows what was read, or is part of it.
    const later = this.events.filter(({ stored }) => stored.event.seq > lastRead);
    this.events = [...read.map((stored) => ({ stored, json: {} })), ...later];
  }
}

const jsonOf = ({ stored, json }: KeptEvent, as: Reader): string =>
  (json[as] ??= JSON.stringify(entryFor(stored, as)));
