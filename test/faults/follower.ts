import type {
  Ack,
  BacklogEntry,
  ClientToServerEvents,
  JoinAnswer,
  Reader,
  ServerToClientEvents,
} from '@izdeu/contracts';
import { applyEntry, stateFromSnapshot, stateHash, type IncidentState } from '@izdeu/domain';
import { eventually } from '@izdeu/testing';
import { io, type Socket } from 'socket.io-client';

export interface FollowerOptions {
  /** Comes with the state it left with, as a phone that was away. */
  readonly state?: IncidentState;
  /** Longest wait between two attempts to connect; phones wait longer than tests want to. */
  readonly reconnectWithinMilliseconds?: number;
}

/**
 * A phone: reconnects by itself, joins again with the number of the last event it applied, and keeps a note of
 * everything it applied. Nobody helps it.
 */
export class Follower {
  state: IncidentState | null;
  /** Numbers in the order of application, without those before the last snapshot. */
  applied: number[] = [];
  /** Numbers whose content it was shown, whether it applied them or not. */
  readonly shown = new Set<number>();
  /** How each join was answered. */
  readonly joins: ('snapshot' | 'delta')[] = [];
  /** Events that the server sent though they were in the state already. */
  repeated = 0;
  /** Number of the last snapshot: `applied` goes on from here. */
  baseSeq = 0;
  private waiting: BacklogEntry[] = [];
  private joining = false;
  private closed = false;
  private reader: Reader | undefined;

  private constructor(
    readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>,
    private readonly incidentId: string,
    state: IncidentState | null,
  ) {
    this.state = state;
    this.baseSeq = state?.seq ?? 0;
    for (const name of ['incident:event', 'incident:advanced'] as const)
      socket.on(name, (entry: BacklogEntry) => {
        if (this.joining || this.state === null) this.waiting.push(entry);
        else this.take(entry);
      });
    socket.on('connect', () => void this.join());
    // A refused handshake is final for socket.io; a server that is only just starting is asked again.
    socket.on('connect_error', () => {
      if (!socket.active) setTimeout(() => this.closed || socket.connect(), 200);
    });
  }

  static async start(
    url: string,
    token: string,
    incidentId: string,
    { state, reconnectWithinMilliseconds = 1_000 }: FollowerOptions = {},
  ): Promise<Follower> {
    const socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: reconnectWithinMilliseconds,
      auth: { token },
    });
    const follower = new Follower(socket, incidentId, state ?? null);
    await eventually(() => follower.joins.length > 0, 'the first join', 60_000);
    return follower;
  }

  get hash(): string {
    return this.state === null ? '' : stateHash(this.state);
  }

  get seq(): number {
    return this.state?.seq ?? 0;
  }

  close(): void {
    this.closed = true;
    this.socket.close();
  }

  private async join(): Promise<void> {
    if (this.joining) return;
    this.joining = true;
    try {
      const request = { incidentId: this.incidentId, afterSeq: this.seq, as: this.reader };
      const ack = (await this.socket
        .timeout(15_000)
        .emitWithAck('incident:join', request)) as Ack<JoinAnswer>;
      if (!ack.ok) throw new Error(ack.error.message);
      this.catchUp(ack.data);
    } catch {
      // Cut while joining: the next connection joins again; on a live one, try again soon.
      this.joining = false;
      setTimeout(() => this.socket.connected && void this.join(), 200);
    }
  }

  private catchUp(answer: JoinAnswer): void {
    this.reader = answer.as;
    if (answer.mode === 'snapshot') {
      this.state = stateFromSnapshot(answer.snapshot);
      this.baseSeq = answer.seq;
      this.applied = [];
    }
    this.joining = false;
    this.joins.push(answer.mode);
    const missed = answer.mode === 'delta' ? answer.events : [];
    for (const entry of missed) this.take(entry, true);
    for (const entry of this.waiting.splice(0)) this.take(entry);
  }

  private take(entry: BacklogEntry, fromBacklog = false): void {
    if ('type' in entry) this.shown.add(entry.seq);
    if (this.state === null) return;
    const result = applyEntry(this.state, entry);
    this.state = result.state;
    if (result.kind === 'applied') this.applied.push(entry.seq);
    else if (result.kind === 'gap') void this.join();
    else if (fromBacklog) this.repeated += 1;
  }
}
