import type { Fix } from '@izdeu/contracts';
import {
  answered,
  claimed,
  dueEntries,
  hurried,
  inOrder,
  laneOf,
  nextWakeAt,
  outlived,
  recovered,
  withFixes,
  type Answer,
  type OutboxCommand,
  type OutboxEntry,
} from './outbox-core.js';
import type { OutboxStorage } from './outbox-storage.js';

export interface OutboxParts {
  readonly storage: OutboxStorage;
  readonly send: (entry: OutboxEntry) => Promise<Answer>;
  readonly newId: () => string;
  readonly now: () => number;
  /** Lets one tab at a time do the work; the others wait for their turn and find it done. */
  readonly exclusively: (work: () => Promise<void>) => Promise<void>;
  /** Told after every change; `elsewhere` wakes the other tabs. */
  readonly onChange: (entries: readonly OutboxEntry[]) => void;
  readonly elsewhere: () => void;
}

/** Keeps commands until headquarters has answered them: through no signal, a reload, a closed tab. */
export class Outbox {
  private userId: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pumping: Promise<void> | null = null;
  private again = false;

  constructor(private readonly parts: OutboxParts) {}

  /** Begins to send what this person left here. Entries of anybody else wait for their own session. */
  async start(userId: string): Promise<void> {
    this.userId = userId;
    await this.refresh();
    await this.hurry();
  }

  stop(): void {
    this.userId = null;
    clearTimeout(this.timer);
  }

  /** Resolves when the command is stored on the device, not when it is sent. */
  async add(command: OutboxCommand, about: { incidentId: string; subject: string }): Promise<OutboxEntry> {
    const { storage, newId, now } = this.parts;
    if (this.userId === null) throw new Error('nobody is signed in');
    const entry: OutboxEntry = {
      ...command,
      ...about,
      commandId: newId(),
      userId: this.userId,
      createdAt: now(),
      tries: 0,
      nextTryAt: 0,
      state: 'on-device',
      answeredAt: null,
      answeredVersion: null,
      refusal: null,
    };
    await storage.put(entry);
    await this.changed();
    void this.pump();
    return entry;
  }

  /** Adds fixes to the batch that waits, so that hours without signal are a few batches and not thousands. */
  async addFixes(incidentId: string, fixes: readonly Fix[]): Promise<void> {
    const lane = laneOf({ incidentId, routeId: 'reportPositions' });
    const waiting = inOrder(await this.parts.storage.all()).filter(
      (entry) => laneOf(entry) === lane && entry.userId === this.userId && entry.state === 'on-device',
    );
    const last = waiting.at(-1);
    const grown =
      last && (await this.parts.storage.update(last.commandId, (entry) => withFixes(entry, fixes)));
    if (grown) return this.changed();
    const command = { routeId: 'reportPositions', params: { id: incidentId }, body: { fixes } } as const;
    await this.add(command, { incidentId, subject: '' });
  }

  takeSequence(count: number): Promise<number> {
    return this.parts.storage.takeSequence(count);
  }

  /** The person has read why it was refused. */
  async dismiss(commandId: string): Promise<void> {
    await this.parts.storage.remove([commandId]);
    await this.changed();
  }

  /** Signing out: nothing of this person stays on a shared device, sent or not. */
  async wipe(): Promise<void> {
    const mine = (await this.parts.storage.all()).filter((entry) => entry.userId === this.userId);
    this.stop();
    await this.parts.storage.remove(mine.map((entry) => entry.commandId));
    await this.changed();
  }

  /** The network is said to be back, or the person looks at the page: no reason to wait for the timer. */
  async hurry(): Promise<void> {
    for (const { commandId, state } of await this.parts.storage.all())
      if (state === 'on-device') await this.parts.storage.update(commandId, hurried);
    await this.pump();
  }

  /** Another tab changed something. */
  async refresh(): Promise<void> {
    this.parts.onChange(inOrder(await this.parts.storage.all()));
  }

  /** Sends what is due, one after another in each lane, until nothing is. */
  async pump(): Promise<void> {
    this.again = true;
    this.pumping ??= this.parts
      .exclusively(() => this.work())
      .finally(() => {
        this.pumping = null;
        if (this.again) void this.pump();
      });
    await this.pumping;
  }

  private async work(): Promise<void> {
    // Whoever holds the turn knows that no other tab is in the middle of an attempt.
    for (const entry of await this.parts.storage.all())
      if (entry.state === 'sending') await this.parts.storage.update(entry.commandId, recovered);
    while (this.again) {
      this.again = false;
      await this.sendDue();
    }
    await this.forgetOld();
    await this.schedule();
  }

  private async sendDue(): Promise<void> {
    const { storage, now } = this.parts;
    for (;;) {
      if (this.userId === null) return;
      const due = dueEntries(await storage.all(), this.userId, now());
      if (due.length === 0) return;
      await Promise.all(due.map((entry) => this.attempt(entry.commandId)));
    }
  }

  private async attempt(commandId: string): Promise<void> {
    const { storage, send, now } = this.parts;
    // Read again at the moment of sending: a batch may have grown since.
    const entry = await storage.update(commandId, claimed);
    if (!entry) return;
    await this.changed();
    const answer = await send(entry);
    await storage.update(commandId, (current) => answered(current, answer, now()));
    await this.changed();
  }

  private async forgetOld(): Promise<void> {
    const { storage, now } = this.parts;
    const old = outlived(await storage.all(), now());
    if (old.length === 0) return;
    await storage.remove(old.map((entry) => entry.commandId));
    await this.changed();
  }

  private async schedule(): Promise<void> {
    clearTimeout(this.timer);
    if (this.userId === null) return;
    const at = nextWakeAt(await this.parts.storage.all(), this.userId);
    if (at === null) return;
    this.timer = setTimeout(() => void this.pump(), Math.max(250, at - this.parts.now()));
  }

  private async changed(): Promise<void> {
    await this.refresh();
    this.parts.elsewhere();
  }
}
