// A real station as a child process, and what a bench needs in it: accounts, a squad, an incident with a team.
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const PASSWORD = 'a password for benches';
const START_LIMIT_MILLISECONDS = 120_000;

export const median = (values) => quantile(values, 0.5);
export const quantile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
};
/** Milliseconds on the clock that all processes of a machine share. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** A fresh database on the server; dropped with the server afterwards. */
export const createDatabase = async (postgresUrl) => {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: new URL('/postgres', postgresUrl).href });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return new URL(`/${name}`, postgresUrl).href;
};

const childrenOf = (pid) => {
  const listed = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return listed === '' ? [] : listed.split(' ').map(Number);
};

/** Highest resident memory so far of a process and the processes it started, MB. */
export const peakMegabytes = (pid) =>
  [pid, ...childrenOf(pid)].reduce((sum, one) => {
    const status = readFileSync(`/proc/${one}/status`, 'utf8');
    return sum + Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  }, 0);

/** User and system seconds a process has used. */
export const cpuSeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticks;
};

/** The process that started another. */
export const parentOf = (pid) =>
  Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1]);

/** The same of a process, the ones it has now and those of them that have ended. */
export const familySeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  const ended = (Number(fields[13]) + Number(fields[14])) / ticks;
  return childrenOf(pid).reduce((sum, child) => sum + cpuSeconds(child), cpuSeconds(pid) + ended);
};
const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Starts one of our programs; resolves once `/health/ready` is green, with the milliseconds that took. */
export const startProgram = async ({
  entry,
  dataDir = '',
  databaseUrl = '',
  redisUrl = '',
  args = [],
  execArgv = [],
  isUp = () => true,
}) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = now();
  const child = spawn(process.execPath, [...execArgv, entry, ...args], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const forget = () => child.kill('SIGKILL');
  process.once('exit', forget);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const until = async (holds) => {
    while (!(await holds())) {
      if (child.exitCode !== null || now() - started > START_LIMIT_MILLISECONDS) {
        child.kill('SIGKILL');
        throw new Error(`${entry} did not start:\n${output}`);
      }
      await sleep(10);
    }
  };
  await until(() =>
    fetch(`${url}/health/ready`)
      .then(({ ok }) => ok)
      .catch(() => false),
  );
  const milliseconds = now() - started;
  await until(() => isUp(output));
  const end = async (signal) => {
    child.kill(signal);
    await ended;
    process.off('exit', forget);
  };
  return {
    url,
    pid: child.pid,
    milliseconds,
    output: () => output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    call: async (token, method, path, body) => {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          ...(body && { 'content-type': 'application/json' }),
          ...(token && { authorization: `Bearer ${token}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const answer = await response.json();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    },
  };
};

/** The station in one process, with its first administrator's link printed. */
export const startStation = (options) =>
  startProgram({ ...options, isUp: (output) => output.includes('izdeu is ready') });

const APPS = join(import.meta.dirname, '../../../apps');
/** A service of server mode; the link of the one started last is good. */
export const startService = (options) =>
  startProgram({
    ...options,
    entry: join(APPS, 'incident-service/dist/main.js'),
    isUp: (output) => output.includes('/setup#'),
  });
/** A gateway of server mode. */
export const startGateway = (options) =>
  startProgram({ ...options, entry: join(APPS, 'realtime-gateway/dist/main.js') });

/** Accounts, one squad of two, an incident and a team. */
export const prepareIncident = async (station) => {
  const write = (token, path, body) =>
    station.call(token, 'POST', path, { commandId: randomUUID(), ...body });
  const accept = async (token, login) => {
    await write(null, '/public/invitations/accept', { token, login, password: PASSWORD, displayName: login });
    const session = { login, password: PASSWORD, transport: 'token' };
    return (await station.call(null, 'POST', '/session', session)).token;
  };
  const administrator = await accept(/\/setup#(\S+)/.exec(station.output())[1], 'administrator');
  const squad = await write(administrator, '/squads', {
    code: 'BENCH',
    name: { kk: 'Б', ru: 'Б', en: 'B' },
    base: 'Костанай',
  });
  const members = [];
  for (const fullName of ['Первый', 'Второй'])
    members.push(
      await write(administrator, `/squads/${squad.id}/members`, { fullName, phone: '+7 700 000 00 00' }),
    );
  const account = async (login, role, squadId, memberId) => {
    const roles = [{ role, squadId }];
    const { path } = await write(administrator, '/invitations', { roles, memberId });
    return accept(path.split('#')[1], login);
  };
  const dispatcher = await account('dispatcher', 'dispatcher', null);
  const searcher = await account('searcher', 'squad-member', squad.id, members[0].id);
  const application = await write(dispatcher, '/applications', {
    applicant: { fullName: 'Заявитель', phone: '+7 700 000 00 01' },
    persons: [{ fullName: 'Пропавший' }],
  });
  const incident = await write(dispatcher, '/incidents', {
    applicationIds: [application.id],
    initialPlanningPoint: { type: 'Point', coordinates: [63.15, 52.95] },
    squadIds: [squad.id],
  });
  const { team } = await write(dispatcher, `/incidents/${incident.id}/teams`, {
    callSign: 'Дос-1',
    leaderMemberId: members[0].id,
    memberIds: members.map(({ id }) => id),
  });
  return { dispatcher, searcher, squad, members, incidentId: incident.id, teamId: team.id, write };
};

const EAST_DEGREE_METRES = 111_320 * Math.cos((52.95 * Math.PI) / 180);
const NORTH_DEGREE_METRES = 111_270;
/** A square outline of so many kilometres a side near Rudny. */
export const squareOutline = (kilometres) => {
  const [west, south] = [63.1, 52.9];
  const east = west + (kilometres * 1000) / EAST_DEGREE_METRES;
  const north = south + (kilometres * 1000) / NORTH_DEGREE_METRES;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
};
