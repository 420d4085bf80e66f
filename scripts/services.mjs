// What the tests need beside Node: PostgreSQL with PostGIS, Redis, a browser. The servers are private: their own
// folder, a free port, loopback only, gone afterwards. `node scripts/services.mjs` keeps them up until Ctrl-C.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { endTracked, onStopSignal, run, say, spawnTracked } from './run.mjs';

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 20_000;
const isRoot = process.getuid?.() === 0;

// --- what is installed -------------------------------------------------------------------------------------------

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/bin', '/usr/local/bin', '/usr/sbin')
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

/** The newest PostgreSQL that has PostGIS: the folder of its programs. */
const postgresPrograms = () => {
  const home = '/usr/lib/postgresql';
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
  const debian = versions.find(
    (version) =>
      existsSync(join(home, version, 'bin/initdb')) &&
      existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`),
  );
  if (debian !== undefined) return join(home, debian, 'bin');
  const config = onPath('pg_config');
  if (config === undefined) return undefined;
  const ask = (what) => execFileSync(config, [what], { encoding: 'utf8' }).trim();
  const complete =
    existsSync(join(ask('--bindir'), 'initdb')) &&
    existsSync(join(ask('--sharedir'), 'extension/postgis.control'));
  return complete ? ask('--bindir') : undefined;
};

const chromium = () =>
  process.env.IZDEU_CHROMIUM ?? onPath('chromium') ?? onPath('chromium-browser') ?? onPath('google-chrome');

/** Debian's default PostgreSQL by release; SQL here runs on 15 and newer. */
const debianPostgres = () => {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (!/^ID=debian$/m.test(release)) return undefined;
  return { 12: '15', 13: '17' }[/^VERSION_ID="?(\d+)/m.exec(release)?.[1]];
};

const needs = (postgresVersion) => [
  {
    what: 'PostgreSQL (15 or newer) with PostGIS',
    packages: [`postgresql-${postgresVersion}`, `postgresql-${postgresVersion}-postgis-3`],
    isThere: () => postgresPrograms() !== undefined,
  },
  { what: 'Redis', packages: ['redis-server'], isThere: () => onPath('redis-server') !== undefined },
  { what: 'Chromium', packages: ['chromium'], isThere: () => chromium() !== undefined },
  {
    what: 'the Noto fonts (Kazakh letters in screenshots)',
    packages: ['fonts-noto-core'],
    isThere: () => existsSync('/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf'),
  },
];

/** Installs missing system packages where that is ours to do; otherwise says what is missing and throws. */
export const ensureSystemPackages = async () => {
  const version = debianPostgres();
  const missing = needs(version ?? '15').filter(({ isThere }) => !isThere());
  if (missing.length === 0) return;
  const names = missing.map(({ what }) => what).join(', ');
  const packages = missing.flatMap((need) => need.packages);
  if (!isRoot || version === undefined || onPath('apt-get') === undefined)
    throw new Error(
      `the tests need ${names}. Install the like of: apt-get install ${packages.join(' ')} (only root on Debian 12 or 13 has it done for them)`,
    );
  say(`installing ${packages.join(' ')} ...`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update', '-qq'], options);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  const still = missing.filter(({ isThere }) => !isThere());
  if (still.length > 0) throw new Error(`still missing: ${still.map(({ what }) => what).join(', ')}`);
};

// --- processes ---------------------------------------------------------------------------------------------------

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** PostgreSQL refuses to run as root: whom it runs as instead, in the terms of `spawn`. */
const postgresUser = () => {
  if (!isRoot) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

/** Starts a server and waits until it answers; its output is kept to be shown if it doesn't. Answers how to end it. */
const startServer = async (name, command, args, options, isReady) => {
  let output = '';
  const child = spawnTracked(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const keep = (text) => (output = (output + text).slice(-8_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('error', (error) => keep(error.message));
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isReady())) {
    if (child.exitCode !== null || child.pid === undefined || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`${name} did not start:\n${output}`);
    }
    await sleep(50);
  }
  const stop = async (signal) => {
    if (child.exitCode !== null) return;
    child.kill(signal);
    const forced = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(forced);
  };
  return Object.assign(stop, { pid: child.pid });
};

/** Folders not yet removed; what is left when this process is told to stop goes with it. */
const folders = new Set();
let watching = false;
const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };

const temporaryFolder = async () => {
  if (!watching) {
    watching = true;
    process.once('exit', () => {
      endTracked();
      folders.forEach((folder) => rmSync(folder, removal));
    });
  }
  const folder = await mkdtemp(join(tmpdir(), 'izdeu-services-'));
  folders.add(folder);
  return folder;
};

const remove = async (folder) => {
  await rm(folder, removal);
  folders.delete(folder);
};

/**
 * A private cluster: trust on loopback, fsync on (durability is part of what is tested). `crash` ends it as a fault
 * of the machine would, `start` starts it again on the same port and data.
 */
export const startPostgres = async (special = {}) => {
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error('PostgreSQL with PostGIS is not installed');
  const user = postgresUser();
  const folder = await temporaryFolder();
  if (isRoot) await chown(folder, user.uid, user.gid);
  await chmod(folder, 0o700);
  const data = join(folder, 'data');
  const environment = { ...process.env, LC_ALL: 'C.UTF-8' };
  // SIGQUIT ends PostgreSQL at once: when this process is told to stop, the data is thrown away with the folder.
  const options = { ...user, cwd: folder, env: environment, exitSignal: 'SIGQUIT' };
  try {
    await run(
      join(programs, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions'],
      { ...options, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const port = await freePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: folder,
      port,
      max_connections: 300,
      fsync: 'on',
      synchronous_commit: 'on',
      shared_buffers: '256MB',
      max_wal_size: '2GB',
      timezone: 'UTC',
      log_min_messages: 'fatal',
      ...special,
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const isReady = () => {
      try {
        execFileSync(join(programs, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]);
        return true;
      } catch {
        return false;
      }
    };
    const start = () =>
      startServer('PostgreSQL', join(programs, 'postgres'), ['-D', data, ...args], options, isReady);
    let stop = await start();
    return {
      url: `postgresql://postgres@127.0.0.1:${port}`,
      pid: () => stop.pid,
      crash: () => stop('SIGQUIT'),
      start: async () => {
        stop = await start();
      },
      // SIGINT is PostgreSQL's "fast" shutdown: sessions are ended, data is flushed.
      stop: async () => {
        await stop('SIGINT');
        await remove(folder);
      },
    };
  } catch (error) {
    await remove(folder);
    throw error;
  }
};

