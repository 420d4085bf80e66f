import type { Bounds, LivePosition, PositionsLane } from '@izdeu/contracts';
import type { LatestPosition, PositionStore, ReportedPosition } from '@izdeu/persistence';
import { roomsOf, viewportRoomOf, type GatewayServer, type GatewaySocket } from './gateway-socket.js';
import { PositionViewport } from './position-viewport.js';

/** Fifty positions in one frame cost a fortieth of fifty messages. */
export const FRAME_MILLISECONDS = 250;
/** After a pause a frame leaves sooner, but still gathers what arrives together. */
const GATHER_MILLISECONDS = 30;
/** A frame of this many positions is about 130 kB; what is over goes with the next. */
const FIXES_PER_FRAME = 400;
/** A batch that was stored slowly becomes visible after a later one: readings overlap by this much. */
const OVERLAP_MILLISECONDS = 5_000;

/** What a lane needs from outside. */
export interface LaneSurroundings {
  readonly server: GatewayServer;
  readonly store: PositionStore;
  /** The team of each member who is in one. */
  readonly readTeams: () => Promise<Map<string, string>>;
  readonly state: () => PositionsLane['state'];
  readonly failed: (error: unknown) => void;
}

const keyOf = ({ deviceId, userId }: LivePosition): string => `${deviceId}:${userId}`;

/**
 * The lossy lane of one incident: keeps the latest position of each device and sends what moved, at most once a
 * tick. It never waits for a slow client: frames are volatile.
 */
export class PositionLane {
  private readonly latest = new Map<string, LatestPosition>();
  private readonly moved = new Set<string>();
  private readonly viewports = new Map<string, PositionViewport>();
  private teamOfMember = new Map<string, string>();
  private timer: NodeJS.Timeout | null = null;
  private sentAt = 0;
  private newestRead = 0;
  private unread: 'nothing' | 'recent' | 'all' = 'nothing';
  private closed = false;

  constructor(
    readonly incidentId: string,
    private readonly surroundings: LaneSurroundings,
  ) {}

  async open(): Promise<void> {
    await this.read('all');
    this.moved.clear();
  }

  close(): void {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** Takes stored positions. A device never moves back. */
  offer(positions: readonly ReportedPosition[]): void {
    for (const { memberId, sequence, ...position } of positions)
      this.take({ sequence, position: { ...position, teamId: this.teamOf(memberId) } });
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

  /** Gives a newcomer the positions known so far, and says how fresh the next ones will be. */
  sendLatestTo(socket: GatewaySocket): void {
    socket.emit('positions:lane', { state: this.surroundings.state() });
    this.sendAll(socket);
  }

  /** From now on a client gets what is within its bounds, at first all of it; with null everything again. */
  setInterest(socket: GatewaySocket, bounds: Bounds | null): void {
    this.leave(socket);
    if (bounds === null) {
      this.sendAll(socket);
      return;
    }
    const ownTeam = (): string | null => this.teamOf(socket.data.signedIn.principal.memberId);
    const viewport = new PositionViewport(socket, bounds, ownTeam);
    this.viewports.set(socket.id, viewport);
    void socket.join(viewportRoomOf(this.incidentId));
    viewport.moved(this.latest.keys());
    this.showTo(socket, viewport);
    if (viewport.isBehind) this.schedule();
  }

  /** Forgets what a client wanted to see. */
  leave(socket: GatewaySocket): void {
    if (this.viewports.delete(socket.id)) void socket.leave(viewportRoomOf(this.incidentId));
  }

  private teamOf(memberId: string | null): string | null {
    return memberId === null ? null : (this.teamOfMember.get(memberId) ?? null);
  }

  private sendAll(socket: GatewaySocket): void {
    const fixes = [...this.latest.values()].map(({ position }) => position);
    for (const chunk of chunksOf(fixes))
      socket.emit('positions:frame', { incidentId: this.incidentId, fixes: chunk });
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
      this.surroundings.failed(error);
    }
    // Read before the timer is free again, so that two ticks never run beside each other.
    this.timer = null;
    if (this.closed) return;
    this.sentAt = Date.now();
    this.show();
    const isBehind = [...this.viewports.values()].some((viewport) => viewport.isBehind);
    if (this.unread !== 'nothing' || this.moved.size > 0 || isBehind) this.schedule();
  }

  /** One frame for everybody, encoded once; those with bounds of their own get theirs. */
  private show(): void {
    const moved = [...this.moved].slice(0, FIXES_PER_FRAME);
    for (const key of moved) this.moved.delete(key);
    const fixes = moved.flatMap((key) => this.latest.get(key)?.position ?? []);
    const { incidentId } = this;
    const everybody = this.surroundings.server.to(roomsOf(incidentId));
    // A volatile frame right behind another would be dropped: there is one a tick.
    if (fixes.length > 0)
      (this.viewports.size === 0 ? everybody : everybody.except(viewportRoomOf(incidentId))).volatile.emit(
        'positions:frame',
        { incidentId, fixes },
      );
    for (const [socketId, viewport] of this.viewports) {
      viewport.moved(moved);
      const socket = this.surroundings.server.sockets.sockets.get(socketId);
      if (socket !== undefined) this.showTo(socket, viewport);
    }
  }

  private showTo(socket: GatewaySocket, viewport: PositionViewport): void {
    for (const fixes of chunksOf(viewport.take(this.latest)))
      socket.emit('positions:frame', { incidentId: this.incidentId, fixes });
  }

  private async read(extent: 'recent' | 'all'): Promise<void> {
    const { store, readTeams } = this.surroundings;
    if (extent === 'all') this.teamOfMember = await readTeams();
    // What came by other ways does not count: something older may have been lost between.
    const after = extent === 'all' ? null : new Date(this.newestRead - OVERLAP_MILLISECONDS);
    for (const read of await store.latest(this.incidentId, after)) {
      this.newestRead = Math.max(this.newestRead, Date.parse(read.position.receivedAt));
      this.take(read);
    }
  }

  private take(next: LatestPosition): void {
    const key = keyOf(next.position);
    const known = this.latest.get(key);
    if (known !== undefined) {
      const otherTeam = known.position.teamId !== next.position.teamId;
      if (known.sequence > next.sequence || (known.sequence === next.sequence && !otherTeam)) return;
    }
    this.latest.set(key, next);
    this.moved.add(key);
  }
}

const chunksOf = (fixes: LivePosition[]): LivePosition[][] =>
  Array.from({ length: Math.ceil(fixes.length / FIXES_PER_FRAME) }, (_, index) =>
    fixes.slice(index * FIXES_PER_FRAME, (index + 1) * FIXES_PER_FRAME),
  );
