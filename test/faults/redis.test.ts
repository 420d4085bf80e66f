// Redis carries live positions and shared counts between processes, and nothing else: whatever happens to it, searches
// go on, and what it carried comes back by itself. Real processes, and a Redis server of this suite alone.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  addMember,
  createApplication,
  createSquad,
  drawSector,
  openIncident,
  reportPositions,
  type PositionsLane,
} from '@izdeu/contracts';
import { createTestDatabase, eventually, SocketClient, type TestDatabase } from '@izdeu/testing';
import { newApplication } from '../support/search.js';
import { ServerProcess } from './server-process.js';
import { freePort } from './app-process.js';

jest.setTimeout(180_000);

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** A Redis server that may be frozen, killed and emptied. */
class OwnRedis {
  private child: ChildProcess | null = null;

  constructor(readonly port: number) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.child = spawn(
      'redis-server',
      ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      { stdio: 'ignore' },
    );
    await eventually(() => this.child?.pid !== undefined);
    while ((await this.say('PING').catch(() => '')) !== '+PONG') await pause(50);
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (child === null) return;
    this.child = null;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** One command in words, its answer's first line. */
  say(...words: string[]): Promise<string> {
    return new Promise((answer, fail) => {
      const socket = connect(this.port, '127.0.0.1');
      socket.once('error', fail);
      socket.once('data', (data) => {
        socket.destroy();
        answer(data.toString().split('\r\n')[0] ?? '');
      });
      const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
      socket.write(`*${words.length}\r\n${parts.join('')}`);
    });
  }
}

/** A dispatcher's screen at a gateway, with what it was told of the lane. */
class Screen {
  readonly lanes: PositionsLane['state'][] = [];

  private constructor(
    readonly client: SocketClient,
    readonly gateway: ServerProcess,
  ) {
    client.socket.on('positions:lane', ({ state }) => this.lanes.push(state));
  }

  static async at(gateway: ServerProcess, token: string, incidentId: string): Promise<Screen> {
    const screen = new Screen(await SocketClient.connect(gateway.url, { token }), gateway);
    await screen.client.join(incidentId);
    await eventually(() => screen.lanes.length > 0, 'word of the lane');
    return screen;
  }

  shows(deviceId: string, lon: number): boolean {
    return this.client.frames.some(({ fixes }) =>
      fixes.some((fix) => fix.deviceId === deviceId && fix.lon === lon),
    );
  }
}

