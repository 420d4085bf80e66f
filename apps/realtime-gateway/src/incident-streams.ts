import { incidentAudience } from '@izdeu/domain';
import type { IncidentEvent, Reader } from '@izdeu/contracts';
import {
  ChangeFeed,
  OutboxReader,
  PositionFeed,
  PositionStore,
  SnapshotReader,
  type Database,
} from '@izdeu/persistence';
import { DATABASE, LOG, type Platform } from '@izdeu/server-kit';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { GatewayServer, GatewaySocket } from './gateway-socket.js';
import { IncidentStream } from './incident-stream.js';
import { PositionLane } from './position-lane.js';

/** The net under lost wake-ups. */
const POLL_MILLISECONDS = 2_000;

/** The streams of all incidents that somebody connected here follows. */
@Injectable()
export class IncidentStreams implements BeforeApplicationShutdown {
  private readonly streams = new Map<string, IncidentStream>();
  private server: GatewayServer | null = null;
  private poll: NodeJS.Timeout | undefined;
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly feed: ChangeFeed,
    private readonly outbox: OutboxReader,
    private readonly snapshots: SnapshotReader,
    private readonly positions: PositionStore,
    private readonly positionFeed: PositionFeed,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOG) private readonly log: Platform['log'],
  ) {}

  start(server: GatewayServer): void {
    this.server = server;
    const deaf = this.feed.subscribe((change) => {
      if (change.kind === 'missed') void this.lookForMissed();
      if (change.kind !== 'incident') return;
      const stream = this.streams.get(change.incidentId);
      if (stream !== undefined && change.seq > stream.seq) void stream.wake();
    });
    const blind = this.positionFeed.listen({
      moved: (incidentId, positions) => this.streams.get(incidentId)?.lane.offer(positions),
      announced: (incidentId) => {
        const followed = incidentId === null ? [...this.streams.values()] : [this.streams.get(incidentId)];
        for (const stream of followed) stream?.lane.announced();
      },
      laneChanged: (state) => server.emit('positions:lane', { state }),
    });
    this.unsubscribe = () => {
      deaf();
      blind();
    };
    this.poll = setInterval(() => void this.lookForMissed(), POLL_MILLISECONDS);
  }

  /** After the connections were drained: until then they are served. */
  beforeApplicationShutdown(): void {
    this.unsubscribe();
    clearInterval(this.poll);
    for (const stream of this.streams.values()) stream.close();
    this.streams.clear();
  }

  find(incidentId: string): IncidentStream | undefined {
    return this.streams.get(incidentId);
  }

  /** Makes a connection one of those who follow an incident; events reach it once it hears them. */
  async enter(socket: GatewaySocket, incidentId: string, reader: Reader): Promise<IncidentStream> {
    const stream = this.streams.get(incidentId) ?? this.begin(incidentId);
    stream.leave(socket);
    stream.enter(socket, reader);
    socket.data.joined.set(incidentId, reader);
    try {
      await stream.open();
    } catch (error) {
      this.leave(socket, incidentId);
      throw error;
    }
    return stream;
  }

  leave(socket: GatewaySocket, incidentId: string): void {
    socket.data.joined.delete(incidentId);
    const stream = this.streams.get(incidentId);
    if (stream === undefined) return;
    stream.leave(socket);
    if (stream.members.size > 0) return;
    stream.close();
    this.streams.delete(incidentId);
  }

  leaveAll(socket: GatewaySocket): void {
    for (const incidentId of [...socket.data.joined.keys()]) this.leave(socket, incidentId);
  }

  private begin(incidentId: string): IncidentStream {
    const { server } = this;
    if (server === null) throw new Error('the gateway has not started');
    const failed = (error: unknown): void =>
      this.log.error({ incidentId, err: error }, 'reading an incident failed; the next poll tries again');
    const stream = new IncidentStream(incidentId, {
      server,
      outbox: this.outbox,
      snapshots: this.snapshots,
      lane: new PositionLane(incidentId, {
        server,
        store: this.positions,
        readTeams: () => this.teamsOfMembers(incidentId),
        state: () => this.positionFeed.state,
        failed,
      }),
      unfollow: this.positionFeed.follow(incidentId),
      before: (of, event) => this.before(of, event),
      failed,
    });
    this.streams.set(incidentId, stream);
    return stream;
  }

  /** A squad that no longer takes part hears nothing more, not even of its leaving. */
  private before(stream: IncidentStream, event: IncidentEvent): void {
    if (event.type === 'team.formed.v1' || event.type === 'team.changed.v1') stream.lane.teamsChanged();
    if (event.type !== 'incident.squads-changed.v1') return;
    const squadIds = event.payload.squads.map((squad) => squad.id);
    for (const { socket, reader } of [...stream.members.values()])
      if (incidentAudience(socket.data.signedIn.principal, { squadIds }) !== reader)
        this.expel(socket, stream.incidentId);
  }

  /** Takes a connection out of an incident and cuts it: it returns by itself, and its next join tells it why. */
  expel(socket: GatewaySocket, incidentId: string): void {
    this.leave(socket, incidentId);
    socket.conn.close();
  }

  private async lookForMissed(): Promise<void> {
    if (this.streams.size === 0) return;
    try {
      const heads = await this.outbox.heads([...this.streams.keys()]);
      for (const [incidentId, head] of heads) {
        const stream = this.streams.get(incidentId);
        if (stream !== undefined && head > stream.seq) void stream.wake();
      }
    } catch (error) {
      this.log.warn({ err: error }, 'looking for missed events failed; the next poll tries again');
    }
  }

  private async teamsOfMembers(incidentId: string): Promise<Map<string, string>> {
    const rows: { member_id: string; team_id: string }[] = await this.database.dataSource.query(
      `SELECT DISTINCT ON (m.member_id) m.member_id, t.id AS team_id
       FROM team t JOIN team_member m ON m.team_id = t.id
       WHERE t.incident_id = $1 AND t.disbanded_at IS NULL ORDER BY m.member_id, t.id`,
      [incidentId],
    );
    return new Map(rows.map((row) => [row.member_id, row.team_id]));
  }
}
