import { randomUUID } from 'node:crypto';
import { changeAssignmentStatus, reportPositions } from '@izdeu/contracts';
import {
  answered,
  claimed,
  dueEntries,
  isWaiting,
  recovered,
  type Answer,
  type OutboxCommand,
  type OutboxEntry,
} from '../../apps/console/src/outbox/outbox-core.js';
import { Refusal, type Api } from '../support/api.js';

/** What becomes of one attempt: `lost` was done by the server and never answered, `unsent` never arrived. */
export type Fate = 'answered' | 'lost' | 'unsent' | 'closed-tab';

/** A phone's outbox by the console's own rules, one attempt at a time, so that a test decides what happens when. */
export class PhoneOutbox {
  private entries: OutboxEntry[] = [];
  private clock = 0;
  /** What reached the server at least once, in that order. */
  readonly arrived: OutboxEntry[] = [];

  constructor(
    private readonly api: Api,
    private readonly token: string,
    private readonly incidentId: string,
  ) {}

  add(command: OutboxCommand): void {
    this.clock += 1;
    this.entries.push({
      ...command,
      commandId: randomUUID(),
      userId: this.token,
      incidentId: this.incidentId,
      createdAt: this.clock,
      tries: 0,
      nextTryAt: 0,
      state: 'on-device',
      answeredAt: null,
      answeredVersion: null,
      refusal: null,
      subject: '',
    });
  }

  get waits(): boolean {
    return this.entries.some(isWaiting);
  }

  /** Begins one attempt of what is due; `choice` picks among the lanes. Nothing when nothing waits. */
  async attempt(choice: number, fate: Fate): Promise<void> {
    const due = dueEntries(this.entries, this.token, Infinity);
    const next = due[choice % Math.max(1, due.length)];
    if (next === undefined) return;
    const attempted = this.keep(claimed(next));
    if (fate === 'unsent') {
      this.keep(answered(attempted, { kind: 'failed', refusal: { code: 'OFFLINE', requestId: null } }, 0));
      return;
    }
    const answer = await this.send(attempted);
    this.arrived.push(attempted);
    if (fate === 'closed-tab') this.keep(recovered(attempted));
    else if (fate === 'lost')
      this.keep(answered(attempted, { kind: 'failed', refusal: { code: 'OFFLINE', requestId: null } }, 0));
    else this.keep(answered(attempted, answer, 0));
  }

  /** Sends until nothing waits any more. */
  async drain(): Promise<void> {
    while (this.waits) await this.attempt(0, 'answered');
  }

  /** A copy of something that arrived before comes once more, late, whoever kept it on the way. */
  async repeat(entry: OutboxEntry): Promise<void> {
    await this.send(entry);
  }

  private keep(entry: OutboxEntry): OutboxEntry {
    this.entries = this.entries.map((one) => (one.commandId === entry.commandId ? entry : one));
    return entry;
  }

  private async send(entry: OutboxEntry): Promise<Answer> {
    const { commandId, params } = entry;
    try {
      if (entry.routeId === 'reportPositions') {
        const body = { commandId, fixes: [...entry.body.fixes] };
        await this.api.call(this.token, reportPositions, { params, body });
        return { kind: 'received', version: null };
      }
      const body = { commandId, ...entry.body };
      const { assignment } = await this.api.call(this.token, changeAssignmentStatus, { params, body });
      return { kind: 'received', version: assignment.version };
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error;
      return { kind: 'failed', refusal: { code: error.error.code, requestId: null } };
    }
  }
}
