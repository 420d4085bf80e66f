// Server mode as it is deployed, two services and two gateways: any one of them may go, suddenly or properly.
import { performance } from 'node:perf_hooks';
import { expect } from '@jest/globals';
import { Api } from '../support/api.js';
import { ChaosProxy } from '../support/chaos-proxy.js';
import { SeededRandom } from '../support/random.js';
import { pause } from './app-process.js';
import { Burst } from './burst.js';
import { judgeRows } from './oracle.js';
import { expectNoLoss, scenarios, type Figures, type Plan } from './scenario.js';
import { RegionWorld } from './world.js';

const REQUEST_LIMIT_MILLISECONDS = 10_000;
const SERVICE_KILLS = 20;
const CLIENTS = { short: 100, long: 500 };
/** Of each naive stack: their share is what counts, and this process has hundreds of our own to hold. */
const PLAIN_CLIENTS = 30;

const either = (round: number): 0 | 1 => (round % 2 === 0 ? 0 : 1);

/** Orders go to whichever service answers, as behind the proxy; each service dies in turn and is started again. */
const killService = async (world: RegionWorld, plan: Plan): Promise<Figures> => {
  const random = new SeededRandom(plan.seed);
  const kills = Math.min(plan.kills, SERVICE_KILLS);
  const balancer = await ChaosProxy.start(
    world.services.map(({ url }) => url),
    plan.seed,
  );
  try {
    const api = new Api(balancer.url, REQUEST_LIMIT_MILLISECONDS);
    const figures = await Burst.during(world, plan, { name: 'kill-service', api }, async (burst) => {
      for (let kill = 0; kill < kills; kill += 1) {
        await burst.load.acknowledges(plan.long ? 100 : 40);
        await pause(random.below(40));
        await world.service(either(kill)).end('SIGKILL');
        // The other one goes on alone, with whatever the dead one left locked.
        await burst.load.acknowledges(10);
        await world.restartService(either(kill));
      }
      await burst.load.acknowledges(40);
      await burst.load.finish();
      for (const { follower } of burst.followers) expect(follower.joins).toHaveLength(1);
      await world.inspect((query) => judgeRows(query, burst.load));
      return { kills };
    });
    expectNoLoss(figures);
    return figures;
  } finally {
    await balancer.close();
  }
};

/** Phones come through a balancer without stickiness; one gateway ends while all of them receive. */
const gatewayEnds = async (
  world: RegionWorld,
  plan: Plan,
  name: string,
  end: (burst: Burst) => Promise<Figures>,
): Promise<Figures> => {
  const balancer = await ChaosProxy.start(world.gatewayUrls, plan.seed);
  const clients = CLIENTS[plan.long ? 'long' : 'short'];
  const options = { name, urls: [balancer.url], clients, plainClients: PLAIN_CLIENTS, workers: 2 };
  try {
    const figures = await Burst.during(world, plan, { ...options, restMilliseconds: 100 }, async (burst) => {
      await burst.load.acknowledges(30);
      const ended = performance.now();
      const own = await end(burst);
      const returned = () => burst.followers.filter(({ follower }) => follower.joins.length > 1).length;
      while (returned() < clients / 3 || !burst.followers.every(({ follower }) => follower.socket.connected))
        await pause(20);
      const backAfterMs = Math.round(performance.now() - ended);
      await burst.load.acknowledges(30);
      await burst.load.finish();
      // They come back by their numbers; nobody needs the whole state.
      for (const { follower } of burst.followers)
        expect(follower.joins.slice(1).every((mode) => mode === 'delta')).toBe(true);
      return { clients, returned: returned(), backAfterMs, ...own };
    });
    expectNoLoss(figures);
    return figures;
  } finally {
    await balancer.close();
  }
};

const killGateway = async (world: RegionWorld, plan: Plan): Promise<Figures> => {
  const figures = await gatewayEnds(world, plan, 'kill-gateway', async (burst) => {
    await Promise.all([
      world.gateway(0).end('SIGKILL'),
      ...burst.plain.map((system) => system.killServer().then(() => system.restartServer())),
    ]);
    return {};
  });
  await world.restartGateway(0);
  return figures;
};

const drainGateway = async (world: RegionWorld, plan: Plan): Promise<Figures> => {
  const figures = await gatewayEnds(world, plan, 'drain-gateway', async (burst) => {
    const gateway = world.gateway(1);
    let redWhileServing = false;
    let ended = false;
    const watching = (async () => {
      while (!ended && !redWhileServing) {
        redWhileServing = (await gateway.readiness()) === 503;
        await pause(20);
      }
    })();
    const plainEnd = Promise.all(
      burst.plain.map((system) => system.killServer().then(() => system.restartServer())),
    );
    expect(await gateway.end('SIGTERM')).toBe(0);
    ended = true;
    await Promise.all([watching, plainEnd]);
    expect(redWhileServing).toBe(true);
    return {};
  });
  await world.restartGateway(1);
  return figures;
};

scenarios(RegionWorld.open, {
  'kill-service': killService,
  'kill-gateway': killGateway,
  'drain-gateway': drainGateway,
});
