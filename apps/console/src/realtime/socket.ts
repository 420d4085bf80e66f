import type { ApiError, ClientToServerEvents, ServerToClientEvents, SessionEnded } from '@izdeu/contracts';
import { io, type Socket } from 'socket.io-client';
import { useConnectionStore } from './connection-store.js';
import { measureServerClock, serverNow } from './server-clock.js';
import { tellSessionEnded } from './session-end.js';

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** The freshness told to people is kept to the second; a frame every 250 ms need not redraw the banner. */
const HEARD_EVERY_MILLISECONDS = 1_000;
const RETURN_AFTER_CUT_MILLISECONDS = 500;
/** The first failed attempt may be a restart of the server; after this many it is an outage. */
const ATTEMPTS_TO_CALL_IT_OFFLINE = 2;

/** The one connection of this page. The session travels in its cookie; nothing connects before somebody holds it. */
export const socket: LiveSocket = io({
  autoConnect: false,
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 400,
  reconnectionDelayMax: 5_000,
  timeout: 8_000,
});

let holders = 0;
let failures = 0;
let heardAt = 0;
let comeBack: ReturnType<typeof setTimeout> | undefined;

/** Keeps the connection up until the answer is called. */
export function holdConnection(): () => void {
  holders += 1;
  if (holders === 1) {
    useConnectionStore.getState().setFollowing(true);
    socket.connect();
  }
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    holders -= 1;
    if (holders > 0) return;
    socket.disconnect();
    useConnectionStore.getState().setFollowing(false);
    useConnectionStore.getState().setState('connected');
  };
}

/** Tries at once instead of at the next turn: after sleep, a returned network, a press of "try again". */
export function reconnectNow(): void {
  if (holders === 0) return;
  clearTimeout(comeBack);
  if (socket.connected) useConnectionStore.getState().setState('reconnecting');
  socket.disconnect().connect();
}

/** Something came from the server: what is shown is as fresh as now. */
export function heardFromServer(): void {
  if (Date.now() - heardAt < HEARD_EVERY_MILLISECONDS) return;
  heardAt = Date.now();
  useConnectionStore.getState().heard(new Date(serverNow()).toISOString());
}

function endSession(reason: SessionEnded['reason']): void {
  socket.disconnect();
  tellSessionEnded(reason);
}

const codeOf = (error: Error): string | undefined =>
  (error as Error & { data?: Partial<ApiError> }).data?.code;

socket.on('connect', () => {
  failures = 0;
  heardAt = 0;
  heardFromServer();
  void measureServerClock();
});
socket.io.on('ping', heardFromServer);
socket.on('session:ended', ({ reason }) => endSession(reason));
socket.on('connect_error', (error) => {
  if (codeOf(error) === 'UNAUTHENTICATED') {
    endSession('expired');
    return;
  }
  failures += 1;
  if (failures >= ATTEMPTS_TO_CALL_IT_OFFLINE) useConnectionStore.getState().setState('offline');
  // A refusal of the handshake is not retried by the library itself.
  if (!socket.active) scheduleReturn(3_000);
});
socket.on('disconnect', (reason) => {
  if (reason === 'io client disconnect') return;
  useConnectionStore.getState().setState('reconnecting');
  if (reason === 'io server disconnect') scheduleReturn(RETURN_AFTER_CUT_MILLISECONDS);
});

function scheduleReturn(milliseconds: number): void {
  clearTimeout(comeBack);
  comeBack = setTimeout(() => {
    if (holders > 0 && !socket.connected) socket.connect();
  }, milliseconds);
}
