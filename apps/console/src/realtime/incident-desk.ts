import type { BacklogEntry } from '@izdeu/contracts';
import { useConnectionStore } from './connection-store.js';
import { IncidentStore, type KnownIncident } from './incident-store.js';
import { watchClock } from './clock-watch.js';
import { forgetPositions, takePositions } from './position-store.js';
import { onSessionEnded } from './session-end.js';
import { lastKnown } from './stored-field.js';
import { measureServerClock } from './server-clock.js';
import { heardFromServer, holdConnection, reconnectNow, socket } from './socket.js';

interface Followed {
  incident: IncidentStore;
  holders: number;
  letGoOfConnection: () => void;
  leaving: ReturnType<typeof setTimeout> | undefined;
}

const JOIN_TIMEOUT_MILLISECONDS = 10_000;
/** After sleep a dead connection looks alive: it has this long to answer. */
const CHECK_TIMEOUT_MILLISECONDS = 3_000;
/** Going from page to page and back must not download the incident again. */
const LINGER_MILLISECONDS = 15_000;

const followed = new Map<string, Followed>();
let joinTimeout = JOIN_TIMEOUT_MILLISECONDS;

function open(incidentId: string): Followed {
  const incident = new IncidentStore({
    sendJoin: (afterSeq, as) =>
      socket.timeout(joinTimeout).emitWithAck('incident:join', { incidentId, afterSeq, as }),
    onSilence: reconnectNow,
    onRecall: (serverTime) => useConnectionStore.getState().recalled(serverTime),
  });
  const leaving = setTimeout(() => drop(incidentId), LINGER_MILLISECONDS);
  const entry: Followed = { incident, holders: 0, letGoOfConnection: holdConnection(), leaving };
  followed.set(incidentId, entry);
  const { state } = useConnectionStore.getState();
  void lastKnown<KnownIncident>(`incident:${incidentId}`).then((known) => known && incident.recall(known));
  if (socket.connected) incident.join();
  else incident.disconnected(state === 'offline' ? 'offline' : 'reconnecting');
  return entry;
}

/** The store of an incident, joined until `releaseIncident` was called as often as this. */
export function holdIncident(incidentId: string): IncidentStore {
  const entry = followed.get(incidentId) ?? open(incidentId);
  clearTimeout(entry.leaving);
  entry.holders += 1;
  return entry.incident;
}

export function releaseIncident(incidentId: string): void {
  const entry = followed.get(incidentId);
  if (!entry) return;
  entry.holders -= 1;
  if (entry.holders > 0) return;
  clearTimeout(entry.leaving);
  entry.leaving = setTimeout(() => drop(incidentId), LINGER_MILLISECONDS);
}

/** The store of an incident that somebody holds already; opened otherwise, and dropped soon unless held. */
export const peekIncident = (incidentId: string): IncidentStore =>
  (followed.get(incidentId) ?? open(incidentId)).incident;

function drop(incidentId: string): void {
  const entry = followed.get(incidentId);
  if (!entry) return;
  followed.delete(incidentId);
  clearTimeout(entry.leaving);
  entry.incident.close();
  forgetPositions(incidentId);
  if (socket.connected) socket.emit('incident:leave', { incidentId }, () => undefined);
  entry.letGoOfConnection();
}

const take = (entry: BacklogEntry): void => {
  heardFromServer();
  const known = followed.get(entry.incidentId);
  if (known) known.incident.take(entry);
  else newsListeners.forEach((listener) => listener());
};

const newsListeners = new Set<() => void>();

/** Keeps the connection and calls when an incident appears that this device may join but does not follow. */
export function onNewIncident(listener: () => void): () => void {
  const letGo = holdConnection();
  newsListeners.add(listener);
  return () => {
    newsListeners.delete(listener);
    letGo();
  };
}

const each = (act: (incident: IncidentStore) => void): void => {
  for (const { incident } of followed.values()) act(incident);
};

socket.on('incident:event', take);
socket.on('incident:advanced', take);
socket.on('positions:frame', ({ incidentId, fixes }) => {
  heardFromServer();
  if (followed.has(incidentId)) takePositions(incidentId, fixes);
});
socket.on('connect', () => {
  joinTimeout = JOIN_TIMEOUT_MILLISECONDS;
  each((incident) => incident.join());
});
useConnectionStore.subscribe(({ state }, before) => {
  if (state !== before.state && state !== 'connected') each((incident) => incident.disconnected(state));
});
// Nothing of one person is left for the next one on the same laptop.
onSessionEnded(() => [...followed.keys()].forEach(drop));

/** Asks the server for what was missed; a connection that does not answer is made anew. */
export function checkConnection(): void {
  if (followed.size === 0) return;
  if (!socket.connected) {
    reconnectNow();
    return;
  }
  joinTimeout = CHECK_TIMEOUT_MILLISECONDS;
  each((incident) => incident.join());
}

// A laptop that slept, a phone that came out of the pocket, a network that changed under an open page.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') checkConnection();
});
for (const name of ['online', 'offline', 'pageshow'] as const) window.addEventListener(name, checkConnection);
// A page that the browser froze to save power.
document.addEventListener('resume', checkConnection);
watchClock(() => {
  void measureServerClock();
  checkConnection();
});
