import type { LivePosition } from '@izdeu/contracts';
import type { PositionStore } from '@izdeu/persistence';
import { roomsOf, type GatewayServer, type GatewaySocket } from './gateway-socket.js';

/** Fifty positions in one frame cost a fortieth of fifty messages. */
export const FRAME_MILLISECONDS = 250;
/** After a pause a frame leaves sooner, but still gathers what arrives together. */
const GATHER_MILLISECONDS = 30;
/** A frame of this many positions is about 100 kB. */
const FIXES_PER_FRAME = 400;
/** A batch that was stored slowly becomes visible after a later one: readings overlap by this much. */
const OVERLAP_MILLISECONDS = 5_000;

/**
 * The lossy lane of one incident: keeps the latest position of each device and sends what moved, at most once a
 * tick. It never waits for a slow client: frames are volatile.
 */
export class PositionLane {
  private readonly latest = new Map<string, LivePosition>();
  private readonly moved = new Map<string, LivePosition>();
  private teamOfMember = new Map<string, string>();
  private timer: NodeJS.Timeout | null = null;
  private sentAt = 0;
  private newestReceived = 0;
  private unread: 'nothing' | 'recent' | 'all' = 'nothing';
  private closed = false;

  constructor(
    readonly incidentId: string,
    private readonly server: GatewayServer,
    private readonly store: PositionStore,
    private readonly readTeams: (incidentId: string) => Promise<Map<string, string>>,
    private readonly failed: (error: unknown) => void,
  ) {}

  async open(): Promise<void> {
    await this.read('all');
    this.moved.clear();
  }

  close(): void {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  teamOf(memberId: string | null): string | null {
    return memberId === null ? null : (this.teamOfMember.get(memberId) ?? null);
  }

  /** Takes a stored position. A device never moves back in time. */
  offer(position: LivePosition): void {
    const known = this.latest.get(position.deviceId);
    if (known !== undefined && known.at >= position.at) return;
    this.keep(position);
    this.moved.set(position.deviceId, position);
    this.schedule();
  }

  /** Somebody else stored positions: they are read with the next frame. */
  announced(): void {
    if (this.unread === 'nothing') this.unread = 'recent';
    this.schedule();
  }

  /** Who belongs to which team changed: everything is read again. */
  teamsChanged(): void {
    this.unread = 'all';
    this.schedule();
  }

  /** Gives a newcomer the positions known so far. */
  sendLatestTo(socket: GatewaySocket): void {
    for (const fixes of chunksOf([...this.latest.values()]))
      socket.emit('positions:frame', { incidentId: this.incidentId, fixes });
  }

  private schedule(): void {
    if (this.timer !== null || this.closed) return;
    const wait = Math.max(GATHER_MILLISECONDS, this.sentAt + FRAME_MILLISECONDS - Date.now());
    this.timer = setTimeout(() => void this.tick(), wait);
  }

  private async tick(): Promise<void> {
    try {
      const unread = this.unread;
      this.unread = 'nothing';
      if (unread !== 'nothing') await this.read(unread);
    } catch (error) {
      this.failed(error);
    }
    // Read before the timer is free again, so that two ticks never run beside each other.
    this.timer = null;
    if (this.closed) return;
    this.sentAt = Date.now();
    const moved = [...this.moved.values()];
    this.moved.clear();
    for (const fixes of chunksOf(moved))
      this.server
        .to(roomsOf(this.incidentId))
        .volatile.emit('positions:frame', { incidentId: this.incidentId, fixes });
    if (this.unread !== 'nothing') this.schedule();
  }

  private async read(extent: 'recent' | 'all'): Promise<void> {
    if (extent === 'all') this.teamOfMember = await this.readTeams(this.incidentId);
    const after = extent === 'all' ? null : new Date(this.newestReceived - OVERLAP_MILLISECONDS);
    for (const position of await this.store.latest(this.incidentId, after)) {
      const known = this.latest.get(position.deviceId);
      const newer = known === undefined || known.at < position.at;
      const otherTeam = known?.at === position.at && known.teamId !== position.teamId;
      if (!newer && !otherTeam) continue;
      this.keep(position);
      this.moved.set(position.deviceId, position);
    }
  }

  private keep(position: LivePosition): void {
    this.latest.set(position.deviceId, position);
    this.newestReceived = Math.max(this.newestReceived, Date.parse(position.receivedAt));
  }
}

const chunksOf = (fixes: LivePosition[]): LivePosition[][] =>
  Array.from({ length: Math.ceil(fixes.length / FIXES_PER_FRAME) }, (_, index) =>
    fixes.slice(index * FIXES_PER_FRAME, (index + 1) * FIXES_PER_FRAME),
  );
