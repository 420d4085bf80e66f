// What each unit of work costs in processor time, process by process, in server mode: one service, one gateway,
// PostgreSQL and Redis. These are the inputs of `npm run capacity`, written to .cache/measured-costs.json. Nothing is
// compared here.
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { startHelper } from './support/helper.mjs';
import { assignSome, fixesOf, newDevices, openIncident } from './support/incidents.mjs';
import { helper, residentKilobytes } from './support/process.mjs';
import {
  cpuSeconds,
  createDatabase,
  familySeconds,
  parentOf,
  prepareIncident,
  startGateway,
  startService,
} from './support/station.mjs';

const PHONES = 500;
const WARM_UP_PHONES = 100;
const ORDERS = 200;
const EVENTS = 100;
const MISSED = 100;
const REPORTERS = 200;
const WARM_UP_MILLISECONDS = 6_000;
const REPORT_MILLISECONDS = 15_000;
const FRAMES = 24;
const FRAME_MILLISECONDS = 300;
const RECEIVED_DEVICES = 200;
const BATCHES = 60;
const FIXES = 600;
const SNAPSHOTS = 60;
const SETTLE_MILLISECONDS = 1_500;
const FILE = join(import.meta.dirname, '../../.cache/measured-costs.json');

/** Processor seconds of a Redis server, by its own account. */
const redisSeconds = (redisUrl) =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(redisUrl);
    const socket = createConnection(Number(port), hostname, () => socket.write('INFO cpu\r\nQUIT\r\n'));
    let text = '';
    socket.on('data', (piece) => (text += piece));
    socket.once('error', reject);
    socket.once('end', () => {
      const of = (field) => Number(new RegExp(`${field}:([\\d.]+)`).exec(text)[1]);
      resolve(of('used_cpu_user') + of('used_cpu_sys'));
    });
  });

const open = async ({ postgresUrl, redisUrl }) => {
  const databaseUrl = await createDatabase(postgresUrl);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const service = await startService({ databaseUrl, redisUrl });
  const gateway = await startGateway({ databaseUrl, redisUrl });
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  const postmaster = parentOf(rows[0].pid);
  const used = async () => ({
    service: cpuSeconds(service.pid),
    gateway: cpuSeconds(gateway.pid),
    database: familySeconds(postmaster),
    redis: await redisSeconds(redisUrl),
  });
  /** Microseconds of each process for one of what `work` says it did so often. */
  const costOf = async (work) => {
    const before = await used();
    const times = await work();
    const after = await used();
    return Object.fromEntries(
      Object.keys(before).map((key) => [key, (1e6 * (after[key] - before[key])) / times]),
    );
  };
  const stop = async () => {
    await client.end();
    await gateway.stop();
    await service.stop();
  };
  return { client, service, gateway, costOf, stop };
};

const report = (service, { searcher }, incidentId, fixes) =>
  service.call(searcher, 'POST', `/incidents/${incidentId}/positions`, { commandId: randomUUID(), fixes });

/** Frames of so many positions to the crowd. */
const frames = async ({ service, prepared, incident, crowd }, size, first) => {
  const devices = newDevices(size);
  await crowd.ask('reset');
  for (let turn = 0; turn < FRAMES; turn += 1)
    await Promise.all([
      report(service, prepared, incident.incidentId, fixesOf(devices, first + turn)),
      sleep(FRAME_MILLISECONDS),
    ]);
  const { deliveries, bytes } = await crowd.ask('until', { wanted: FRAMES * PHONES, milliseconds: 5_000 });
  return { deliveries, bytes: bytes / deliveries };
};

const liveReports = async ({ client, gateway, prepared }, incidentId) => {
  const stored = async () =>
    Number(
      (await client.query('SELECT count(*) FROM position WHERE incident_id = $1', [incidentId])).rows[0]
        .count,
    );
  const phones = startHelper('watchers.mjs', [
    'phones',
    gateway.url,
    REPORTERS,
    prepared.searcher,
    incidentId,
  ]);
  await phones.next(({ ready }) => ready);
  // The first report of a connection costs more than the thousandth.
  phones.say('walk');
  await sleep(WARM_UP_MILLISECONDS);
  return {
    work: async () => {
      const before = await stored();
      await sleep(REPORT_MILLISECONDS);
      return (await stored()) - before;
    },
    stop: () => phones.stop(),
  };
};

const backlog = async (service, { searcher }, incidentId) => {
  const phones = startHelper('reporters.mjs', [service.url, incidentId, searcher, 2, BATCHES, FIXES]);
  await phones.next(({ ready }) => ready);
  return {
    work: async () => {
      phones.say('go');
      const { refused } = await phones.next(({ done }) => done);
      if (refused > 0) throw new Error(`${refused} batches were refused`);
      return BATCHES * FIXES;
    },
    stop: () => phones.stop(),
  };
};

const prepared = async ({ work, stop }, costOf) => {
  try {
    return await costOf(work);
  } finally {
    stop();
  }
};

