import type { JoinAnswer } from '@izdeu/contracts';
import { DomainError, incidentAudience, type Principal } from '@izdeu/domain';
import { Injectable } from '@nestjs/common';
import type { GatewaySocket, Reader } from './gateway-socket.js';
import { IncidentAccess, noSuchIncident } from './incident-access.js';
import type { IncidentStream } from './incident-stream.js';
import { IncidentStreams } from './incident-streams.js';
import { Turnstile } from './turnstile.js';

export const INCIDENTS_PER_SOCKET = 50;
/** A thousand phones that return together leave connections of the pool to those who give orders. */
const CATCHING_UP_AT_ONCE = 3;

/** Joining an incident: authorise, enter the rooms, and only then read what was missed. */
@Injectable()
export class JoinIncident {
  private readonly turnstile = new Turnstile(CATCHING_UP_AT_ONCE);

  constructor(
    private readonly access: IncidentAccess,
    private readonly streams: IncidentStreams,
  ) {}

  async join(
    socket: GatewaySocket,
    { incidentId, afterSeq }: { incidentId: string; afterSeq: number },
  ): Promise<JoinAnswer> {
    const { joined, joins } = socket.data;
    return joins.pass(() =>
      this.turnstile.pass(async () => {
        if (!joined.has(incidentId) && joined.size >= INCIDENTS_PER_SOCKET)
          throw new DomainError('REFUSED', `at most ${INCIDENTS_PER_SOCKET} incidents at once`, {
            field: 'incidentId',
          });
        const reader = await this.access.readerOf(socket.data.signedIn.principal, incidentId);
        const stream = await this.streams.enter(socket, incidentId, reader);
        try {
          const answer = await this.catchUp(socket, stream, afterSeq, reader);
          stream.lane.sendLatestTo(socket);
          return answer;
        } catch (error) {
          this.streams.leave(socket, incidentId);
          throw error;
        } finally {
          // Whoever left while we were reading must not stay in the rooms.
          if (!socket.connected) this.streams.leave(socket, incidentId);
        }
      }),
    );
  }

  private async catchUp(
    socket: GatewaySocket,
    stream: IncidentStream,
    afterSeq: number,
    reader: Reader,
  ): Promise<JoinAnswer> {
    const { principal } = socket.data.signedIn;
    // Events that another process handed on already: read on before calling the client's number impossible.
    if (afterSeq > stream.seq) await stream.wake();
    const missed = afterSeq > 0 ? await stream.backlog(afterSeq, reader) : null;
    if (missed !== null) {
      await this.confirm(principal, stream.incidentId, reader);
      return { mode: 'delta', ...missed };
    }
    const snapshot = await stream.snapshot(reader);
    const squadIds = snapshot?.squads.map((squad) => squad.id) ?? [];
    if (snapshot === null || incidentAudience(principal, { squadIds }) !== reader) throw noSuchIncident();
    return { mode: 'snapshot', snapshot, seq: snapshot.seq };
  }

  /** The squads may have changed between the first look and the entry. */
  private async confirm(principal: Principal, incidentId: string, reader: Reader): Promise<void> {
    if ((await this.access.readerOf(principal, incidentId)) !== reader) throw noSuchIncident();
  }
}
