import type { OutboxEntry } from './outbox-core.js';
import type { OutboxStorage } from './outbox-storage.js';

const DATABASE = 'izdeu-outbox';
const ENTRIES = 'entries';
const COUNTERS = 'counters';

const failureOf = (error: DOMException | null): Error => error ?? new Error('the browser could not store');

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(failureOf(request.error));
  });
}

/** Settles when the change is on the disk, not when it was asked for. */
function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(failureOf(transaction.error));
    transaction.onerror = () => reject(failureOf(transaction.error));
  });
}

export class IndexedDbStorage implements OutboxStorage {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(): Promise<IndexedDbStorage> {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ENTRIES, { keyPath: 'commandId' });
      request.result.createObjectStore(COUNTERS);
    };
    return new IndexedDbStorage(await answerOf(request));
  }

  all(): Promise<OutboxEntry[]> {
    const { store } = this.begin(ENTRIES, 'readonly');
    return answerOf(store.getAll() as IDBRequest<OutboxEntry[]>);
  }

  async put(entry: OutboxEntry): Promise<void> {
    const { store, done } = this.begin(ENTRIES, 'readwrite');
    store.put(entry);
    await done;
  }

  async update(
    commandId: string,
    change: (entry: OutboxEntry) => OutboxEntry | null,
  ): Promise<OutboxEntry | null> {
    const { store, done } = this.begin(ENTRIES, 'readwrite');
    const entry = await answerOf(store.get(commandId) as IDBRequest<OutboxEntry | undefined>);
    const changed = entry ? change(entry) : null;
    if (changed) store.put(changed);
    await done;
    return changed;
  }

  async remove(commandIds: readonly string[]): Promise<void> {
    const { store, done } = this.begin(ENTRIES, 'readwrite');
    for (const id of commandIds) store.delete(id);
    await done;
  }

  async takeSequence(count: number): Promise<number> {
    const { store, done } = this.begin(COUNTERS, 'readwrite');
    const first = (await answerOf(store.get('fix') as IDBRequest<number | undefined>)) ?? 0;
    store.put(first + count, 'fix');
    await done;
    return first;
  }

  private begin(name: string, mode: IDBTransactionMode) {
    const transaction = this.database.transaction(name, mode, { durability: 'strict' });
    return { store: transaction.objectStore(name), done: committed(transaction) };
  }
}
