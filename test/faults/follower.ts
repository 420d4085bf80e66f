import type {
  Ack,
  BacklogEntry,
  ClientToServerEvents,
  JoinAnswer,
  ServerToClientEvents,
} from '@izdeu/contracts';
import { applyEntry, stateFromSnapshot, stateHash, type IncidentState } from '@izdeu/domain';
import { eventually } from '@izdeu/testing';
import { io, type Socket } from 'socket.io-client';

/**
 * A phone: reconnects by itself, joins again with the number of the last event it applied, and keeps a note of
 * everything it applied. Nobody helps it.
 */
export class Follower {
  state: IncidentState | null = null;
  /** Numbers in the order of application, without those before the first snapshot. */
  readonly applied: number[] = [];
  /** How each join was answered. */
  readonly joins: ('snapshot' | 'delta')[] = [];
  /** Events that the server sent though they were in the state already. */
  repeated = 0;
  firstSeq = 0;
  private waiting: BacklogEntry[] = [];
  private joining = false;

  private constructor(
    private readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>,
    private readonly incidentId: string,
  ) {
    for (const name of ['incident:event', 'incident:advanced'] as const)
      socket.on(name, (entry: BacklogEntry) => {
        if (this.joining || this.state === null) this.waiting.push(entry);
        else this.take(entry);
      });
    socket.on('connect', () => void this.join());
    // A refused handshake is final for socket.io; a server that is only just starting is asked again.
    socket.on('connect_error', () => {
      if (!socket.active) setTimeout(() => socket.connect(), 200);
    });
  }

  static async start(url: string, token: string, incidentId: string): Promise<Follower> {
    const follower = new Follower(
      io(url, {
        transports: ['websocket'],
        forceNew: true,
        reconnectionDelay: 100,
        reconnectionDelayMax: 1_000,
        auth: { token },
      }),
      incidentId,
    );
    await eventually(() => follower.state !== null, 'the first join', 30_000);
    return follower;
  }

  get hash(): string {
    return this.state === null ? '' : stateHash(this.state);
  }

  close(): void {
    this.socket.close();
  }

  private async join(): Promise<void> {
    if (this.joining) return;
    this.joining = true;
    try {
      const request = { incidentId: this.incidentId, afterSeq: this.state?.seq ?? 0 };
      const ack = (await this.socket.timeout(5_000).emitWithAck('incident:join', request)) as Ack<JoinAnswer>;
      if (!ack.ok) throw new Error(ack.error.message);
      const answer = ack.data;
      this.joins.push(answer.mode);
      if (answer.mode === 'snapshot') {
        this.state = stateFromSnapshot(answer.snapshot);
        this.firstSeq ||= answer.seq;
      }
      const missed = answer.mode === 'delta' ? answer.events : [];
      this.joining = false;
      for (const entry of missed) this.take(entry, true);
      for (const entry of this.waiting.splice(0)) this.take(entry);
    } catch {
      // Cut while joining: the next connection joins again; on a live one, try again soon.
      this.joining = false;
      setTimeout(() => this.socket.connected && void this.join(), 200);
    }
  }

  private take(entry: BacklogEntry, fromBacklog = false): void {
    if (this.state === null) return;
    const result = applyEntry(this.state, entry);
    this.state = result.state;
    if (result.kind === 'applied') this.applied.push(entry.seq);
    else if (result.kind === 'gap') void this.join();
    else if (fromBacklog) this.repeated += 1;
  }
}
