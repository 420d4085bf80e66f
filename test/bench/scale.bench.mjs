// P15: two gateways, two services and Redis against one gateway and one service, each on a database of its own, turn
// by turn: deliveries for each CPU second of all their processes together, PostgreSQL and Redis not counted. Then
// one gateway and one service of the two are killed in the middle of orders: what was acknowledged must be with
// everybody once. On the cores besides: PostgreSQL, Redis, a load generator a side.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { assignSome, fixesOf, newDevices, openIncident } from './support/incidents.mjs';
import { helper } from './support/process.mjs';
import {
  cpuSeconds,
  createDatabase,
  median,
  prepareIncident,
  startGateway,
  startService,
} from './support/station.mjs';

const PHONES = 400;
const INCIDENTS = 4;
const DEVICES = 50;
const ROUNDS = 5;
const WARM_UP = 1;
const EVENTS = 40;
const FRAMES = 8;
const FRAME_MILLISECONDS = 300;
const ORDERS = 60;
const KILL_AT = 25;
const GIVE_UP_MILLISECONDS = 60_000;

/** So many services and gateways on one database, their incidents, and a crowd spread over the gateways. */
const startRegion = async (count, { postgresUrl, redisUrl }) => {
  const databaseUrl = await createDatabase(postgresUrl);
  const services = [];
  const gateways = [];
  for (let index = 0; index < count; index += 1) services.push(await startService({ databaseUrl, redisUrl }));
  for (let index = 0; index < count; index += 1) gateways.push(await startGateway({ databaseUrl, redisUrl }));
  const prepared = await prepareIncident(services.at(-1));
  const incidents = [];
  for (let index = 0; index < INCIDENTS; index += 1)
    incidents.push({ ...(await openIncident(services[0], prepared, 3)), devices: newDevices(DEVICES) });
  const urls = gateways.map(({ url }) => url).join(',');
  const rooms = incidents.map(({ incidentId }) => incidentId).join(',');
  const crowd = helper('crowd.mjs', [urls, PHONES, prepared.searcher, rooms]);
  await crowd.next(({ joined }) => joined);
  const all = () => [...services, ...gateways];
  return {
    ...{ services, gateways, prepared, incidents, crowd },
    used: () => all().reduce((sum, { pid }) => sum + cpuSeconds(pid), 0),
    stop: async () => {
      crowd.stop();
      for (const program of all()) await program.stop();
    },
  };
};

const measured = async ({ used, crowd }, wanted, work) => {
  await crowd.ask('reset');
  const before = used();
  await work();
  const { deliveries } = await crowd.ask('until', { wanted, milliseconds: GIVE_UP_MILLISECONDS });
  return deliveries / (used() - before);
};

const roundOf = async (region, round) => {
  const { services, prepared, incidents } = region;
  const service = (index) => services[index % services.length];
  const events = await measured(region, EVENTS * PHONES, () =>
    Promise.all(incidents.map((incident, index) => assignSome(service(index), prepared, incident, EVENTS))),
  );
  const frames = await measured(region, FRAMES * PHONES, async () => {
    for (let turn = 0; turn < FRAMES; turn += 1) {
      const reports = incidents.map(({ incidentId, devices }, index) =>
        service(index).call(prepared.searcher, 'POST', `/incidents/${incidentId}/positions`, {
          commandId: randomUUID(),
          fixes: fixesOf(devices, 1 + round * FRAMES + turn),
        }),
      );
      await Promise.all([...reports, sleep(FRAME_MILLISECONDS)]);
    }
  });
  return { events, frames };
};

/** An order that is repeated with the same command, at the other service, until somebody acknowledges it. */
const giveOrder = async (services, { dispatcher }, { incidentId, teamId, sectorIds }, turn) => {
  const body = { commandId: randomUUID(), sectorIds: [sectorIds.pop()], teamId };
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const service = services[(turn + attempt) % services.length];
    try {
      return await service.call(dispatcher, 'POST', `/incidents/${incidentId}/assignments`, body);
    } catch (error) {
      // A refusal is an answer; a dead process is none.
      if (/: [45]\d\d /.test(error.message)) throw error;
      await sleep(50);
    }
  }
  throw new Error('no service takes the order');
};

/** Kills one gateway and one service of two while orders are given; says what the phones hold in the end. */
const killOne = async ({ services, gateways, prepared, incidents, crowd }) => {
  const acknowledged = new Map();
  for (let turn = 0; turn < ORDERS; turn += 1) {
    const incident = incidents[turn % INCIDENTS];
    const order = giveOrder(services, prepared, incident, turn);
    if (turn === KILL_AT) await Promise.all([gateways[1].kill(), services[1].kill()]);
    const { seq } = await order;
    acknowledged.set(incident.incidentId, seq);
    if (turn === KILL_AT + 10) await crowd.ask('flee', { to: gateways[0].url });
  }
  const heads = Object.fromEntries(acknowledged);
  let behind = PHONES;
  for (let looks = 0; looks < 200 && behind > 0; looks += 1) {
    behind = await crowd.ask('behind', { heads });
    await sleep(100);
  }
  return { ...(await crowd.ask('figures')), behind };
};

const rowOf = (what, rounds, key) => {
  const [ours, baseline] = ['two', 'one'].map((side) => median(rounds.map((round) => round[side][key])));
  const ratio = median(rounds.map(({ one, two }) => two[key] / one[key]));
  return { name: `scale ${what}, 2 + 2 + Redis`, ours, baseline, ratio, goal: '≥ 0.8 ×', unit: '/CPU s' };
};

export const name = 'scale';
export const run = async ({ postgresUrl, redisUrl }) => {
  const regions = [];
  try {
    regions.push(await startRegion(1, { postgresUrl, redisUrl: '' }));
    regions.push(await startRegion(2, { postgresUrl, redisUrl }));
    const [single, double] = regions;
    const rounds = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      const one = await roundOf(single, round);
      const two = await roundOf(double, round);
      if (round >= WARM_UP) rounds.push({ one, two });
    }
    const { missed, twice, connected, behind } = await killOne(double);
    return [
      rowOf('events', rounds, 'events'),
      rowOf('frames', rounds, 'frames'),
      { name: 'scale, one of each killed: phones connected', ours: connected, goal: `${PHONES}` },
      { name: 'scale, one of each killed: missed + twice', ours: missed + twice, goal: '0' },
      { name: 'scale, one of each killed: phones behind', ours: behind, goal: '0' },
    ];
  } finally {
    for (const region of regions) await region.stop();
  }
};
