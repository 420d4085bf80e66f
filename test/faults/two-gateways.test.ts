import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@izdeu/testing';
import { GatewayWorld, type TestUser } from '../integration/gateway-world.js';
import { Follower } from './follower.js';
import { GatewayProcess } from './gateway-process.js';
import { RoundRobinProxy } from './round-robin-proxy.js';

jest.setTimeout(600_000);

const CLIENTS = Number(process.env.IZDEU_FAULT_CLIENTS ?? 100);
const CONNECTING_AT_ONCE = 20;
const EVENTS_A_PHASE = 40;

describe(`R-2 two of three gateways end behind a proxy without stickiness, ${CLIENTS} clients`, () => {
  let world: GatewayWorld;
  let dispatcher: TestUser;
  let incidentId: string;
  let proxy: RoundRobinProxy;
  let gateways: GatewayProcess[];
  let head = 1;
  const followers: Follower[] = [];

  const writeEvents = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn += 1) {
      head += 1;
      await world.retitle(dispatcher, incidentId, `title ${head}`);
      await new Promise((wait) => setTimeout(wait, 25));
    }
  };
  const everybodyIsThere = (): Promise<void> =>
    eventually(() => followers.every(({ state }) => state?.seq === head), 'everybody at the head', 60_000);
  const expectExactlyOnce = (): void => {
    for (const { applied, baseSeq } of followers)
      expect(applied).toEqual(Array.from({ length: head - baseSeq }, (_, index) => baseSeq + 1 + index));
    expect(new Set(followers.map(({ hash }) => hash)).size).toBe(1);
  };

  beforeAll(async () => {
    world = await GatewayWorld.open('server');
    dispatcher = await world.user('dispatcher', null);
    incidentId = await world.incident(dispatcher, [world.squadA]);
    const { databaseUrl = '' } = world.platform.settings;
    gateways = await Promise.all([1, 2, 3].map(() => GatewayProcess.start(databaseUrl)));
    // The third is there from the beginning and takes over from the two that end.
    proxy = await RoundRobinProxy.start(gateways.map(({ port }) => port));
    for (let done = 0; done < CLIENTS; done += CONNECTING_AT_ONCE)
      followers.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(CONNECTING_AT_ONCE, CLIENTS - done) }, () =>
            Follower.start(proxy.url, dispatcher.token, incidentId),
          ),
        )),
      );
  });
  afterAll(async () => {
    for (const follower of followers) follower.close();
    proxy.close();
    await Promise.all(gateways.map((gateway) => gateway.end('SIGTERM')));
    await world.close();
  });

  it('P-41 one drained: red first, exit 0, nobody misses anything or gets it twice', async () => {
    const [drained] = gateways;
    if (drained === undefined) throw new Error('no gateway');
    let redWhileServing = false;
    let ended = false;
    const writing = writeEvents(EVENTS_A_PHASE * 3);
    drained.signal('SIGTERM');
    const watching = (async () => {
      while (!ended && !redWhileServing) {
        redWhileServing = (await drained.readiness()) === 503;
        await new Promise((wait) => setTimeout(wait, 20));
      }
    })();
    expect(await drained.ended).toBe(0);
    ended = true;
    await Promise.all([writing, watching]);
    expect(redWhileServing).toBe(true);
    await everybodyIsThere();
    expectExactlyOnce();
    // Those of this gateway came back by their number; nobody needed the whole state.
    expect(followers.filter(({ joins }) => joins.length > 1).length).toBeGreaterThan(CLIENTS / 6);
    expect(followers.every(({ joins }) => joins.slice(1).every((mode) => mode === 'delta'))).toBe(true);
  });

  it('R-2 one killed in the middle of events: nobody misses anything or gets it twice', async () => {
    const writing = writeEvents(EVENTS_A_PHASE * 2);
    await new Promise((wait) => setTimeout(wait, 300));
    expect(await gateways[1]?.end('SIGKILL')).toBe('SIGKILL');
    await writing;
    await everybodyIsThere();
    expectExactlyOnce();
  });
});
