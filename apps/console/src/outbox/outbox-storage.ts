import type { OutboxEntry } from './outbox-core.js';

/** Where entries live. Every method is atomic: two tabs may share one storage. */
export interface OutboxStorage {
  all(): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  /** Changes an entry if it is still there and `change` wants to; answers what is stored, or null. */
  update(commandId: string, change: (entry: OutboxEntry) => OutboxEntry | null): Promise<OutboxEntry | null>;
  remove(commandIds: readonly string[]): Promise<void>;
  /** Reserves the next numbers of this device's fixes; the first of them. */
  takeSequence(count: number): Promise<number>;
}

/** For a browser that refuses to store (a private window): honest, but gone with the tab. */
export class MemoryStorage implements OutboxStorage {
  private readonly entries = new Map<string, OutboxEntry>();
  private sequence = 0;

  async all(): Promise<OutboxEntry[]> {
    return [...this.entries.values()];
  }

  async put(entry: OutboxEntry): Promise<void> {
    this.entries.set(entry.commandId, entry);
  }

  async update(
    commandId: string,
    change: (entry: OutboxEntry) => OutboxEntry | null,
  ): Promise<OutboxEntry | null> {
    const entry = this.entries.get(commandId);
    const changed = entry ? change(entry) : null;
    if (changed) this.entries.set(commandId, changed);
    return changed;
  }

  async remove(commandIds: readonly string[]): Promise<void> {
    for (const id of commandIds) this.entries.delete(id);
  }

  async takeSequence(count: number): Promise<number> {
    const first = this.sequence;
    this.sequence += count;
    return first;
  }
}
