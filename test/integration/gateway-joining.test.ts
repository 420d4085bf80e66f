import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { joinAnswerSchema } from '@izdeu/contracts';
import { OutboxReader, type StoredEvent } from '@izdeu/persistence';
import { eventually, SocketClient, testedModes } from '@izdeu/testing';
import { IncidentGateway } from '../../apps/realtime-gateway/src/incident.gateway.js';
import { UserConnections } from '../../apps/realtime-gateway/src/user-connections.js';
import { IncidentStream } from '../../apps/realtime-gateway/src/incident-stream.js';
import { PositionLane } from '../../apps/realtime-gateway/src/position-lane.js';
import { GatewayWorld, type TestUser } from './gateway-world.js';

describe.each(testedModes())('joining at a gateway on the %s database', (mode) => {
  let world: GatewayWorld;
  let dispatcher: TestUser;
  let searcher: TestUser;

  beforeAll(async () => {
    world = await GatewayWorld.open(mode);
    dispatcher = await world.user('dispatcher', null);
    searcher = await world.user('squad-member', world.squadA);
  }, 120_000);
  afterAll(() => world.close(), 30_000);

  describe('P-13 a snapshot says why it is one', () => {
    it('new, behind, ahead; a delta says as whom', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const client = await world.connect(dispatcher);
      expect(await client.join(incidentId)).toMatchObject({ mode: 'snapshot', reason: 'new', as: 'staff' });
      expect(await client.join(incidentId, 99)).toMatchObject({ mode: 'snapshot', reason: 'ahead' });
      await world.write(dispatcher, incidentId, async (transaction) => {
        const incident = await world.summary(transaction, incidentId);
        for (let count = 0; count < 1001; count += 1)
          transaction.append('incident.changed.v1', { incident, reason: null });
      });
      await eventually(() => client.seqsOf(incidentId).includes(1002), 'the events');
      const behind = await client.join(incidentId, 1);
      expect(behind).toMatchObject({ mode: 'snapshot', reason: 'behind', seq: 1002 });
      const delta = await client.join(incidentId, 2);
      expect(delta).toMatchObject({ mode: 'delta', as: 'staff', seq: 1002 });
      for (const answer of [behind, delta]) expect(joinAnswerSchema.safeParse(answer).error).toBeUndefined();
    });

    it('not kept: at the head, in the middle, and only to those who need the missing ones', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      for (let count = 2; count <= 10; count += 1) await world.retitle(dispatcher, incidentId, `${count}`);
      await world.query('ALTER TABLE outbox DISABLE TRIGGER USER');
      await world.query('DELETE FROM outbox WHERE incident_id = $1 AND seq <= 4', [incidentId]);
      const client = await world.connect(searcher);
      expect(await client.join(incidentId, 2)).toMatchObject({
        mode: 'snapshot',
        reason: 'not-kept',
        seq: 10,
      });
      expect(await client.join(incidentId, 3)).toMatchObject({
        mode: 'snapshot',
        reason: 'not-kept',
        seq: 10,
      });
      const kept = await client.join(incidentId, 4);
      expect(kept).toMatchObject({ mode: 'delta', seq: 10 });
      if (kept.mode === 'delta') expect(kept.events.map(({ seq }) => seq)).toEqual([5, 6, 7, 8, 9, 10]);
      await world.query('ALTER TABLE outbox ENABLE TRIGGER USER');
    });
  });

  it('P-39 who reads as somebody else than before gets the whole state, drafts included or gone', async () => {
    const incidentId = await world.incident(dispatcher, [world.squadA]);
    const user = await world.user('squad-member', world.squadA);
    const sectorId = await world.drawSector(dispatcher, incidentId, 'A1');
    const teamId = await world.formTeam(dispatcher, incidentId, [user]);
    await world.draft(dispatcher, incidentId, sectorId, teamId);
    const asField = await (await world.connect(user)).join(incidentId);
    expect(asField).toMatchObject({ as: 'field', snapshot: { assignments: [] } });

    await world.query(`UPDATE user_role SET role = 'dispatcher', squad_id = NULL WHERE user_id = $1`, [
      user.userId,
    ]);
    // The session of a connection that exists is looked up again soon; a new one needs none of that.
    const promoted = await world.connect(await world.sessionOf(user));
    expect(await promoted.join(incidentId, asField.seq, asField.as)).toMatchObject({
      mode: 'snapshot',
      reason: 'other-reader',
      as: 'staff',
      snapshot: { assignments: [{ state: 'draft' }] },
    });
    expect(await promoted.join(incidentId, asField.seq, 'staff')).toMatchObject({
      mode: 'delta',
      events: [],
    });
    const demoted = await world.connect(searcher);
    expect(await demoted.join(incidentId, asField.seq, 'staff')).toMatchObject({
      reason: 'other-reader',
      as: 'field',
      snapshot: { assignments: [] },
    });
  });

  it('P-29 refuses the connection too many of one user, and takes it when another has gone', async () => {
    const connections = world.app.get(UserConnections);
    const user = await world.user('squad-member', world.squadA);
    const usual = connections.limit;
    connections.limit = 3;
    try {
      const [first] = await Promise.all([world.connect(user), world.connect(user), world.connect(user)]);
      await expect(world.connect(user)).rejects.toMatchObject({ error: { code: 'TOO_MANY_REQUESTS' } });
      expect((await world.connect(searcher)).socket.connected).toBe(true);
      first.close();
      let admitted: SocketClient | null = null;
      for (let attempt = 0; attempt < 50 && admitted === null; attempt += 1)
        admitted = await world.connect(user).catch(() => null);
      expect(admitted?.socket.connected).toBe(true);
    } finally {
      connections.limit = usual;
    }
  });

  it('P-12 who returns by number while others write is sent each event once: in the answer, or after it', async () => {
    const incidentId = await world.incident(dispatcher, []);
    await world.retitle(dispatcher, incidentId, 'first');
    let seq = 2;
    // As another process commits whose wake-up is still on its way.
    const writeUnheard = async (): Promise<void> => {
      seq += 1;
      await world.query('UPDATE incident SET seq = $2 WHERE id = $1', [incidentId, seq]);
      await world.query(
        `INSERT INTO outbox SELECT (jsonb_populate_record(o, jsonb_build_object('seq', $2::int))).*
         FROM outbox o WHERE incident_id = $1 AND seq = 2`,
        [incidentId, seq],
      );
    };
    const first = await world.connect(dispatcher);
    await first.join(incidentId);
    for (let round = 0; round < 10; round += 1) {
      const client = await world.connect(dispatcher);
      const before = seq;
      for (let count = 0; count < 4; count += 1) await writeUnheard();
      // It has the first of them from elsewhere: this gateway has to read on, and hands on three more meanwhile.
      const answer = await client.join(incidentId, before + 1);
      const answered = answer.mode === 'delta' ? answer.events.map((entry) => entry.seq) : [];
      await eventually(() => answer.seq === seq || client.seqsOf(incidentId).includes(seq), 'the last event');
      expect([round, ...answered, ...client.seqsOf(incidentId)]).toEqual([
        round,
        ...[2, 3, 4].map((step) => before + step),
      ]);
      client.close();
    }
    first.close();
  });

  it('P-8 a wake-up at any moment of a read that ends is not lost', async () => {
    const incidentId = await world.incident(dispatcher, []);
    const { dataSource } = world.platform.database;
    let atEndOfRead: (() => Promise<void>) | null = null;
    class WatchedReader extends OutboxReader {
      override async after(...range: Parameters<OutboxReader['after']>): Promise<StoredEvent[]> {
        const rows = await super.after(...range);
        const act = atEndOfRead;
        atEndOfRead = null;
        await act?.();
        return rows;
      }
    }
    const server = world.app.get(IncidentGateway)['server'];
    if (server === null) throw new Error('the gateway has not started');
    const failed = (error: unknown): never => {
      throw error;
    };
    const handedOn: number[] = [];
    const outbox = new WatchedReader(dataSource);
    const { PositionStore, SnapshotReader } = await import('@izdeu/persistence');
    const lane = new PositionLane(incidentId, {
      server,
      store: new PositionStore(dataSource),
      readTeams: () => Promise.resolve(new Map()),
      state: () => 'live',
      failed,
    });
    const stream = new IncidentStream(incidentId, {
      server,
      outbox,
      snapshots: new SnapshotReader(dataSource),
      lane,
      unfollow: () => undefined,
      before: (_stream, event) => handedOn.push(event.seq),
      failed,
    });
    await stream.open();
    // The wake-up comes so many microtasks after the read has answered: before, at and after the end of the pump.
    for (let delay = 0; delay < 12; delay += 1) {
      let woken = Promise.resolve();
      atEndOfRead = async () => {
        await world.retitle(dispatcher, incidentId, `${delay}`);
        woken = (async () => {
          for (let turn = 0; turn < delay; turn += 1) await Promise.resolve();
          await stream.wake();
        })();
      };
      await stream.wake();
      await woken;
      expect([delay, handedOn.at(-1)]).toEqual([delay, delay + 2]);
    }
    stream.close();
  });
});
