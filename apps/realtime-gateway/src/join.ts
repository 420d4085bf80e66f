import type { BacklogEntry, JoinAnswer, Reader, SnapshotReason } from '@izdeu/contracts';
import { DomainError, incidentAudience, type Principal } from '@izdeu/domain';
import { Injectable } from '@nestjs/common';
import type { GatewaySocket } from './gateway-socket.js';
import { IncidentAccess, noSuchIncident } from './incident-access.js';
import type { IncidentStream, SharedSnapshot } from './incident-stream.js';
import { IncidentStreams } from './incident-streams.js';
import { sharedLength, shareJson } from './shared-answer.js';
import { Turnstile } from './turnstile.js';

export const INCIDENTS_PER_SOCKET = 50;
/** A thousand phones that return together leave connections of the pool to those who give orders. */
const CATCHING_UP_AT_ONCE = 3;

interface JoinRequest {
  readonly incidentId: string;
  readonly afterSeq: number;
  readonly as?: Reader | undefined;
}

/** Joining an incident: authorise, hear what happens from now on, and only then read what was missed before. */
@Injectable()
export class JoinIncident {
  private readonly turnstile = new Turnstile(CATCHING_UP_AT_ONCE);

  constructor(
    private readonly access: IncidentAccess,
    private readonly streams: IncidentStreams,
  ) {}

  async join(socket: GatewaySocket, { incidentId, afterSeq, as }: JoinRequest): Promise<JoinAnswer> {
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
          const answer = await this.catchUp(socket, stream, { afterSeq, as }, reader);
          socket.data.allowance += sharedLength(answer);
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
    { afterSeq, as }: Pick<JoinRequest, 'afterSeq' | 'as'>,
    reader: Reader,
  ): Promise<JoinAnswer> {
    const { principal } = socket.data.signedIn;
    // Events that another process handed on already: read on before calling the client's number impossible.
    if (afterSeq > stream.seq) await stream.wake();
    const seq = stream.hear(socket, reader);
    const whyNot = whyNotFold(afterSeq, seq, as !== undefined && as !== reader);
    const missed = whyNot ?? (await stream.missed(afterSeq, seq, reader));
    if (typeof missed === 'object') {
      await this.confirm(principal, stream.incidentId, reader);
      return deltaOf(missed, seq, reader);
    }
    const shared = await stream.snapshot(reader);
    const squadIds = shared?.snapshot.squads.map((squad) => squad.id) ?? [];
    if (shared === null || incidentAudience(principal, { squadIds }) !== reader) throw noSuchIncident();
    return snapshotOf(shared, reader, missed === 'too-many' ? 'behind' : missed);
  }

  /** The squads may have changed between the first look and the entry. */
  private async confirm(principal: Principal, incidentId: string, reader: Reader): Promise<void> {
    if ((await this.access.readerOf(principal, incidentId)) !== reader) throw noSuchIncident();
  }
}

/** Why no events can bring the client's state up to date; null when they can. */
const whyNotFold = (afterSeq: number, seq: number, otherReader: boolean): SnapshotReason | null => {
  if (afterSeq === 0) return 'new';
  // Its state lacks what was kept from it, or holds what it may see no more; no event tells of either.
  if (otherReader) return 'other-reader';
  return afterSeq > seq ? 'ahead' : null;
};

const deltaOf = (
  { events, json }: { events: BacklogEntry[]; json: string },
  seq: number,
  as: Reader,
): JoinAnswer =>
  shareJson(
    { mode: 'delta', events, seq, as } satisfies JoinAnswer,
    `{"mode":"delta","events":${json},"seq":${seq},"as":"${as}"}`,
  );

const snapshotOf = ({ snapshot, json }: SharedSnapshot, as: Reader, reason: SnapshotReason): JoinAnswer =>
  shareJson(
    { mode: 'snapshot', snapshot, seq: snapshot.seq, as, reason } satisfies JoinAnswer,
    `{"mode":"snapshot","snapshot":${json},"seq":${snapshot.seq},"as":"${as}","reason":"${reason}"}`,
  );
