// P1: deliveries per CPU second of the real gateway process: 1,000 phones in 10 incidents, events of bulk assignments
// and position frames. Baseline: bare socket.io that sends the same bodies to the same rooms, turn by turn. On the
// cores: gateway, bare server, station that writes, PostgreSQL, Redis, a load generator a side.
import { setTimeout as sleep } from 'node:timers/promises';
import { assignSome, fixesOf, newDevices, openIncident } from './support/incidents.mjs';
import { helper } from './support/process.mjs';
import { printProfile, profileArguments } from './support/profile.mjs';
import {
  cpuSeconds,
  createDatabase,
  median,
  now,
  prepareIncident,
  startGateway,
  startStation,
} from './support/station.mjs';

const PHONES = 1_000;
const INCIDENTS = 10;
const ROUNDS = 5;
const WARM_UP = 1;
const EVENTS = 40;
const DEVICES = 50;
const FRAMES = 10;
const FRAME_MILLISECONDS = 300;
const GIVE_UP_MILLISECONDS = 20_000;

const inEach = PHONES / INCIDENTS;
const spent = async (pid, work) => {
  const before = cpuSeconds(pid);
  const result = await work();
  return { seconds: cpuSeconds(pid) - before, ...result };
};
const perSecond = (key) => (round) => round[key] / round.seconds;

const roundOfEvents = async ({ station, prepared, incidents, gateway, bare, ours, theirs }) => {
  const wanted = EVENTS * PHONES;
  await ours.ask('reset');
  await theirs.ask('reset');
  let events = [];
  const mine = await spent(gateway.pid, async () => {
    events = await Promise.all(incidents.map((one) => assignSome(station, prepared, one, EVENTS)));
    return ours.ask('until', { wanted, milliseconds: GIVE_UP_MILLISECONDS });
  });
  const other = await spent(bare.pid, async () => {
    for (const some of events) await bare.ask('events', { events: some });
    return theirs.ask('until', { wanted, milliseconds: GIVE_UP_MILLISECONDS });
  });
  return { mine, other };
};

const roundOfFrames = async ({ prepared, incidents, gateway, bare, ours, theirs }, first) => {
  const report = ({ incidentId, devices }, sequence) =>
    prepared.write(prepared.searcher, `/incidents/${incidentId}/positions`, {
      fixes: fixesOf(devices, sequence),
    });
  await ours.ask('reset');
  const mine = await spent(gateway.pid, async () => {
    for (let turn = 0; turn < FRAMES; turn += 1) {
      await Promise.all([
        ...incidents.map((incident) => report(incident, first + turn)),
        sleep(FRAME_MILLISECONDS),
      ]);
    }
    return ours.ask('until', { wanted: FRAMES * PHONES, milliseconds: 1_000 });
  });
  const frames = incidents.flatMap(({ incidentId, devices }) => ({
    incidentId,
    fixes: fixesOf(devices, first).map(({ deviceId, at, lon, lat, accuracyMetres }) => ({
      ...{ deviceId, at, lon, lat, accuracyMetres },
      userId: devices[0],
      displayName: 'searcher',
      teamId: incidentId,
      receivedAt: at,
    })),
  }));
  const send = async (what, wanted) => {
    await theirs.ask('reset');
    return spent(bare.pid, async () => {
      for (let turn = 0; turn < (what === 'frame' ? FRAMES : 1); turn += 1) {
        for (const frame of frames) await bare.ask(what, { frame });
        await sleep(what === 'frame' ? FRAME_MILLISECONDS : 0);
      }
      return theirs.ask('until', { wanted, milliseconds: GIVE_UP_MILLISECONDS });
    });
  };
  return {
    mine,
    other: await send('frame', FRAMES * PHONES),
    each: await send('each', DEVICES * PHONES),
  };
};

const rowOf = (name, rounds, side, key, goal, unit) => {
  const ours = median(rounds.map(({ mine }) => perSecond(key)(mine)));
  const baseline = median(rounds.map((round) => perSecond(key)(round[side])));
  return { name: `fanout ${name}`, ours, baseline, ratio: ours / baseline, goal, unit };
};

export const name = 'fanout';
export const run = async ({ postgresUrl, redisUrl, stationEntry, tmp }) => {
  const databaseUrl = await createDatabase(postgresUrl);
  const station = await startStation({ entry: stationEntry, dataDir: await tmp(), databaseUrl, redisUrl });
  const execArgv = profileArguments('fanout');
  const gateway = await startGateway({ databaseUrl, redisUrl, execArgv });
  const loadBegan = now();
  const bare = helper('bare-rooms.mjs', []);
  const crowds = [];
  try {
    const prepared = await prepareIncident(station);
    const incidents = [];
    for (let count = 0; count < INCIDENTS; count += 1)
      incidents.push({ ...(await openIncident(station, prepared)), devices: newDevices(DEVICES) });
    const rooms = incidents.map(({ incidentId }) => incidentId).join(',');
    const { port } = await bare.next((message) => message.port);
    const ours = helper('crowd.mjs', [gateway.url, PHONES, prepared.searcher, rooms]);
    crowds.push(ours);
    await ours.next(({ joined }) => joined);
    const theirs = helper('crowd.mjs', [`http://127.0.0.1:${port}`, PHONES, '-', rooms]);
    crowds.push(theirs);
    await theirs.next(({ joined }) => joined);
    const all = { station, prepared, incidents, gateway, bare, ours, theirs };
    const events = [];
    const frames = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      const withEvents = await roundOfEvents(all);
      const withFrames = await roundOfFrames(all, 1 + round * FRAMES);
      if (round < WARM_UP) continue;
      events.push(withEvents);
      frames.push(withFrames);
    }
    const lost = await ours.ask('figures');
    return [
      rowOf('events', events, 'other', 'deliveries', '≥ 0.8 ×', '/CPU s'),
      rowOf('frames', frames, 'other', 'deliveries', '≥ 0.8 ×', '/CPU s'),
      rowOf('positions, each alone', frames, 'each', 'positions', '≥ 20 ×', '/CPU s'),
      { name: 'fanout missed + twice', ours: lost.missed + lost.twice, baseline: 0, goal: '0' },
      { name: `fanout phones an incident`, ours: inEach },
    ];
  } finally {
    for (const crowd of crowds) crowd.stop();
    bare.stop();
    await gateway.stop();
    await station.stop();
    printProfile('fanout', loadBegan);
  }
};
