// P11: resident memory of a joined phone in the real gateway against a bare socket.io connection in a room, each in a
// process that carried a crowd before; and whether a gateway under events and frames keeps growing. The soak lasts
// IZDEU_SOAK_SECONDS, by default a minute, which is too short for the slope to mean much.
import { setTimeout as sleep } from 'node:timers/promises';
import { assignSome, fixesOf, newDevices, openIncident } from './support/incidents.mjs';
import { helper, residentKilobytes } from './support/process.mjs';
import {
  createDatabase,
  median,
  now,
  prepareIncident,
  startGateway,
  startStation,
} from './support/station.mjs';

const WARM_UP = 300;
const PHONES = 1_000;
const DEVICES = 50;
const SOAK_SECONDS = Number(process.env.IZDEU_SOAK_SECONDS ?? 60);
const SETTLE_MILLISECONDS = 3_000;

/** The middle of several looks: garbage comes and goes. */
const settled = async (pid) => {
  await sleep(SETTLE_MILLISECONDS);
  const looks = [];
  for (let look = 0; look < 5; look += 1) {
    looks.push(residentKilobytes(pid));
    await sleep(200);
  }
  return median(looks);
};

const costOf = async (crowd, pid) => {
  await crowd.next(({ joined }) => joined);
  const before = await settled(pid);
  await crowd.ask('add', { wanted: PHONES });
  return ((await settled(pid)) - before) / PHONES;
};

/** Growth in percent of the mean an hour, by least squares over the second half. */
const slopeOf = (samples) => {
  const late = samples.slice(Math.floor(samples.length / 2));
  const mean = (pick) => late.reduce((sum, sample) => sum + pick(sample), 0) / late.length;
  const [time, size] = [mean((sample) => sample.hours), mean((sample) => sample.kilobytes)];
  const rise = late.reduce((sum, sample) => sum + (sample.hours - time) * (sample.kilobytes - size), 0);
  const spread = late.reduce((sum, sample) => sum + (sample.hours - time) ** 2, 0);
  return (rise / spread / size) * 100;
};

const soak = async ({ station, prepared, incident, gateway }) => {
  const devices = newDevices(DEVICES);
  const samples = [];
  const started = now();
  for (let turn = 0; now() - started < SOAK_SECONDS * 1000; turn += 1) {
    await prepared.write(prepared.searcher, `/incidents/${incident.incidentId}/positions`, {
      fixes: fixesOf(devices, turn + 1),
    });
    if (turn % 5 === 0 && incident.sectorIds.length > 0) await assignSome(station, prepared, incident, 1);
    samples.push({ hours: (now() - started) / 3_600_000, kilobytes: residentKilobytes(gateway.pid) });
    await sleep(200);
  }
  return { slope: slopeOf(samples), last: samples.at(-1).kilobytes / 1024 };
};

export const name = 'memory';
export const run = async ({ postgresUrl, redisUrl, stationEntry, tmp }) => {
  const databaseUrl = await createDatabase(postgresUrl);
  const station = await startStation({ entry: stationEntry, dataDir: await tmp(), databaseUrl, redisUrl });
  const gateway = await startGateway({ databaseUrl, redisUrl });
  const bare = helper('bare-rooms.mjs', []);
  const crowds = [];
  try {
    const prepared = await prepareIncident(station);
    const incident = await openIncident(station, prepared, 5);
    const { port } = await bare.next((message) => message.port);
    const crowd = (...args) => {
      crowds.push(helper('crowd.mjs', args));
      return crowds.at(-1);
    };
    const ours = await costOf(
      crowd(gateway.url, WARM_UP, prepared.searcher, incident.incidentId),
      gateway.pid,
    );
    const theirs = await costOf(
      crowd(`http://127.0.0.1:${port}`, WARM_UP, '-', incident.incidentId),
      bare.pid,
    );
    const { slope, last } = await soak({ station, prepared, incident, gateway });
    return [
      { name: 'memory a phone', ours, baseline: theirs, ratio: ours / theirs, goal: '≤ 2 ×', unit: 'kB' },
      { name: `memory slope of ${SOAK_SECONDS} s`, ours: slope, goal: '< 5 %/h', unit: '%/h' },
      { name: 'memory at the end', ours: last, goal: '-', unit: 'MB' },
    ];
  } finally {
    for (const crowd of crowds) crowd.stop();
    bare.stop();
    await gateway.stop();
    await station.stop();
  }
};
