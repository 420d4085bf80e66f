import { v7 } from 'uuid';
import { create } from 'zustand';
import { watchClock } from '../realtime/clock-watch.js';
import { IndexedDbStorage } from './indexed-db-storage.js';
import { Outbox } from './outbox.js';
import type { OutboxEntry } from './outbox-core.js';
import { MemoryStorage, type OutboxStorage } from './outbox-storage.js';
import { sendEntry } from './outbox-transport.js';

const NAME = 'izdeu-outbox';

interface OutboxView {
  entries: readonly OutboxEntry[];
  /** False when the browser would not store: closing the tab loses what waits. */
  durable: boolean;
}

/** What the outbox holds, for showing only; the outbox itself is the truth. */
export const useOutboxStore = create<OutboxView>(() => ({ entries: [], durable: true }));

async function openStorage(): Promise<OutboxStorage> {
  try {
    return await IndexedDbStorage.open();
  } catch {
    useOutboxStore.setState({ durable: false });
    return new MemoryStorage();
  }
}

/** Without Web Locks two tabs may both send: the command id makes that harmless. */
const exclusively = async (work: () => Promise<void>): Promise<void> => {
  if ('locks' in navigator) await navigator.locks.request(NAME, work);
  else await work();
};

async function openOutbox(): Promise<Outbox> {
  const channel = new BroadcastChannel(NAME);
  const outbox = new Outbox({
    storage: await openStorage(),
    send: sendEntry,
    newId: v7,
    now: Date.now,
    exclusively,
    onChange: (entries) => useOutboxStore.setState({ entries }),
    elsewhere: () => channel.postMessage('changed'),
  });
  channel.addEventListener('message', () => void outbox.refresh());
  addEventListener('online', () => void outbox.hurry());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void outbox.hurry();
  });
  // Waits are counted by the wall's clock: set back by hours it would hold a report for hours.
  watchClock(() => void outbox.hurry());
  return outbox;
}

let opened: Promise<Outbox> | undefined;

/** The one outbox of this tab, opened when it is first needed. */
export const theOutbox = (): Promise<Outbox> => (opened ??= openOutbox());
