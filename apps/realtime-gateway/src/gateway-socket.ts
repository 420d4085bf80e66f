import { READERS, type ClientToServerEvents, type Reader, type ServerToClientEvents } from '@izdeu/contracts';
import type { SignedIn } from '@izdeu/server-kit';
import type { Server, Socket } from 'socket.io';
import type { CommandRate } from './command-rate.js';
import type { Turnstile } from './turnstile.js';

/** What the gateway knows of a connection. */
export interface SocketData {
  token: string;
  signedIn: SignedIn;
  /** When the session was last looked up, milliseconds. */
  confirmedAt: number;
  /** Incidents this connection follows. */
  joined: Map<string, Reader>;
  rate: CommandRate;
  /** A connection joins one incident at a time. */
  joins: Turnstile;
  /** Commands that are being worked on. */
  running: number;
  /** Position frames were left out since it fell behind. */
  skippedFrames: boolean;
  /** Characters of answers to its joins that it may have before it without being called slow. */
  allowance: number;
}

/** Messages that wait in this process for the transport of a connection. */
export const queuedMessages = ({ conn }: GatewaySocket): number =>
  (conn as unknown as EngineConnection).writeBuffer.length;

/** Bytes that the transport has and the kernel has not taken. */
export const queuedBytes = ({ conn }: GatewaySocket): number =>
  (conn as unknown as EngineConnection).transport.socket?.bufferedAmount ?? 0;

/** Ends a connection at once, with all that waits for its client; a closing handshake would wait behind it. */
export const cutOff = ({ conn }: GatewaySocket): void => {
  const { socket } = (conn as unknown as EngineConnection).transport;
  conn.close(true);
  socket?.terminate();
};

/** Of engine.io's connection, what its types keep to themselves: a WebSocket is not there while polling. */
interface EngineConnection {
  readonly transport: { readonly socket?: { readonly bufferedAmount: number; terminate(): void } };
  readonly writeBuffer: readonly { readonly data?: { readonly length: number } }[];
}

/** Characters in the messages that wait for the transport. */
export const waitingLength = ({ conn }: GatewaySocket): number =>
  (conn as unknown as EngineConnection).writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);

type NoServerEvents = Record<string, never>;
export type GatewayServer = Server<ClientToServerEvents, ServerToClientEvents, NoServerEvents, SocketData>;
export type GatewaySocket = Socket<ClientToServerEvents, ServerToClientEvents, NoServerEvents, SocketData>;

/** Everybody in an incident who reads it this way. */
export const roomOf = (incidentId: string, reader: Reader): string => `incident:${incidentId}:${reader}`;

/** Those in an incident who get only what their map shows: they are left out of shared frames of positions. */
export const viewportRoomOf = (incidentId: string): string => `incident:${incidentId}:viewport`;

/** Both rooms of an incident. */
export const roomsOf = (incidentId: string): string[] => READERS.map((reader) => roomOf(incidentId, reader));