const measure = async (all) => {
  const { client, service, gateway, costOf } = all;
  const account = await prepareIncident(service);
  const incident = await openIncident(service, account, 5);
  const quiet = await openIncident(service, account, 5);
  const inQuiet = { client, service, gateway, prepared: account };
  const costs = {};
  const order = async () => {
    for (let done = 0; done < ORDERS; done += 1) await assignSome(service, account, quiet, 1);
    return ORDERS;
  };
  await order();
  costs.command = await costOf(order);
  costs.snapshot = await costOf(async () => {
    for (let done = 0; done < SNAPSHOTS; done += 1)
      await service.call(account.dispatcher, 'GET', `/incidents/${incident.incidentId}/snapshot`);
    return SNAPSHOTS;
  });
  const snapshot = await service.call(
    account.dispatcher,
    'GET',
    `/incidents/${incident.incidentId}/snapshot`,
  );
  costs.liveReport = await prepared(await liveReports(inQuiet, quiet.incidentId), costOf);
  costs.receivedFix = await costOf(async () => {
    const devices = newDevices(RECEIVED_DEVICES);
    for (let turn = 0; turn < FRAMES; turn += 1) {
      await report(service, account, quiet.incidentId, fixesOf(devices, 1 + turn));
      await sleep(60);
    }
    return FRAMES * RECEIVED_DEVICES;
  });
  costs.backlogFix = await prepared(await backlog(service, account, quiet.incidentId), costOf);
  const { rows } = await client.query(
    "SELECT pg_total_relation_size('position')::float8 / (SELECT count(*) FROM position) AS bytes",
  );

  const crowd = helper('crowd.mjs', [gateway.url, WARM_UP_PHONES, account.searcher, incident.incidentId]);
  try {
    await crowd.next(({ joined }) => joined);
    await sleep(SETTLE_MILLISECONDS);
    const before = residentKilobytes(gateway.pid);
    costs.join = await costOf(async () => {
      await crowd.ask('add', { wanted: PHONES - WARM_UP_PHONES });
      return PHONES - WARM_UP_PHONES;
    });
    await sleep(SETTLE_MILLISECONDS);
    const residentKilobytesOfPhone = (residentKilobytes(gateway.pid) - before) / (PHONES - WARM_UP_PHONES);
    const idle = await costOf(async () => {
      await sleep(20_000);
      return (PHONES * 20_000) / 1_000;
    });
    costs.connectedSecond = idle;

    let eventBytes = 0;
    costs.eventDelivery = await costOf(async () => {
      await crowd.ask('reset');
      await assignSome(service, account, incident, EVENTS);
      const figures = await crowd.ask('until', { wanted: EVENTS * PHONES, milliseconds: 20_000 });
      eventBytes = figures.bytes / figures.deliveries;
      return figures.deliveries;
    });
    const withCrowd = { service, prepared: account, incident, crowd };
    const frame = { bytes: {} };
    for (const [index, size] of [5, 50].entries())
      costs[`frameOf${size}`] = await costOf(async () => {
        const { deliveries, bytes } = await frames(withCrowd, size, 1 + index * FRAMES);
        frame.bytes[size] = bytes;
        return deliveries;
      });
    await crowd.ask('leave');
    await assignSome(service, account, incident, MISSED);
    let returnBytes = 0;
    costs.reconnect = await costOf(async () => {
      const { bytes } = await crowd.ask('back');
      returnBytes = bytes / PHONES;
      return PHONES;
    });
    return {
      microseconds: costs,
      kilobytes: { residentOfPhone: residentKilobytesOfPhone },
      bytes: {
        storedFix: rows[0].bytes,
        event: eventBytes,
        frameOf5: frame.bytes[5],
        frameOf50: frame.bytes[50],
        snapshotGzip: gzipSync(JSON.stringify(snapshot)).length,
        reconnect: returnBytes,
      },
      missedEventsOfReconnect: MISSED,
    };
  } finally {
    crowd.stop();
  }
};

const rounded = (_key, value) => (typeof value === 'number' ? Number(value.toPrecision(3)) : value);

export const name = 'costs';
export const run = async (context) => {
  const all = await open(context);
  try {
    const measured = {
      command: 'npm run bench -- costs',
      measuredAt: new Date().toISOString().slice(0, 10),
      machine: `${availableParallelism()} × ${cpus()[0]?.model}, load ${loadavg()[0].toFixed(1)}, Node ${process.version}`,
      ...(await measure(all)),
    };
    await mkdir(join(FILE, '..'), { recursive: true });
    await writeFile(FILE, `${JSON.stringify(measured, rounded, 2)}\n`);
    return Object.entries(measured.microseconds).map(([what, { service, gateway, database, redis }]) => ({
      name: `costs ${what}: service, gateway, database, Redis`,
      ours: [service, gateway, database, redis].map((value) => value.toFixed(1)).join(' '),
      unit: 'µs',
    }));
  } finally {
    await all.stop();
  }
};