const answersPing = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const answer = (good) => {
      socket.destroy();
      resolve(good);
    };
    socket.setTimeout(1_000, () => answer(false));
    socket.once('data', (data) => answer(data.toString().startsWith('+PONG')));
    socket.once('error', () => answer(false));
  });

/** A private Redis that keeps nothing on disk: only the lossy lane and rate limits live in it. */
export const startRedis = async () => {
  const program = onPath('redis-server');
  if (program === undefined) throw new Error('Redis is not installed');
  const folder = await temporaryFolder();
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'no', dir: folder, daemonize: 'no' };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  try {
    const stop = await startServer('Redis', program, args, {}, () => answersPing(port));
    return {
      url: `redis://127.0.0.1:${port}`,
      stop: async () => {
        await stop('SIGTERM');
        await remove(folder);
      },
    };
  } catch (error) {
    await remove(folder);
    throw error;
  }
};

/** Everything the tests and benches ask for: { postgresUrl, redisUrl, chromium, environment, stop() }. */
export const startServices = async () => {
  await ensureSystemPackages();
  const started = await Promise.allSettled([startPostgres(), startRedis()]);
  const running = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async () => {
    await Promise.all(running.map((service) => service.stop()));
  };
  const failed = started.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  const [postgres, redis] = running;
  const environment = {
    IZDEU_TEST_PG_URL: postgres.url,
    IZDEU_TEST_REDIS_URL: redis.url,
    IZDEU_CHROMIUM: chromium(),
  };
  return { postgresUrl: postgres.url, redisUrl: redis.url, chromium: chromium(), environment, stop };
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const services = await startServices();
    onStopSignal(() => services.stop());
    for (const [name, value] of Object.entries(services.environment)) console.log(`export ${name}=${value}`);
    setInterval(() => undefined, 60_000);
  } catch (error) {
    console.error(`izdeu: ${error.message}`);
    process.exit(1);
  }
}
