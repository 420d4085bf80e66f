import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { BacklogEntry, JoinAnswer } from '@izdeu/contracts';
import { applyEntry, stateFromSnapshot, stateHash, type IncidentState } from '@izdeu/domain';
import { newId } from '@izdeu/persistence';
import { eventually, SocketClient } from '@izdeu/testing';
import { fixAt, GatewayWorld, type TestUser } from '../integration/gateway-world.js';
import { GatewayProcess } from './gateway-process.js';
import { StalledPhone } from './stalled-phone.js';

jest.setTimeout(300_000);

const STALLED = 100;
const READING = 8;
const EVENTS = 2_400;
const EVENTS_PER_WRITE = 60;
const DEVICES = 150;
/** What a stalled client may hold at most, times their number, and room for the garbage collector. */
const GROWTH_LIMIT_BYTES = 150_000_000;
/** Two thousand letters: a hundred clients that stop reading fill what the kernel holds for them. */
const REASON = 'ұзақ себеп '.repeat(180);

const after = (answer: JoinAnswer, state: IncidentState | null, entries: BacklogEntry[]): IncidentState => {
  const start = answer.mode === 'snapshot' ? stateFromSnapshot(answer.snapshot) : state;
  if (start === null) throw new Error('a delta for nothing');
  const missed = answer.mode === 'delta' ? answer.events : [];
  return [...missed, ...entries].reduce((known, entry) => {
    const result = applyEntry(known, entry);
    if (result.kind === 'gap') throw new Error(`a gap before ${entry.seq}`);
    return result.state;
  }, start);
};

const LAST_TURN = EVENTS - EVENTS_PER_WRITE;

/** Devices whose last report this client was shown. */
const lastPositions = ({ frames }: SocketClient): string[] => {
  const fixes = frames.flatMap((frame) => frame.fixes);
  const last = fixes.filter(({ lat }) => lat === latitudeOf(LAST_TURN)).map(({ deviceId }) => deviceId);
  return [...new Set(last)];
};
const latitudeOf = (turn: number): number => 53 + turn / 10_000;

describe('R-10 a hundred clients that stop reading', () => {
  let world: GatewayWorld;
  let gateway: GatewayProcess;
  let dispatcher: TestUser;
  let searcher: TestUser;
  let incidentId: string;
  let joined: number;
  let peak = 0;
  const stalled: StalledPhone[] = [];
  const reading: { client: SocketClient; answer: JoinAnswer }[] = [];
  const head = 1 + EVENTS;

  const writeAndMove = async (): Promise<void> => {
    const phone = await SocketClient.connect(gateway.url, { token: searcher.token });
    const devices = Array.from({ length: DEVICES }, () => newId());
    for (let done = 0; done < EVENTS; done += EVENTS_PER_WRITE) {
      await world.write(dispatcher, incidentId, async (transaction) => {
        const incident = await world.summary(transaction, incidentId);
        for (let count = 0; count < EVENTS_PER_WRITE; count += 1)
          transaction.append('incident.changed.v1', { incident, reason: `${done + count} ${REASON}` });
      });
      const fixes = devices.map((deviceId) => ({
        ...fixAt(deviceId, done, Date.now()),
        lat: latitudeOf(done),
      }));
      const report = await phone.call('position:report', { incidentId, fixes });
      expect(report).toMatchObject({ ok: true });
      // The next write waits for those who read, not for the others.
      await eventually(
        () => reading.every(({ client }) => client.entries.length >= done + EVENTS_PER_WRITE),
        'the events at those who read',
        30_000,
      );
      peak = Math.max(peak, gateway.residentBytes());
    }
    phone.close();
  };

  beforeAll(async () => {
    world = await GatewayWorld.open('server');
    dispatcher = await world.user('dispatcher', null);
    searcher = await world.user('squad-member', world.squadA);
    incidentId = await world.incident(dispatcher, [world.squadA]);
    gateway = await GatewayProcess.start(world.platform.settings.databaseUrl ?? '');
    for (let count = 0; count < READING; count += 1) {
      const client = await SocketClient.connect(gateway.url, { token: dispatcher.token });
      reading.push({ client, answer: await client.join(incidentId) });
    }
    for (let count = 0; count < STALLED; count += 1)
      stalled.push(
        await StalledPhone.joinAndStop({ port: gateway.port, token: dispatcher.token }, incidentId),
      );
    joined = gateway.residentBytes();
    await writeAndMove();
  });
  afterAll(async () => {
    for (const { client } of reading) client.close();
    for (const phone of stalled) phone.destroy();
    await gateway.end('SIGTERM');
    await world.close();
  });

  it('cost bounded memory', () => {
    expect(peak - joined).toBeLessThan(GROWTH_LIMIT_BYTES);
  });

  it('take nothing from those who read: every event once, in order, and the last positions', async () => {
    for (const { client } of reading) {
      expect(client.seqsOf(incidentId)).toEqual(Array.from({ length: EVENTS }, (_, index) => index + 2));
      expect(client.disconnectedBy).toBeNull();
      await eventually(() => lastPositions(client).length === DEVICES, 'the last position of each device');
    }
  });

  it('lose positions first, are cut, and come back to exactly the same state', async () => {
    const framesOfReaders = Math.min(...reading.map(({ client }) => client.frames.length));
    const [first] = reading;
    if (first === undefined) throw new Error('nobody read');
    const expected = stateHash(after(first.answer, null, first.client.entries));
    let cut = 0;
    for (const phone of stalled) {
      const end = await phone.readOn(head);
      if (phone.answer === null) throw new Error('it never joined');
      const before = after(phone.answer, null, phone.entries);
      if (end === 'caught-up') {
        expect(stateHash(before)).toBe(expected);
        continue;
      }
      cut += 1;
      expect(before.seq).toBeLessThan(head);
      expect(phone.frames).toBeLessThan(framesOfReaders);
      const client = await SocketClient.connect(gateway.url, { token: dispatcher.token });
      const answer = await client.join(incidentId, before.seq, phone.answer.as);
      expect(answer.seq).toBe(head);
      expect(stateHash(after(answer, before, []))).toBe(expected);
      client.close();
    }
    expect(cut).toBeGreaterThan(0);
  });
});
