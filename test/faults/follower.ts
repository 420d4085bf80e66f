import type { BacklogEntry } from '@izdeu/contracts';
import { applyEntry, stateFromSnapshot, stateHash, type IncidentState } from '@izdeu/domain';
import { SocketClient } from '@izdeu/testing';

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
    private readonly client: SocketClient,
    private readonly incidentId: string,
  ) {
    for (const name of ['incident:event', 'incident:advanced'] as const)
      client.socket.on(name, (entry: BacklogEntry) => {
        if (this.joining || this.state === null) this.waiting.push(entry);
        else this.take(entry);
      });
    client.socket.on('connect', () => void this.join());
  }

  static async start(url: string, token: string, incidentId: string): Promise<Follower> {
    const client = await SocketClient.connect(url, { token }, { reconnect: true });
    const follower = new Follower(client, incidentId);
    await follower.join();
    return follower;
  }

  get hash(): string {
    return this.state === null ? '' : stateHash(this.state);
  }

  close(): void {
    this.client.close();
  }

  private async join(): Promise<void> {
    if (this.joining) return;
    this.joining = true;
    try {
      const answer = await this.client.join(this.incidentId, this.state?.seq ?? 0);
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
      setTimeout(() => this.client.socket.connected && void this.join(), 200);
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
