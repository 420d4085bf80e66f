// R12: who may no longer be there is gone from every process within seconds, whichever process took the decision.
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import {
  changeIncident,
  changeTeam,
  changeUser,
  endSession,
  listSessions,
  listUsers,
  signOut,
  type RoleGrant,
} from '@izdeu/contracts';
import { eventually, SocketClient, type DatabaseMode } from '@izdeu/testing';
import { expect } from '@jest/globals';
import type { Search } from '../support/search.js';
import { scenarios, spread, type Figures, type Plan } from './scenario.js';
import { RegionWorld, StationWorld } from './world.js';

const PROMISED_MILLISECONDS = 2_000;
/** What a machine with other work may take in the short set. */
const PATIENCE_MILLISECONDS = 20_000;

type SessionWorld = StationWorld | RegionWorld;

const open = (mode: DatabaseMode): Promise<SessionWorld> =>
  mode === 'embedded' ? StationWorld.open(mode) : RegionWorld.open();

interface Case {
  readonly world: SessionWorld;
  readonly search: Search;
  readonly login: string;
  readonly token: string;
}

const userOf = async ({ world, search, login }: Case) => {
  const { items } = await world.api.call(search.administrator, listUsers, { query: { limit: 100 } });
  const user = items.find((one) => one.login === login);
  if (user === undefined) throw new Error(`no user ${login}`);
  return user;
};

const changed = async (one: Case, fields: { disabled?: boolean; roles?: RoleGrant[] }): Promise<void> => {
  const { id, version } = await userOf(one);
  const params = { id };
  const body = { commandId: randomUUID(), version, ...fields };
  await one.world.api.call(one.search.administrator, changeUser, { params, body });
};

/** Ways to lose one's place. After `farewell` the session is over; otherwise only the incident is closed to them. */
const WAYS: Readonly<Record<string, { farewell: boolean; take: (one: Case) => Promise<unknown> }>> = {
  'signed out': { farewell: true, take: ({ world, token }) => world.api.call(token, signOut, {}) },
  'session ended from elsewhere': {
    farewell: true,
    take: async ({ world, login, token }) => {
      const other = await world.api.signIn(login);
      const { items } = await world.api.call(other, listSessions, {});
      const mine = await world.api.call(token, listSessions, {});
      const id = mine.items.find(({ current }) => current)?.id ?? '';
      expect(items.map((item) => item.id)).toContain(id);
      return world.api.call(other, endSession, { params: { id } });
    },
  },
  disabled: { farewell: true, take: (one) => changed(one, { disabled: true }) },
  'role taken away': {
    farewell: false,
    take: (one) => changed(one, { roles: [{ role: 'squad-member', squadId: one.search.squads[2].id }] }),
  },
  'squad left the search': {
    farewell: false,
    take: async ({ world, search }) => {
      const [team] = search.teams;
      await world.api.call(search.dispatcher, changeTeam, {
        params: { id: team.id },
        body: { commandId: randomUUID(), version: team.version, disbanded: true },
      });
      const params = { id: search.incident.id };
      const body = {
        commandId: randomUUID(),
        version: search.incident.version,
        squadIds: [search.squads[1].id],
      };
      await world.api.call(search.dispatcher, changeIncident, { params, body });
    },
  },
};

/** One person with sockets at every process loses their place; answers how long each socket lived on. */
const lose = async (world: SessionWorld, way: string, login: string): Promise<number[]> => {
  const found = WAYS[way];
  if (found === undefined) throw new Error(`no such way: ${way}`);
  const search = await world.search();
  const member = [{ role: 'squad-member' as const, squadId: search.squads[0].id }];
  const token = await world.api.account(search.administrator, login, member);
  const sockets = await Promise.all(
    [...world.gatewayUrls, ...world.gatewayUrls].map(async (url) => {
      const client = await SocketClient.connect(url, { token });
      await client.join(search.incident.id);
      return client;
    }),
  );
  const bystander = await SocketClient.connect(world.gatewayUrls[0] ?? '', { token: search.searcher });
  const started = performance.now();
  const ends = sockets.map(
    ({ socket }) =>
      new Promise<number>((done) => socket.once('disconnect', () => done(performance.now() - started))),
  );
  await found.take({ world, search, login, token });
  await eventually(
    () => sockets.every(({ disconnectedBy }) => disconnectedBy !== null),
    `the end of every socket of somebody ${way}`,
    PATIENCE_MILLISECONDS,
  );
  for (const { ended } of sockets) expect(ended !== null).toBe(found.farewell);
  // A new connection gets no further than the old ones.
  const again = await SocketClient.connect(world.gatewayUrls[0] ?? '', { token }).catch(() => null);
  if (found.farewell) expect(again).toBeNull();
  else await expect(again?.join(search.incident.id)).rejects.toMatchObject({ error: { code: 'NOT_FOUND' } });
  again?.close();
  expect(bystander.disconnectedBy).toBeNull();
  bystander.close();
  return Promise.all(ends);
};

const lostPlaces = async (world: SessionWorld, plan: Plan): Promise<Figures> => {
  const times: number[] = [];
  for (let round = plan.long ? 10 : 1; round > 0; round -= 1)
    for (const [index, way] of Object.keys(WAYS).entries())
      times.push(...(await lose(world, way, `leaver-${round}-${index}`)));
  const { medianMs, slowestMs } = spread(times);
  if (plan.long) expect(slowestMs).toBeLessThan(PROMISED_MILLISECONDS);
  return { sockets: times.length, medianMs, slowestMs };
};

scenarios(open, { 'lost-places': lostPlaces });
