import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  incidentStateSnapshotSchema,
  joinAnswerSchema,
  SERVER_MESSAGES,
  SOCKET_COMMANDS,
  type Ack,
  type IncidentSnapshot,
} from '@izdeu/contracts';
import { applyEntry, snapshotOf, stateFromSnapshot, stateHash, type IncidentState } from '@izdeu/domain';
import { newId, PositionIntake } from '@izdeu/persistence';
import { SessionService } from '@izdeu/server-kit';
import { eventually, SocketClient, testedModes } from '@izdeu/testing';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { fixAt, GatewayWorld, secrets, type TestUser } from './gateway-world.js';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const numbersFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const snapshotIn = async (client: SocketClient, incidentId: string): Promise<IncidentSnapshot> => {
  const answer = await client.join(incidentId);
  if (answer.mode !== 'snapshot') throw new Error('expected a snapshot');
  return answer.snapshot;
};

const folded = (snapshot: IncidentSnapshot, client: SocketClient): IncidentState =>
  client.entries.reduce<IncidentState>((state, entry) => {
    const result = applyEntry(state, entry);
    expect(result.kind).not.toBe('gap');
    return result.state;
  }, stateFromSnapshot(snapshot));

describe.each(testedModes())('the gateway on the %s database', (mode) => {
  let world: GatewayWorld;
  let dispatcher: TestUser;
  let searcher: TestUser;
  let stranger: TestUser;

  beforeAll(async () => {
    world = await GatewayWorld.open(mode);
    dispatcher = await world.user('dispatcher', null);
    searcher = await world.user('squad-member', world.squadA);
    stranger = await world.user('squad-member', world.squadB);
  }, 120_000);
  afterAll(() => world.close(), 30_000);

  describe('connecting', () => {
    it('lets nobody in without a session, nor another site, nor a token in the address', async () => {
      await expect(SocketClient.connect(world.url)).rejects.toMatchObject({
        error: { code: 'UNAUTHENTICATED' },
      });
      await expect(SocketClient.connect(world.url, { token: 'x'.repeat(43) })).rejects.toMatchObject({
        error: { code: 'UNAUTHENTICATED' },
      });
      await expect(SocketClient.connect(`${world.url}/?token=${dispatcher.token}`)).rejects.toMatchObject({
        error: { code: 'UNAUTHENTICATED' },
      });
      await expect(
        SocketClient.connect(world.url, { cookie: dispatcher.token, origin: 'https://evil.example' }),
      ).rejects.toMatchObject({ error: { code: 'FORBIDDEN' } });
    });

    it('takes the cookie from our own page', async () => {
      const client = await SocketClient.connect(world.url, { cookie: dispatcher.token, origin: world.url });
      expect(client.socket.connected).toBe(true);
      client.close();
    });
  });

  describe('the stream', () => {
    it('hands on the events of 5 concurrent writers in order, without gaps, to everybody once', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const clients = await Promise.all([dispatcher, searcher, searcher].map((user) => world.connect(user)));
      for (const client of clients) await client.join(incidentId);
      await Promise.all(
        [1, 2, 3, 4, 5].map(async (writer) => {
          for (let turn = 0; turn < 20; turn += 1)
            await world.retitle(dispatcher, incidentId, `${writer}/${turn}`);
        }),
      );
      for (const client of clients) {
        await eventually(() => client.seqsOf(incidentId).length >= 100, '100 events');
        expect(client.seqsOf(incidentId)).toEqual(numbersFrom(2, 101));
      }
      const [first] = clients[0]?.entries ?? [];
      expect(SERVER_MESSAGES['incident:event'].safeParse(first).error).toBeUndefined();
    });

    it('catches up from the client’s own number, in memory or from the outbox', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      for (const title of ['2', '3', '4', '5']) await world.retitle(dispatcher, incidentId, title);
      const client = await world.connect(searcher);
      const fromOutbox = await client.join(incidentId, 2);
      expect(joinAnswerSchema.safeParse(fromOutbox).error).toBeUndefined();
      expect(fromOutbox).toMatchObject({
        mode: 'delta',
        seq: 5,
        events: [{ seq: 3 }, { seq: 4 }, { seq: 5 }],
      });
      await world.retitle(dispatcher, incidentId, '6');
      await eventually(() => client.seqsOf(incidentId).includes(6), 'event 6');
      const other = await world.connect(dispatcher);
      expect(await other.join(incidentId, 4)).toMatchObject({
        mode: 'delta',
        seq: 6,
        events: [{ seq: 5 }, { seq: 6 }],
      });
      expect(await other.join(incidentId, 6)).toMatchObject({ mode: 'delta', seq: 6, events: [] });
      expect(await other.join(incidentId, 0)).toMatchObject({ mode: 'snapshot', seq: 6 });
      expect(await other.join(incidentId, 77)).toMatchObject({ mode: 'snapshot', seq: 6 });
    });

    it('gives a snapshot to a client that missed more than a thousand events', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      await world.write(dispatcher, incidentId, async (transaction) => {
        const incident = await world.summary(transaction, incidentId);
        for (let count = 0; count < 1000; count += 1)
          transaction.append('incident.changed.v1', { incident, reason: `${count}` });
      });
      const client = await world.connect(searcher);
      const whole = await client.join(incidentId, 1);
      expect(whole.mode).toBe('delta');
      if (whole.mode === 'delta') expect(whole.events.map(({ seq }) => seq)).toEqual(numbersFrom(2, 1001));
      await world.retitle(dispatcher, incidentId, 'one more');
      await eventually(() => client.seqsOf(incidentId).includes(1002), 'event 1002');
      expect(await client.join(incidentId, 1)).toMatchObject({ mode: 'snapshot', seq: 1002 });
    });

    it('gives field readers only the number of what is for staff', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const [staff, field] = [await world.connect(dispatcher), await world.connect(searcher)];
      await staff.join(incidentId);
      await field.join(incidentId);
      await world.retitle(dispatcher, incidentId, 'for staff', 'staff');
      await world.retitle(dispatcher, incidentId, 'for all');
      await eventually(() => field.seqsOf(incidentId).length === 2 && staff.seqsOf(incidentId).length === 2);
      expect(field.entries[0]).toEqual({ incidentId, seq: 2 });
      expect(staff.entries[0]).toMatchObject({ seq: 2, payload: { incident: { title: 'for staff' } } });
      const delta = await field.join(incidentId, 1);
      expect(delta).toMatchObject({
        events: [
          { incidentId, seq: 2 },
          { seq: 3, type: 'incident.changed.v1' },
        ],
      });
      expect(JSON.stringify(delta)).not.toContain('for staff');
    });

    it('brings a late joiner to the state of the first, staff and field each', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const [staff, field] = [await world.connect(dispatcher), await world.connect(searcher)];
      const staffStart = await snapshotIn(staff, incidentId);
      const fieldStart = await snapshotIn(field, incidentId);
      const sectors = [];
      for (const label of ['A1', 'A2', 'A3'])
        sectors.push(await world.drawSector(dispatcher, incidentId, label));
      const teamId = await world.formTeam(dispatcher, incidentId, [searcher]);
      const assignments = [];
      for (const sectorId of sectors)
        assignments.push(await world.draft(dispatcher, incidentId, sectorId, teamId));
      const [one, two] = assignments;
      for (const state of ['assigned', 'searching', 'completed'] as const)
        await world.move(dispatcher, incidentId, one ?? '', state);
      await world.move(dispatcher, incidentId, two ?? '', 'assigned');
      await eventually(() => field.seqsOf(incidentId).includes(12) && staff.seqsOf(incidentId).includes(12));

      const lateStaff = await snapshotIn(await world.connect(dispatcher), incidentId);
      const lateField = await snapshotIn(await world.connect(searcher), incidentId);
      expect(incidentStateSnapshotSchema.safeParse(lateStaff).error).toBeUndefined();
      expect(snapshotOf(stateFromSnapshot(lateStaff))).toEqual(lateStaff);
      expect(stateHash(stateFromSnapshot(lateStaff))).toBe(stateHash(folded(staffStart, staff)));
      expect(stateHash(stateFromSnapshot(lateField))).toBe(stateHash(folded(fieldStart, field)));
      expect(lateStaff.assignments.map(({ state }) => state)).toEqual(['assigned', 'draft']);
      expect(lateField.assignments.map(({ state }) => state)).toEqual(['assigned']);
      expect(lateStaff.coverage).toHaveLength(1);
      expect(lateStaff.persons).toMatchObject([{ birthYear: 1950, lastSeenAt: '2026-05-01T08:00:00Z' }]);
      for (const secret of secrets) expect(JSON.stringify([lateStaff, lateField])).not.toContain(secret);
    });

    it('finds by polling what nobody announced', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const client = await world.connect(searcher);
      await client.join(incidentId);
      await world.query(
        `INSERT INTO outbox SELECT incident_id, 2, 'incident.changed.v1',
           jsonb_build_object('incident', payload->'incident', 'reason', null), audience, actor, occurred_at, object_id
         FROM outbox WHERE incident_id = $1`,
        [incidentId],
      );
      await world.query('UPDATE incident SET seq = 2 WHERE id = $1', [incidentId]);
      await eventually(() => client.seqsOf(incidentId).includes(2), 'the unannounced event', 4_000);
    });

    it('loses nothing between the snapshot and the stream while others write', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const clients = await Promise.all(Array.from({ length: 12 }, () => world.connect(dispatcher)));
      let writing = true;
      const writer = (async () => {
        for (let turn = 0; turn < 60; turn += 1) await world.retitle(dispatcher, incidentId, `${turn}`);
        writing = false;
      })();
      const states: { snapshot: IncidentSnapshot; client: SocketClient }[] = [];
      for (const client of clients) {
        states.push({ client, snapshot: await snapshotIn(client, incidentId) });
        await pause(5);
      }
      await writer;
      expect(writing).toBe(false);
      await eventually(() => clients.every((client) => client.seqsOf(incidentId).includes(61)));
      const hashes = states.map(({ snapshot, client }) => stateHash(folded(snapshot, client)));
      expect(new Set(hashes).size).toBe(1);
    });

    it('stops sending after leave', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const [stays, leaves] = [await world.connect(dispatcher), await world.connect(dispatcher)];
      await stays.join(incidentId);
      await leaves.join(incidentId);
      expect(await leaves.call('incident:leave', { incidentId })).toEqual({ ok: true, data: {} });
      await world.retitle(dispatcher, incidentId, 'after');
      await eventually(() => stays.seqsOf(incidentId).length === 1);
      expect(leaves.seqsOf(incidentId)).toEqual([]);
    });
  });

  describe('who may join', () => {
    it('answers the same for an unknown incident and for one of others', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const client = await world.connect(stranger);
      const answers = (await Promise.all([
        client.call('incident:join', { incidentId }),
        client.call('incident:join', { incidentId: newId() }),
        client.call('position:report', { incidentId, fixes: [fixAt(newId(), 1, Date.now())] }),
      ])) as { ok: false; error: { code: string; message: string; details: unknown } }[];
      for (const { ok, error } of answers) {
        expect(ok).toBe(false);
        expect({ ...error, requestId: '' }).toEqual({
          code: 'NOT_FOUND',
          message: 'there is no such incident',
          details: { field: 'incidentId' },
          requestId: '',
        });
      }
    });

    it('refuses roles without the permission', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const administrator = await world.connect(await world.user('administrator', null));
      const supervisor = await world.connect(await world.user('supervisor', null));
      expect(await administrator.call('incident:join', { incidentId })).toMatchObject({
        error: { code: 'FORBIDDEN' },
      });
      const fixes = [fixAt(newId(), 1, Date.now())];
      expect(await supervisor.call('position:report', { incidentId, fixes })).toMatchObject({
        error: { code: 'FORBIDDEN' },
      });
    });

    it('puts out a squad that no longer takes part, before it hears any more', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA, world.squadB]);
      const client = await world.connect(stranger);
      await client.join(incidentId);
      await world.setSquads(dispatcher, incidentId, [world.squadA]);
      await eventually(() => client.disconnectedBy !== null, 'the cut');
      // Not a farewell: the client's own reconnecting brings it to the refusal.
      expect(client.disconnectedBy).toBe('transport close');
      expect(client.seqsOf(incidentId)).toEqual([]);
    });

    it('limits the incidents of one connection', async () => {
      const ids: string[] = [];
      for (let count = 0; count < 51; count += 1) ids.push(await world.incident(dispatcher, []));
      const client = await world.connect(dispatcher);
      for (const incidentId of ids.slice(0, 25)) await client.join(incidentId);
      await pause(1000);
      for (const incidentId of ids.slice(25, 50)) await client.join(incidentId);
      expect(await client.call('incident:join', { incidentId: ids[50] ?? '' })).toMatchObject({
        error: { code: 'REFUSED' },
      });
      client.close();
    }, 30_000);
  });

  describe('sessions', () => {
    /** Changes a user's sessions as the services do: told inside the transaction and after it. */
    const announce = async (
      userId: string,
      reason: 'logout' | 'disabled' | 'changed',
      work: (manager: EntityManager) => Promise<unknown>,
    ) => {
      const change = { kind: 'session', userId, sessionId: null, reason } as const;
      await world.platform.database.dataSource.transaction(async (manager) => {
        await work(manager);
        await world.platform.feed.announce(manager, change);
      });
      world.platform.feed.committed(change);
    };

    it.each(['logout', 'disabled'] as const)('closes sockets within 2 s of %s', async (reason) => {
      const user = await world.user('squad-member', world.squadA);
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const clients = await Promise.all([world.connect(user), world.connect(user)]);
      const bystander = await world.connect(searcher);
      await clients[0]?.join(incidentId);
      const startedAt = Date.now();
      await announce(user.userId, reason, (manager) =>
        world.app.get(SessionService).end(manager, user.userId, null),
      );
      await eventually(() => clients.every((client) => client.disconnectedBy !== null), 'the end', 2_000);
      expect(Date.now() - startedAt).toBeLessThan(2_000);
      for (const client of clients) {
        expect(client.ended).toEqual({ reason });
        expect(client.disconnectedBy).toBe('io server disconnect');
      }
      expect(bystander.socket.connected).toBe(true);
      await expect(world.connect(user)).rejects.toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
    });

    it('takes a user whose roles changed out of what they may no longer see', async () => {
      const user = await world.user('dispatcher', null);
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const client = await world.connect(user);
      await client.join(incidentId);
      await announce(user.userId, 'changed', (manager) =>
        manager.query(`UPDATE user_role SET role = 'squad-member', squad_id = $2 WHERE user_id = $1`, [
          user.userId,
          world.squadB,
        ]),
      );
      await eventually(() => client.disconnectedBy !== null, 'the cut', 2_000);
      const again = await world.connect(user);
      expect(await again.call('incident:join', { incidentId })).toMatchObject({
        error: { code: 'NOT_FOUND' },
      });
    });

    it('refuses commands of a session that ended unannounced', async () => {
      const user = await world.user('squad-member', world.squadA);
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const client = await world.connect(user);
      await world.query('UPDATE user_session SET ended_at = now() WHERE user_id = $1', [user.userId]);
      await pause(2_100);
      expect(await client.call('incident:join', { incidentId })).toMatchObject({
        error: { code: 'UNAUTHENTICATED' },
      });
      await eventually(() => client.disconnectedBy !== null, 'the end', 2_000);
    });
  });

  describe('garbage', () => {
    const garbage: unknown[][] = [
      [],
      [null],
      [undefined],
      [42],
      ['text'],
      [true],
      [[]],
      [{}],
      [{ incidentId: 'not-an-id' }],
      [{ incidentId: randomUUID(), unknown: 1 }],
      [{ incidentId: { $gt: '' } }],
      [JSON.parse('{"__proto__":{"x":1},"incidentId":1}')],
      [Buffer.from('binary')],
      [{ incidentId: randomUUID(), afterSeq: -1, fixes: [{ lat: 91 }] }],
      [{ incidentId: randomUUID(), afterSeq: 1e300, fixes: 'many' }],
      ['two', 'arguments'],
      [{ incidentId: '\u0000' }],
      [{ incidentId: randomUUID(), fixes: Array.from({ length: 601 }, (_, n) => fixAt(randomUUID(), n, 0)) }],
    ];
    it.each(Object.keys(SOCKET_COMMANDS))('%s answers MALFORMED and names the field', async (command) => {
      const client = await world.connect(dispatcher);
      for (const request of garbage) {
        const answer = (await client.callUntyped(command, ...request)) as Ack<never>;
        if (answer.ok) throw new Error(`${command} took ${JSON.stringify(request)}`);
        // A leave with an id that is well formed is no garbage to `incident:leave`.
        expect(answer.error.code).toBe('MALFORMED');
        expect(answer.error.requestId).toMatch(/^[0-9a-f-]{36}$/);
        expect((answer.error.details as { fields: { field: string }[] }).fields.length).toBeGreaterThan(0);
      }
      expect(client.socket.connected).toBe(true);
    });

    it('answers unknown commands, and only to those who ask for an answer', async () => {
      const client = await world.connect(dispatcher);
      for (const event of ['incident:event', 'no:such', '__proto__', 'constructor', 'toString'])
        expect(await client.callUntyped(event, {})).toMatchObject({
          ok: false,
          error: { code: 'NOT_FOUND' },
        });
      (client.socket as unknown as { emit(event: string): void }).emit('incident:join');
      expect(await client.call('incident:leave', { incidentId: newId() })).toEqual({ ok: true, data: {} });
    });

    it('slows down a connection that floods', async () => {
      const client = await world.connect(dispatcher);
      const answers = await Promise.all(
        Array.from({ length: 120 }, () => client.call('incident:leave', { incidentId: newId() })),
      );
      const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
      expect(codes.filter((code) => code === 'TOO_MANY_REQUESTS').length).toBeGreaterThan(15);
      await pause(1_000);
      expect(await client.call('incident:leave', { incidentId: newId() })).toMatchObject({ ok: true });
    });

    it('cuts a message beyond a megabyte', async () => {
      const client = await world.connect(dispatcher);
      (client.socket as unknown as { emit(event: string, data: string): void }).emit(
        'no:such',
        'x'.repeat(1_200_000),
      );
      await eventually(() => client.disconnectedBy !== null, 'the cut');
    });
  });

  describe('positions', () => {
    it('stores each fix once, shows the latest of each device once a tick, and takes no number', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const teamId = await world.formTeam(dispatcher, incidentId, [searcher]);
      const [viewer, phone] = [await world.connect(dispatcher), await world.connect(searcher)];
      await viewer.join(incidentId);
      await phone.join(incidentId);
      const deviceId = newId();
      const now = Date.now() - 60_000;
      const batches = Array.from({ length: 20 }, (_, batch) =>
        Array.from({ length: 10 }, (__, n) =>
          fixAt(deviceId, 1_000 + batch * 10 + n, now + batch * 100 + n, 63 + batch / 100),
        ),
      );
      const answers = [];
      for (const fixes of batches) answers.push(await phone.call('position:report', { incidentId, fixes }));
      expect(answers.every((answer) => answer.ok && answer.data.stored === 10)).toBe(true);
      await eventually(() => viewer.frames.at(-1)?.fixes[0]?.lon === 63.19, 'the last position');
      expect(viewer.frames.length).toBeLessThanOrEqual(8);
      const [shown] = viewer.frames.at(-1)?.fixes ?? [];
      expect(SERVER_MESSAGES['positions:frame'].safeParse(viewer.frames.at(-1)).error).toBeUndefined();
      expect(shown).toMatchObject({
        deviceId,
        userId: searcher.userId,
        teamId,
        displayName: searcher.displayName,
      });

      const framesSoFar = viewer.frames.length;
      expect(await phone.call('position:report', { incidentId, fixes: batches[3] ?? [] })).toEqual({
        ok: true,
        data: { stored: 0 },
      });
      // Late fixes from an outbox are kept but never move the marker back.
      const late = [fixAt(deviceId, 5, now - 5_000)];
      expect(await phone.call('position:report', { incidentId, fixes: late })).toMatchObject({
        data: { stored: 1 },
      });
      await pause(600);
      expect(viewer.frames.length).toBe(framesSoFar);

      const newcomer = await world.connect(dispatcher);
      await newcomer.join(incidentId);
      await eventually(() => newcomer.frames.length > 0, 'the first frame');
      expect(newcomer.frames[0]?.fixes).toMatchObject([{ deviceId, lon: 63.19 }]);
      expect(newcomer.seqsOf(incidentId)).toEqual([]);
      const rows = await world.query<{ count: number }[]>(
        'SELECT count(*)::int AS count FROM position WHERE incident_id = $1',
        [incidentId],
      );
      expect(rows[0]?.count).toBe(201);
    });

    it('coalesces many phones into few frames', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const viewer = await world.connect(dispatcher);
      await viewer.join(incidentId);
      const phone = await world.connect(searcher);
      const devices = Array.from({ length: 40 }, () => newId());
      await Promise.all(
        devices.map((deviceId, n) =>
          phone.call('position:report', { incidentId, fixes: [fixAt(deviceId, 1, Date.now() - n)] }),
        ),
      );
      await eventually(
        () => new Set(viewer.frames.flatMap(({ fixes }) => fixes.map((fix) => fix.deviceId))).size === 40,
      );
      expect(viewer.frames.length).toBeLessThanOrEqual(5);
    });

    it('shows what a route of the same process stored', async () => {
      const incidentId = await world.incident(dispatcher, [world.squadA]);
      const viewer = await world.connect(dispatcher);
      await viewer.join(incidentId);
      const deviceId = newId();
      await world.app
        .get(PositionIntake)
        .take(incidentId, searcher, { fixes: [fixAt(deviceId, 1, Date.now())] });
      await eventually(() => viewer.frames.length === 1, 'the frame', 1_500);
      expect(viewer.frames[0]?.fixes).toMatchObject([{ deviceId, userId: searcher.userId }]);
    });
  });

  it('drains: clients see a lost link and come back by themselves', async () => {
    const other = await GatewayWorld.open(mode);
    const user = await other.user('dispatcher', null);
    const client = await other.connect(user, { reconnect: true });
    await other.app.close();
    await eventually(() => client.disconnectedBy !== null, 'the cut');
    expect(client.disconnectedBy).toBe('transport close');
    expect(client.socket.active).toBe(true);
    client.close();
    await other.close().catch(() => undefined);
  }, 60_000);
});
