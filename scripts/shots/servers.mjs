// The demonstration region, and beside it a station with nothing but its first administrator, for the empty states.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root, spawnTracked } from '../run.mjs';

export const FOUNDER = { login: 'founder', password: 'a password for pictures' };

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts a station on a port and a folder of its own; resolves when it says that it is ready. */
const startStation = async (args) => {
  const folder = await mkdtemp(join(tmpdir(), 'izdeu-shots-'));
  const child = spawnTracked(process.execPath, [join(root, 'apps/station/dist/main.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: '',
      PORT: String(await freePort()),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
    },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const said = { logins: {}, setup: '', url: '' };
  await new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error('the station ended before it was ready')));
    createInterface(child.stdout).on('line', (line) => {
      const [, , login, password] = /^demo login\s+(\S+)\s+(\S+)\s+(\S+)/.exec(line) ?? [];
      if (login !== undefined) said.logins[login] = password;
      said.setup = /(\/setup#\S+)/.exec(line)?.[1] ?? said.setup;
      said.url = /is ready: (\S+)/.exec(line)?.[1] ?? '';
      if (said.url !== '') resolve();
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { ...said, stop };
};

export const startDemo = () => startStation(['--demo']);

/** Answers also a link nobody has used, for the picture of the page it leads to. */
export const startEmpty = async () => {
  const station = await startStation([]);
  const post = (path, body, token) =>
    fetch(station.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    }).then((answer) => answer.json());
  await post('/api/v1/public/invitations/accept', {
    commandId: randomUUID(),
    token: station.setup.split('#')[1],
    displayName: 'Основатель',
    alsoDispatcher: true,
    ...FOUNDER,
  });
  const { token } = await post('/api/v1/session', { ...FOUNDER, transport: 'token' });
  const role = (name) => ({ role: name, squadId: null });
  const invitation = await post(
    '/api/v1/invitations',
    { commandId: randomUUID(), roles: [role('supervisor'), role('dispatcher')] },
    token,
  );
  return { ...station, setup: invitation.path };
};
