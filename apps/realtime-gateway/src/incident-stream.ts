import type { IncidentEvent, IncidentSnapshot, Reader } from '@izdeu/contracts';
import type { OutboxReader, SnapshotReader, StoredEvent } from '@izdeu/persistence';
import { roomOf, roomsOf, type GatewayServer, type GatewaySocket } from './gateway-socket.js';
import type { PositionLane } from './position-lane.js';
import { RecentEvents, type MissedEvents } from './recent-events.js';

const BATCH = 200;

/** What a stream needs from outside. */
export interface StreamSurroundings {
  readonly server: GatewayServer;
  readonly outbox: OutboxReader;
  readonly snapshots: SnapshotReader;
  readonly lane: PositionLane;
  /** Called once when nobody here follows the incident any more. */
  readonly unfollow: () => void;
  /** Called with an event before anybody gets it. */
  readonly before: (stream: IncidentStream, event: IncidentEvent) => void;
  readonly failed: (error: unknown) => void;
}

/** A snapshot with its JSON, which all who join at this number share. */
export interface SharedSnapshot {
  readonly snapshot: IncidentSnapshot;
  readonly json: string;
}

/**
 * One incident that somebody here follows: reads its numbered events in order and hands each to both rooms, whole
 * or as its number. There is one per process and incident, and it reads one batch at a time.
 */
export class IncidentStream {
  readonly members = new Map<string, { readonly socket: GatewaySocket; readonly reader: Reader }>();
  readonly lane: PositionLane;
  private cursor = -1;
  private opening: Promise<void> | null = null;
  private pumping: Promise<void> | null = null;
  private wokenAgain = false;
  private closed = false;
  private readonly recent: RecentEvents;
  private readonly snapshots = new Map<Reader, Promise<SharedSnapshot | null>>();

  constructor(
    readonly incidentId: string,
    private readonly surroundings: StreamSurroundings,
  ) {
    this.lane = surroundings.lane;
    this.recent = new RecentEvents(incidentId, surroundings.outbox);
  }

  /** The last number handed on; a client that has more is ahead of this process. */
  get seq(): number {
    return this.cursor;
  }

  /** Sets the cursor. Whoever hears from then on misses nothing after it. */
  open(): Promise<void> {
    this.opening ??= this.readHead().catch((error: unknown) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  /** From now on the stream is kept open for this connection; nothing is sent to it yet. */
  enter(socket: GatewaySocket, reader: Reader): void {
    this.members.set(socket.id, { socket, reader });
  }

  /**
   * From now on a connection that has entered gets what is handed on. Answers the last number handed on before: since
   * both happen in one turn, every event is either up to that number or will be sent, and none is both.
   */
  hear(socket: GatewaySocket, reader: Reader): number {
    // It may have left while it waited.
    if (this.members.has(socket.id)) void socket.join(roomOf(this.incidentId, reader));
    return this.cursor;
  }

  leave(socket: GatewaySocket): void {
    this.members.delete(socket.id);
    this.lane.leave(socket);
    for (const room of roomsOf(this.incidentId)) void socket.leave(room);
  }

  close(): void {
    this.closed = true;
    this.surroundings.unfollow();
    this.lane.close();
  }

  /** Reads on until nothing new is found. A wake-up during a read makes it look once more. */
  wake(): Promise<void> {
    this.wokenAgain = true;
    this.pumping ??= this.pump();
    return this.pumping;
  }

  /** What a reader missed up to a number that was handed on. */
  missed(afterSeq: number, seq: number, reader: Reader): Promise<MissedEvents> {
    return this.recent.between(afterSeq, seq, reader);
  }

  /** The current state. Joiners share one reading as long as no event was handed on since. */
  async snapshot(reader: Reader): Promise<SharedSnapshot | null> {
    const enteredAt = this.cursor;
    const shared = await this.snapshots.get(reader)?.catch(() => null);
    if (shared !== undefined && shared !== null && shared.snapshot.seq >= enteredAt) return shared;
    const reading = this.readSnapshot(reader);
    this.snapshots.set(reader, reading);
    return reading;
  }

  private async readSnapshot(reader: Reader): Promise<SharedSnapshot | null> {
    const snapshot = await this.surroundings.snapshots.read(this.incidentId, reader);
    return snapshot === null ? null : { snapshot, json: JSON.stringify(snapshot) };
  }

  private async readHead(): Promise<void> {
    const heads = await this.surroundings.outbox.heads([this.incidentId]);
    this.cursor = heads.get(this.incidentId) ?? 0;
    await this.lane.open();
  }

  private async pump(): Promise<void> {
    try {
      await this.open();
      while (this.wokenAgain && !this.closed) {
        this.wokenAgain = false;
        await this.readOn();
      }
    } catch (error) {
      this.surroundings.failed(error);
    } finally {
      // In the same turn as the last look at `wokenAgain`: a wake-up in between would find a pump that reads no more.
      this.pumping = null;
    }
  }

  private async readOn(): Promise<void> {
    for (;;) {
      const batch = await this.surroundings.outbox.after(this.incidentId, this.cursor, BATCH);
      for (const stored of batch) {
        if (this.closed) return;
        this.handOn(stored);
      }
      if (batch.length < BATCH) return;
    }
  }

  private handOn(stored: StoredEvent): void {
    const { server, before } = this.surroundings;
    const { event, audience } = stored;
    before(this, event);
    this.recent.push(stored);
    this.snapshots.clear();
    this.cursor = event.seq;
    if (audience === 'everyone') {
      // One emit, so that the packet is encoded once for both rooms.
      server.to(roomsOf(this.incidentId)).emit('incident:event', event);
      return;
    }
    server.to(roomOf(this.incidentId, 'staff')).emit('incident:event', event);
    server
      .to(roomOf(this.incidentId, 'field'))
      .emit('incident:advanced', { incidentId: event.incidentId, seq: event.seq });
  }
}
