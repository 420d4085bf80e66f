import type { ClientToServerEvents, ServerToClientEvents } from '@izdeu/contracts';
import type { SignedIn } from '@izdeu/server-kit';
import type { Server, Socket } from 'socket.io';
import type { CommandRate } from './command-rate.js';
import type { Turnstile } from './turnstile.js';

/** As whom somebody takes part in an incident. */
export type Reader = 'staff' | 'field';
export const READERS: readonly Reader[] = ['staff', 'field'];

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
}

type NoServerEvents = Record<string, never>;
export type GatewayServer = Server<ClientToServerEvents, ServerToClientEvents, NoServerEvents, SocketData>;
export type GatewaySocket = Socket<ClientToServerEvents, ServerToClientEvents, NoServerEvents, SocketData>;

/** Everybody in an incident who reads it this way. */
export const roomOf = (incidentId: string, reader: Reader): string => `incident:${incidentId}:${reader}`;

/** Both rooms of an incident. */
export const roomsOf = (incidentId: string): string[] => READERS.map((reader) => roomOf(incidentId, reader));
