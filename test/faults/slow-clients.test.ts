// R10: a hundred clients that stop reading cost bounded memory, lose positions first, are cut, and come back whole.
import type { BacklogEntry, JoinAnswer } from '@izdeu/contracts';
import { applyEntry, stateFromSnapshot, stateHash, type IncidentState } from '@izdeu/domain';
import { newId } from '@izdeu/persistence';
import { eventually, SocketClient } from '@izdeu/testing';
import { expect } from '@jest/globals';
import { fixAt, GatewayWorld, type TestUser } from '../integration/gateway-world.js';
import { AppProcess, freePort } from './app-process.js';
import { expectNoLoss, scenarios, type Figures, type Plan } from './scenario.js';
import { StalledPhone } from './stalled-phone.js';

const STALLED = 100;
const READING = 8;
const EVENTS = { short: 1_500, long: 2_400 };
const EVENTS_PER_WRITE = 60;
const DEVICES = 150;
/** What a stalled client may hold at most, times their number, and room for the garbage collector. */
const GROWTH_LIMIT_BYTES = 150_000_000;
/** Two thousand letters: a hundred clients that stop reading fill what the kernel holds for them. */
const REASON = 'ұзақ себеп '.repeat(180);
const PATIENCE_MILLISECONDS = 60_000;

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

const latitudeOf = (turn: number): number => 53 + turn / 10_000;

/** Devices whose last report this client was shown. */
const lastPositions = ({ frames }: SocketClient, lastTurn: number): string[] => {
  const fixes = frames.flatMap((frame) => frame.fixes);
  const last = fixes.filter(({ lat }) => lat === latitudeOf(lastTurn)).map(({ deviceId }) => deviceId);
  return [...new Set(last)];
};

interface Reading {
  readonly client: SocketClient;
  readonly answer: JoinAnswer;
}

/** A gateway of its own with those who read and those who stopped. */
class Stage {
  readonly stalled: StalledPhone[] = [];
  readonly reading: Reading[] = [];
  private devices: string[] = [];
  peakBytes = 0;

  private constructor(
    private readonly world: GatewayWorld,
    readonly gateway: AppProcess,
    readonly dispatcher: TestUser,
    private readonly searcher: TestUser,
    readonly incidentId: string,
  ) {}

  static async open(world: GatewayWorld): Promise<Stage> {
    const dispatcher = await world.user('dispatcher', null);
    const searcher = await world.user('squad-member', world.squadA);
    const incidentId = await world.incident(dispatcher, [world.squadA]);
    const { databaseUrl, dataDir } = world.platform.settings;
    const port = await freePort();
    const gateway = await AppProcess.start({ app: 'realtime-gateway', dataDir, databaseUrl, port });
    const stage = new Stage(world, gateway, dispatcher, searcher, incidentId);
    stage.devices = Array.from({ length: DEVICES }, () => newId());
    return stage;
  }

  async fill(): Promise<void> {
    const { gateway, dispatcher, incidentId } = this;
    for (let count = 0; count < READING; count += 1) {
      const client = await SocketClient.connect(gateway.url, { token: dispatcher.token });
      this.reading.push({ client, answer: await client.join(incidentId) });
    }
    const line = { port: Number(new URL(gateway.url).port), token: dispatcher.token };
    for (let count = 0; count < STALLED; count += 1)
      this.stalled.push(await StalledPhone.joinAndStop(line, incidentId));
  }

  async writeAndMove(events: number): Promise<void> {
    const { world, gateway, dispatcher, incidentId } = this;
    const phone = await SocketClient.connect(gateway.url, { token: this.searcher.token });
    for (let done = 0; done < events; done += EVENTS_PER_WRITE) {
      await world.write(dispatcher, incidentId, async (transaction) => {
        const incident = await world.summary(transaction, incidentId);
        for (let count = 0; count < EVENTS_PER_WRITE; count += 1)
          transaction.append('incident.changed.v1', { incident, reason: `${done + count} ${REASON}` });
      });
      const fixes = this.devices.map((deviceId) => ({
        ...fixAt(deviceId, done, Date.now()),
        lat: latitudeOf(done),
      }));
      expect(await phone.call('position:report', { incidentId, fixes })).toMatchObject({ ok: true });
      // The next write waits for those who read, not for the others.
      await eventually(
        () => this.reading.every(({ client }) => client.entries.length >= done + EVENTS_PER_WRITE),
        'the events at those who read',
        PATIENCE_MILLISECONDS,
      );
      this.peakBytes = Math.max(this.peakBytes, gateway.residentBytes());
    }
    phone.close();
  }

  async close(): Promise<void> {
    for (const { client } of this.reading) client.close();
    for (const phone of this.stalled) phone.destroy();
    await this.gateway.end('SIGTERM');
  }
}

/** Every event once, in order, and the last positions. Answers the state they ended in. */
const judgeReaders = async ({ reading, incidentId }: Stage, events: number): Promise<string> => {
  const wanted = Array.from({ length: events }, (_, index) => index + 2);
  for (const { client } of reading) {
    expect(client.seqsOf(incidentId)).toEqual(wanted);
    expect(client.disconnectedBy).toBeNull();
    await eventually(
      () => lastPositions(client, events - EVENTS_PER_WRITE).length === DEVICES,
      'the last position of each device',
      PATIENCE_MILLISECONDS,
    );
  }
  const hashes = new Set(reading.map(({ client, answer }) => stateHash(after(answer, null, client.entries))));
  expect(hashes.size).toBe(1);
  return [...hashes][0] ?? '';
};

/** What a stalled one got before it was cut had fewer positions than the others; it returns to the same state. */
const judgeStalled = async (stage: Stage, events: number, expected: string): Promise<number> => {
  const { gateway, dispatcher, incidentId } = stage;
  const head = 1 + events;
  const framesOfReaders = Math.min(...stage.reading.map(({ client }) => client.frames.length));
  let cut = 0;
  for (const phone of stage.stalled) {
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
  return cut;
};

const slowClients = async (world: GatewayWorld, plan: Plan): Promise<Figures> => {
  const events = EVENTS[plan.long ? 'long' : 'short'];
  const stage = await Stage.open(world);
  try {
    await stage.fill();
    const joined = stage.gateway.residentBytes();
    await stage.writeAndMove(events);
    const grown = stage.peakBytes - joined;
    expect(grown).toBeLessThan(GROWTH_LIMIT_BYTES);
    const expected = await judgeReaders(stage, events);
    const cut = await judgeStalled(stage, events, expected);
    const figures = { missed: 0, doubled: 0, stalled: STALLED, cut, grownMegabytes: Math.round(grown / 1e6) };
    expectNoLoss(figures);
    return figures;
  } finally {
    await stage.close();
  }
};

scenarios((mode) => GatewayWorld.open(mode), { 'slow-clients': slowClients });