describe('Redis between two services and two gateways', () => {
  let database: TestDatabase;
  let redis: OwnRedis;
  let services: [ServerProcess, ServerProcess];
  let gateways: [ServerProcess, ServerProcess];
  let dispatcher: string;
  let incidentId: string;
  let screens: Screen[] = [];
  let sequence = 0;
  const deviceId = randomUUID();

  const start = (app: 'incident-service' | 'realtime-gateway'): Promise<ServerProcess> =>
    ServerProcess.start(app, { DATABASE_URL: database.databaseUrl ?? '', REDIS_URL: redis.url });

  beforeAll(async () => {
    database = await createTestDatabase('server');
    redis = new OwnRedis(await freePort());
    await redis.start();
    // One after the other: the second one's link for the first administrator would end the first one's.
    services = [await start('incident-service'), await start('incident-service')];
    gateways = await Promise.all([start('realtime-gateway'), start('realtime-gateway')]);
    const [service] = services;
    const administrator = await services[1].firstAdministrator();
    dispatcher = await service.account(administrator, 'dispatcher', [{ role: 'dispatcher', squadId: null }]);
    const squad = await service.call(administrator, createSquad, {
      body: { commandId: randomUUID(), code: 'DOS', name: { kk: 'Д', ru: 'Д', en: 'D' }, base: 'Костанай' },
    });
    await service.call(administrator, addMember, {
      params: { id: squad.id },
      body: { commandId: randomUUID(), fullName: 'Первый', phone: '+7 700 000 00 00' },
    });
    const application = await service.call(dispatcher, createApplication, { body: newApplication() });
    const incident = await service.call(dispatcher, openIncident, {
      body: {
        commandId: randomUUID(),
        applicationIds: [application.id],
        squadIds: [squad.id],
        initialPlanningPoint: { type: 'Point', coordinates: [63.11, 52.96] },
      },
    });
    incidentId = incident.id;
    screens = await Promise.all(gateways.map((gateway) => Screen.at(gateway, dispatcher, incidentId)));
    await laneIs('live');
  });
  afterAll(async () => {
    for (const { client } of screens) client.close();
    for (const one of [...services, ...gateways]) one.kill();
    await redis.kill();
    await database.dispose();
  });

  const laneIs = async (state: PositionsLane['state']): Promise<void> => {
    for (const screen of screens)
      await eventually(() => screen.lanes.at(-1) === state, `a lane that is ${state}`, 20_000);
    const deadline = Date.now() + 20_000;
    for (const one of [...services, ...gateways])
      while ((await one.metric('izdeu_position_lane_connected')) !== (state === 'live' ? 1 : 0)) {
        if (Date.now() > deadline) throw new Error(`a process whose lane is not ${state}`);
        await pause(50);
      }
  };

  /** Reports at a service, by HTTP; answers the longitude by which it is known again. */
  const report = async (service = services[0]): Promise<number> => {
    sequence += 1;
    const lon = 60 + sequence / 1_024;
    const fixes = [{ deviceId, sequence, at: new Date().toISOString(), lon, lat: 53, accuracyMetres: 5 }];
    await service.call(dispatcher, reportPositions, {
      params: { id: incidentId },
      body: { commandId: randomUUID(), fixes },
    });
    return lon;
  };
  const everyScreenShows = async (lon: number, within: number): Promise<void> => {
    for (const screen of screens)
      await eventually(() => screen.shows(deviceId, lon), 'the position on every screen', within);
  };

  /** A frame may be skipped, the next one brings the device all the same: but soon, and from a report of this service. */
  const isLive = async (service = services[0]): Promise<void> => {
    const deadline = Date.now() + 3_000;
    for (;;) {
      const lon = await report(service);
      const shown = everyScreenShows(lon, 400).then(
        () => true,
        () => false,
      );
      if (await shown) return;
      if (Date.now() > deadline) throw new Error('reports of a service are not on every screen');
    }
  };

  /** An order, and its event on every screen: what must not notice. */
  const orders = async (): Promise<void> => {
    const before = screens.map(({ client }) => client.seqsOf(incidentId).length);
    const label = `S${randomUUID().slice(0, 8)}`;
    const ring = [
      [63.1, 52.95],
      [63.11, 52.95],
      [63.11, 52.96],
      [63.1, 52.95],
    ];
    await services[1].call(dispatcher, drawSector, {
      params: { id: incidentId },
      body: { commandId: randomUUID(), label, geometry: { type: 'Polygon', coordinates: [ring] } },
    });
    await eventually(
      () => screens.every(({ client }, index) => client.seqsOf(incidentId).length > (before[index] ?? 0)),
      'the event on every screen',
      1_500,
    );
  };

  const allWorks = async (): Promise<void> => {
    await orders();
    for (const one of [...services, ...gateways]) expect(await one.isReady()).toBe(true);
  };

  test('a position stored by one service is on the screens of both gateways, and was not read for it', async () => {
    await isLive();
    await isLive(services[1]);
    for (const one of [...services, ...gateways])
      expect(await one.metric('izdeu_position_lane_connected')).toBe(1);
    // A screen at one gateway, a phone at the other.
    const phone = screens[0]?.client;
    const fix = {
      deviceId,
      sequence: (sequence += 1),
      at: new Date().toISOString(),
      lat: 53,
      accuracyMetres: 5,
    };
    await phone?.call('position:report', { incidentId, fixes: [{ ...fix, lon: 59 }] });
    await everyScreenShows(59, 2_000);
  });

  test('killed for 30 s: orders go on, positions come late, screens are told; it resumes by itself', async () => {
    await redis.kill();
    await laneIs('delayed');
    const until = Date.now() + 27_000;
    for (const one of [...services, ...gateways])
      expect(await one.metric('izdeu_position_lane_connected')).toBe(0);
    while (Date.now() < until) {
      await everyScreenShows(await report(services[1]), 8_000);
      await allWorks();
    }
    // A process that starts meanwhile does not wait for it.
    const late = await start('realtime-gateway');
    const screen = await Screen.at(late, dispatcher, incidentId);
    expect(screen.lanes).toEqual(['delayed']);
    expect(await late.terminate()).toBe(0);
    screen.client.close();

    await redis.start();
    await laneIs('live');
    await isLive();
    for (const one of gateways) {
      const lines = one
        .output()
        .split('\n')
        .filter((line) => line.includes('Redis does not answer'));
      expect(lines).toHaveLength(1);
    }
  });

  test('frozen by SIGSTOP: noticed, nothing hangs on it, and after SIGCONT it is used again', async () => {
    redis.signal('SIGSTOP');
    try {
      await allWorks();
      await laneIs('delayed');
      await everyScreenShows(await report(), 8_000);
      await allWorks();
      // A sign-in asks the shared counts: it is answered all the same, by this process's own.
      const wrong = await services[0].send('/api/v1/session', {
        login: 'dispatcher',
        password: 'not this one',
      });
      expect(wrong.status).toBe(401);
      const leaving = await start('incident-service');
      expect(await leaving.terminate()).toBe(0);
    } finally {
      redis.signal('SIGCONT');
    }
    await laneIs('live');
    await isLive();
  });

  test('flushed, and fed with what nobody of ours sent: nothing notices', async () => {
    expect(await redis.say('FLUSHALL')).toBe('+OK');
    for (const nonsense of ['', 'null', '{"a":', '[{"deviceId":1}]', '[]'])
      await redis.say('PUBLISH', `izdeu:positions:${incidentId}:${randomUUID()}`, nonsense);
    await redis.say('PUBLISH', 'izdeu:positions:', '[]');
    await isLive();
    await allWorks();
  });

  test('two services share the counts of failed sign-ins; without Redis each counts by itself, never a 5xx', async () => {
    const attempt = async (service: ServerProcess, login: string): Promise<number> =>
      (await service.send('/api/v1/session', { login, password: 'not the password' })).status;
    const shared = [];
    for (let n = 0; n < 12; n += 1) shared.push(await attempt(services[n % 2] ?? services[0], 'nobody'));
    expect(shared).toEqual([...Array<number>(10).fill(401), 429, 429]);
    // No word of a person in Redis: keys are hashed.
    expect(await redis.say('KEYS', '*nobody*')).toBe('*0');
    expect(await redis.say('KEYS', 'izdeu:limit:*')).not.toBe('*0');

    await redis.kill();
    const alone = [];
    for (let n = 0; n < 11; n += 1) alone.push(await attempt(services[0], 'somebody'));
    expect(alone).toEqual([...Array<number>(10).fill(401), 429]);
    expect(await attempt(services[1], 'somebody')).toBe(401);
  });
});
