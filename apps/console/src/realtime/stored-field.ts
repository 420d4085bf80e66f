const DATABASE = 'izdeu-field';
const STORE = 'last-known';

const failureOf = (error: DOMException | null): Error => error ?? new Error('the browser could not store');

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(failureOf(request.error));
  });
}

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  const request = () => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE);
    return answerOf(opening);
  };
  return (opened ??= request());
}

const storeOf = async (mode: IDBTransactionMode): Promise<IDBObjectStore> =>
  (await database()).transaction(STORE, mode).objectStore(STORE);

/** After a wipe nothing of the former person may be written by an answer that was under way. */
let owner: string | null = null;

/** What a phone in the field keeps of the person signed in: read again after a reload without signal. */
export async function keepForField(userId: string, key: string, value: unknown): Promise<void> {
  if (owner !== userId) return;
  try {
    await answerOf((await storeOf('readwrite')).put(value, key));
  } catch {
    // A private window does not store: then the page needs a connection, as it says.
  }
}

/** The person whose task is shown: from here on it is kept on the device, until they sign out. */
export function beginKeeping(userId: string): void {
  owner = userId;
}

/** What was kept under a key, or null. */
export async function lastKnown<T>(key: string): Promise<T | null> {
  try {
    return ((await answerOf((await storeOf('readonly')).get(key))) as T | undefined) ?? null;
  } catch {
    return null;
  }
}

/** Signed out or revoked: the device forgets the task, the incident and the person. */
export async function wipeStoredField(): Promise<void> {
  owner = null;
  try {
    await answerOf((await storeOf('readwrite')).clear());
  } catch {
    // Nothing could be stored, so there is nothing to forget.
  }
}
