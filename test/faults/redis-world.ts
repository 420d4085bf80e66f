import { randomUUID } from 'node:crypto';
import { reportPositions, type PositionsLane } from '@izdeu/contracts';
import { createTestDatabase, eventually, SocketClient } from '@izdeu/testing';
import type { Search } from '../support/search.js';
import { pause, type AppProcess } from './app-process.js';
import { OwnRedis } from './own-redis.js';
import { RegionWorld } from './world.js';

const LANE_WITHIN_MILLISECONDS = 60_000;
const LIVE_WITHIN_MILLISECONDS = 30_000;

/** A dispatcher's screen at a gateway, with what it was told of the lane. */
export class Screen {
  readonly lanes: PositionsLane['state'][] = [];

  private constructor(readonly client: SocketClient) {
    client.socket.on('positions:lane', ({ state }) => this.lanes.push(state));
  }

  static async at(gateway: AppProcess, token: string, incidentId: string): Promise<Screen> {
    const screen = new Screen(await SocketClient.connect(gateway.url, { token }));
    await screen.client.join(incidentId);
    await eventually(() => screen.lanes.length > 0, 'word of the lane', LANE_WITHIN_MILLISECONDS);
    return screen;
  }

  shows(deviceId: string, lon: number): boolean {
    return this.client.frames.some(({ fixes }) =>
      fixes.some((fix) => fix.deviceId === deviceId && fix.lon === lon),
    );
  }
}

/** Two services and two gateways that share a Redis of their own, one search, and a screen at each gateway. */
export class RedisWorld {
  private readonly deviceId = randomUUID();
  private sequence = 0;

  private constructor(
    readonly region: RegionWorld,
    readonly redis: OwnRedis,
    readonly search: Search,
    readonly screens: readonly Screen[],
  ) {}

  static async open(this: void): Promise<RedisWorld> {
    const redis = await OwnRedis.open();
    const region = await RegionWorld.on(await createTestDatabase('server'), redis.url).catch(
      async (error: unknown) => {
        await redis.kill();
        throw error;
      },
    );
    const search = await region.search();
    const screens = await Promise.all(
      region.gateways.map((gateway) => Screen.at(gateway, search.dispatcher, search.incident.id)),
    );
    const world = new RedisWorld(region, redis, search, screens);
    await world.laneIs('live');
    return world;
  }

  get processes(): readonly AppProcess[] {
    return [...this.region.services, ...this.region.gateways];
  }

  async close(): Promise<void> {
    for (const { client } of this.screens) client.close();
    await this.region.close();
    await this.redis.kill();
  }

  /** Waits until every screen was told so and every process counts it so. */
  async laneIs(state: PositionsLane['state']): Promise<void> {
    for (const screen of this.screens)
      await eventually(
        () => screen.lanes.at(-1) === state,
        `a lane that is ${state}`,
        LANE_WITHIN_MILLISECONDS,
      );
    const deadline = Date.now() + LANE_WITHIN_MILLISECONDS;
    for (const one of this.processes)
      while ((await one.metric('izdeu_position_lane_connected')) !== (state === 'live' ? 1 : 0)) {
        if (Date.now() > deadline) throw new Error(`a process whose lane is not ${state}`);
        await pause(50);
      }
  }

  /** Reports at a service, by HTTP; answers the longitude by which it is known again. */
  async report(service: AppProcess = this.region.service(0)): Promise<number> {
    const lon = this.nextLongitude();
    await service.call(this.search.searcher, reportPositions, {
      params: { id: this.search.incident.id },
      body: { commandId: randomUUID(), fixes: [this.fix(lon)] },
    });
    return lon;
  }

  /** Reports by a socket of the first gateway. */
  async reportBySocket(): Promise<number> {
    const { url } = this.region.gateway(0);
    const phone = await SocketClient.connect(url, { token: this.search.searcher });
    const lon = this.nextLongitude();
    const answer = await phone.call('position:report', {
      incidentId: this.search.incident.id,
      fixes: [this.fix(lon)],
    });
    phone.close();
    if (!answer.ok) throw new Error(answer.error.message);
    return lon;
  }

  everyScreenShows(lon: number, withinMilliseconds = LIVE_WITHIN_MILLISECONDS): Promise<void> {
    const shown = () => this.screens.every((screen) => screen.shows(this.deviceId, lon));
    return eventually(shown, 'the position on every screen', withinMilliseconds);
  }

  /** A frame may be skipped, the next one brings the device all the same; answers how long the last one took. */
  async isLive(service?: AppProcess): Promise<void> {
    const deadline = Date.now() + LIVE_WITHIN_MILLISECONDS;
    for (;;) {
      const lon = await this.report(service);
      const shown = await this.everyScreenShows(lon, 1_000).then(
        () => true,
        () => false,
      );
      if (shown) return;
      if (Date.now() > deadline) throw new Error('reports of a service are not on every screen');
    }
  }

  private nextLongitude(): number {
    this.sequence += 1;
    return 60 + this.sequence / 1_024;
  }

  private fix(lon: number) {
    const { deviceId, sequence } = this;
    return { deviceId, sequence, at: new Date().toISOString(), lon, lat: 53, accuracyMetres: 5 };
  }
}
