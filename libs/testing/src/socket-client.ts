import type {
  ApiError,
  BacklogEntry,
  ClientToServerEvents,
  JoinAnswer,
  PositionsFrame,
  Reader,
  ServerToClientEvents,
  SessionEnded,
  SocketCommand,
} from '@izdeu/contracts';
import { io, type Socket } from 'socket.io-client';

type ClientSocket = Socket<ServerToClientEvents, ClientToServerEvents>;
type RequestOf<C extends SocketCommand> = Parameters<ClientToServerEvents[C]>[0];
type AnswerOf<C extends SocketCommand> = Parameters<Parameters<ClientToServerEvents[C]>[1]>[0];

const TIMEOUT_MILLISECONDS = 10_000;

export interface SocketLogin {
  readonly token?: string;
  /** Value of the session cookie. */
  readonly cookie?: string;
  readonly origin?: string;
}

/** A negative acknowledgement, or a refused connection. */
export class SocketRefusal extends Error {
  constructor(readonly error: ApiError) {
    super(`${error.code}: ${error.message}`);
  }
}

/** A socket.io client that keeps everything it was sent. */
export class SocketClient {
  /** Events and their bare numbers, in the order in which they came. */
  readonly entries: BacklogEntry[] = [];
  readonly frames: PositionsFrame[] = [];
  ended: SessionEnded | null = null;
  disconnectedBy: string | null = null;

  private constructor(readonly socket: ClientSocket) {
    socket.on('incident:event', (event) => this.entries.push(event));
    socket.on('incident:advanced', (advanced) => this.entries.push(advanced));
    socket.on('positions:frame', (frame) => this.frames.push(frame));
    socket.on('session:ended', (ended) => (this.ended = ended));
    socket.on('disconnect', (reason) => (this.disconnectedBy = reason));
  }

  /** Connects over a WebSocket. @throws SocketRefusal when the server does not let it in. */
  static async connect(
    url: string,
    login: SocketLogin = {},
    options: { reconnect?: boolean } = {},
  ): Promise<SocketClient> {
    const headers = {
      ...(login.cookie !== undefined && { cookie: `izdeu_session=${login.cookie}` }),
      ...(login.origin !== undefined && { origin: login.origin }),
    };
    const socket: ClientSocket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: options.reconnect ?? false,
      reconnectionDelay: 100,
      auth: login.token === undefined ? {} : { token: login.token },
      extraHeaders: headers,
      timeout: TIMEOUT_MILLISECONDS,
    });
    const client = new SocketClient(socket);
    await new Promise<void>((resolve, reject) => {
      const refused = (error: Error & { data?: ApiError }): void => {
        socket.close();
        reject(error.data === undefined ? error : new SocketRefusal(error.data));
      };
      socket.once('connect_error', refused);
      // Later failures belong to reconnecting, which goes on by itself.
      socket.once('connect', () => {
        socket.off('connect_error', refused);
        resolve();
      });
    });
    return client;
  }

  /** Sends a command and waits for its acknowledgement, whatever it says. */
  async call<C extends SocketCommand>(command: C, request: RequestOf<C>): Promise<AnswerOf<C>> {
    return (await this.callUntyped(command, request)) as AnswerOf<C>;
  }

  /** For requests that the types forbid. */
  async callUntyped(command: string, ...request: unknown[]): Promise<unknown> {
    const untyped = this.socket as unknown as Socket;
    return untyped.timeout(TIMEOUT_MILLISECONDS).emitWithAck(command, ...request);
  }

  /** Joins an incident. @throws SocketRefusal */
  async join(incidentId: string, afterSeq = 0, as?: Reader): Promise<JoinAnswer> {
    const answer = await this.call('incident:join', { incidentId, afterSeq, ...(as && { as }) });
    if (!answer.ok) throw new SocketRefusal(answer.error);
    return answer.data;
  }

  /** Numbers of the entries of an incident received so far. */
  seqsOf(incidentId: string): number[] {
    return this.entries.filter((entry) => entry.incidentId === incidentId).map((entry) => entry.seq);
  }

  close(): void {
    this.socket.close();
  }
}

/** Waits until something holds, looking often. */
export const eventually = async (
  holds: () => boolean | Promise<boolean>,
  what = 'the condition',
  withinMilliseconds = 5_000,
): Promise<void> => {
  const deadline = Date.now() + withinMilliseconds;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what} did not come true in ${withinMilliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
