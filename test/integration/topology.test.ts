import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createTestDatabase, eventually, SocketClient, type TestDatabase } from '@izdeu/testing';
import pg from 'pg';

jest.setTimeout(120_000);

// Server mode as it is deployed: two services and two gateways, each a process of its own, on one PostgreSQL server.
const ROOT = resolve(import.meta.dirname, '../..');

interface Running {
  readonly process: ChildProcess;
  readonly url: string;
  output: string;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`).then(
    (answer) => answer.ok,
    () => false,
  );

const run = async (app: string, databaseUrl: string): Promise<Running> => {
  const port = await freePort();
  const child = spawn(process.execPath, [`apps/${app}/dist/main.js`], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const running: Running = { process: child, url: `http://127.0.0.1:${port}`, output: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (running.output += chunk.toString()));
  const deadline = Date.now() + 60_000;
  while (!(await isReady(running.url))) {
    if (Date.now() > deadline || child.exitCode !== null)
      throw new Error(`${app} did not start: ${running.output}`);
    await new Promise((wait) => setTimeout(wait, 100));
  }
  return running;
};

let database: TestDatabase;
const processes: Running[] = [];

beforeAll(async () => {
  database = await createTestDatabase('server');
  // Both services migrate at once: one of them waits.
  const start = (app: string) => run(app, database.databaseUrl ?? '');
  processes.push(...(await Promise.all([start('incident-service'), start('incident-service')])));
  processes.push(await start('realtime-gateway'), await start('realtime-gateway'));
});
afterAll(async () => {
  for (const { process: child } of processes) child.kill('SIGKILL');
  await database.dispose();
});

const post = async (
  url: string,
  path: string,
  body: object,
  token?: string,
): Promise<Record<string, unknown>> => {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const json = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(JSON.stringify(json));
  return json;
};

const LISTENERS = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'izdeu change feed'`;

const ask = async (databaseUrl: string, statement: string): Promise<number> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rowCount ?? 0;
  } finally {
    await client.end();
  }
};

/** Ends every LISTEN connection of this database; answers how many there were. */
const cutListeners = (databaseUrl: string): Promise<number> =>
  ask(databaseUrl, `SELECT pg_terminate_backend(pid) FROM (${LISTENERS}) AS listener`);

const eventuallyListening = async (databaseUrl: string, count: number): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while ((await ask(databaseUrl, LISTENERS)) < count) {
    if (Date.now() > deadline) throw new Error('nobody listens again');
    await new Promise((wait) => setTimeout(wait, 100));
  }
};

test('a write at one service reaches clients of both gateways in order; each process drains at SIGTERM', async () => {
  const [first, second, gatewayA, gatewayB] = processes as [Running, Running, Running, Running];
  await eventually(() => /setup#/.test(first.output + second.output), 'the link of the first administrator');
  const links = [...(first.output + second.output).matchAll(/setup#(\S+)/g)].map((match) => match[1] ?? '');
  const account = {
    login: 'administrator',
    password: 'a password for tests',
    displayName: 'A',
    locale: 'ru',
  };
  // Two services printed a link each; only the newer one is good.
  const accepted = await Promise.allSettled(
    links.map((token) =>
      post(first.url, '/api/v1/public/invitations/accept', { commandId: randomUUID(), token, ...account }),
    ),
  );
  expect(accepted.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const signIn = async (login: string): Promise<string> => {
    const answer = await post(second.url, '/api/v1/session', {
      login,
      password: account.password,
      transport: 'token',
    });
    return String(answer.token);
  };
  const administrator = await signIn('administrator');
  const invitation = await post(
    first.url,
    '/api/v1/invitations',
    { commandId: randomUUID(), roles: [{ role: 'dispatcher', squadId: null }] },
    administrator,
  );
  await post(second.url, '/api/v1/public/invitations/accept', {
    ...account,
    commandId: randomUUID(),
    token: String(invitation.path).split('#')[1],
    login: 'dispatcher',
  });
  const dispatcher = await signIn('dispatcher');
  const squad = await post(
    second.url,
    '/api/v1/squads',
    { commandId: randomUUID(), code: 'DOS', name: { kk: 'Дос', ru: 'Дос', en: 'Dos' }, base: 'Костанай' },
    administrator,
  );
  const application = await post(
    first.url,
    '/api/v1/applications',
    { commandId: randomUUID(), applicant: { phone: '+7 700 000 00 01' }, persons: [{ fullName: 'Кто-то' }] },
    dispatcher,
  );
  const incident = await post(
    second.url,
    '/api/v1/incidents',
    {
      commandId: randomUUID(),
      applicationIds: [application.id],
      squadIds: [squad.id],
      initialPlanningPoint: { type: 'Point', coordinates: [63.11, 52.96] },
    },
    dispatcher,
  );
  const incidentId = String(incident.id);
  const clients = await Promise.all(
    [gatewayA, gatewayB].map((gateway) => SocketClient.connect(gateway.url, { token: dispatcher })),
  );
  for (const client of clients) await client.join(incidentId);
  const ring = (shift: number) =>
    [
      [0, 0],
      [0.01, 0],
      [0.01, 0.01],
      [0, 0],
    ].map(([lon = 0, lat = 0]) => [63.1 + shift + lon, 52.95 + lat]);
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      post(
        index % 2 === 0 ? first.url : second.url,
        `/api/v1/incidents/${incidentId}/sectors`,
        {
          commandId: randomUUID(),
          label: `S${index}`,
          geometry: { type: 'Polygon', coordinates: [ring(index / 50)] },
        },
        dispatcher,
      ),
    ),
  );
  const expected = Array.from({ length: 20 }, (_, index) => index + 2);
  for (const client of clients) {
    await eventually(() => client.seqsOf(incidentId).length >= 20, 'twenty events', 10_000);
    expect(client.seqsOf(incidentId)).toEqual(expected);
  }
  // Without their LISTEN connections the gateways still find what was committed: they poll.
  const cut = await cutListeners(database.databaseUrl ?? '');
  expect(cut).toBeGreaterThanOrEqual(2);
  await post(
    first.url,
    `/api/v1/incidents/${incidentId}/sectors`,
    {
      commandId: randomUUID(),
      label: 'while deaf',
      geometry: { type: 'Polygon', coordinates: [ring(0.5)] },
    },
    dispatcher,
  );
  for (const client of clients) {
    await eventually(() => client.seqsOf(incidentId).length >= 21, 'the event after the cut', 10_000);
    expect(client.seqsOf(incidentId)).toEqual([...expected, 22]);
  }
  // They listen again by themselves.
  await eventuallyListening(database.databaseUrl ?? '', cut);
  // R12: the end of a session that was announced while nobody could hear it is found as soon as they listen again.
  const late = await signIn('dispatcher');
  const deaf = await Promise.all(
    [gatewayA, gatewayB].map((gateway) => SocketClient.connect(gateway.url, { token: late })),
  );
  await cutListeners(database.databaseUrl ?? '');
  await fetch(`${first.url}/api/v1/session`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${late}` },
  });
  for (const client of deaf) {
    await eventually(() => client.ended !== null, 'the end of an unheard session', 3_000);
    client.close();
  }
  await eventuallyListening(database.databaseUrl ?? '', cut);
  // Signing out at a service closes the sockets of that session at every gateway.
  await fetch(`${first.url}/api/v1/session`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${dispatcher}` },
  });
  for (const client of clients) {
    await eventually(() => client.ended !== null, 'the end of the session', 2_000);
    expect(client.ended?.reason).toBe('logout');
    client.close();
  }
  for (const { process: child } of processes) {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  }
});
