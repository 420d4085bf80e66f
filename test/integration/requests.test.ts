import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  apiErrorSchema,
  ROLE_PERMISSIONS,
  ROLES,
  ROUTES,
  type AnyRoute,
  type ApiError,
  type Role,
} from '@izdeu/contracts';
import { testedModes } from '@izdeu/testing';
import { prepareSearch, type Search } from '../support/search.js';
import { pathOf, TestStation } from '../support/station.js';

jest.setTimeout(180_000);

/** What an attacker, a broken client or a bad link may put into a body. */
const GARBAGE: readonly (readonly [string, unknown])[] = [
  ['no JSON', '{"commandId": '],
  ['a list', []],
  ['null', 'null'],
  ['a number', '42'],
  ['nothing expected', {}],
  ['wrong types', { commandId: 5, persons: 'x', to: [], version: 'a', boundary: 7, fixes: {} }],
  ['unknown fields', { commandId: randomUUID(), whoAmI: 'root' }],
  ['a polluted prototype', '{"__proto__": {"admin": true}, "constructor": {"prototype": {}}}'],
  ['NUL and right-to-left text', { commandId: randomUUID(), title: 'a\u0000b', reason: '\u202Eabc\u0000' }],
  ['not numbers', '{"commandId": 1e999, "version": -1, "cellSizeMetres": 0}'],
  ['very deep', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
];

const BAD_IDS = ['nobody', "1' OR '1'='1", '%00', '..%2F..%2Fetc', '9'.repeat(300)];

const WRITES = ROUTES.filter((route) => route.body !== undefined);

describe.each(testedModes())('requests nobody meant well (%s)', (mode) => {
  let station: TestStation;
  let search: Search;
  const tokens = new Map<Role, string>();

  beforeAll(async () => {
    station = await TestStation.start(mode);
    search = await prepareSearch(station);
    tokens
      .set('dispatcher', search.dispatcher)
      .set('supervisor', search.supervisor)
      .set('squad-leader', search.leader)
      .set('squad-member', search.searcher)
      .set('administrator', search.administrator);
  });
  afterAll(() => station.stop());

  const absentParams = (route: AnyRoute): Record<string, string> =>
    Object.fromEntries([...route.path.matchAll(/:(\w+)/g)].map((match) => [match[1] ?? '', randomUUID()]));

  /** Somebody who may use the route, so that the garbage reaches its schema. */
  const allowed = (route: AnyRoute): string | null => {
    if (route.access === 'public') return null;
    for (const [role, token] of tokens)
      if (route.access === 'signed-in' || ROLE_PERMISSIONS[role].includes(route.access)) return token;
    throw new Error(`nobody may use ${route.id}`);
  };

  const expectClientError = (answer: { status: number; body: unknown }, what: string): ApiError => {
    expect([what, answer.status >= 400 && answer.status < 500]).toEqual([what, true]);
    return apiErrorSchema.parse(answer.body);
  };

  test.each(WRITES.map((route) => [route.id, route] as const))('%s names what is wrong', async (_, route) => {
    for (const [name, body] of GARBAGE) {
      const answer = await station.send(
        allowed(route),
        route.method,
        pathOf(route, absentParams(route)),
        body,
      );
      const error = expectClientError(answer, `${route.id} with ${name}`);
      if (error.code === 'MALFORMED') expect(error.details).toBeDefined();
    }
  });

  test.each(ROUTES.filter((route) => route.path.includes(':')).map((route) => [route.id, route] as const))(
    '%s survives ids that are none',
    async (_, route) => {
      for (const bad of BAD_IDS) {
        const path = route.path.replace(/:\w+/g, bad.includes('%') ? bad : encodeURIComponent(bad));
        expectClientError(await station.send(allowed(route), route.method, path), `${route.id} at ${bad}`);
      }
    },
  );

  test.each(ROUTES.filter((route) => route.query !== undefined).map((route) => [route.id, route] as const))(
    '%s refuses a query it does not know',
    async (_, route) => {
      const path = pathOf(route, absentParams(route));
      for (const query of [
        '?limit=-1',
        '?cursor=%27%3B--',
        // A well-made cursor whose id is none.
        `?cursor=${Buffer.from(`2026-01-01T00:00:00.000Z ${'-'.repeat(36)}`).toString('base64url')}`,
        '?unknown=1',
        '?from=yesterday&to=2021',
        '?afterSeq=x',
      ])
        expectClientError(
          await station.send(allowed(route), route.method, path + query),
          `${route.id}${query}`,
        );
    },
  );

  test('a body over the limit is 413, an unknown address 404, a wrong media type 415', async () => {
    const big = JSON.stringify({ circumstances: 'x'.repeat(3_000_000) });
    const post = (path: string, body: string, headers = {}) =>
      station.send(search.dispatcher, 'POST', path, body, headers);
    expect((await post('/api/v1/applications', big)).status).toBe(413);
    expect(await post('/api/v1/nothing-here', '{}')).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
    expect((await post('/api/v1/applications', '<a/>', { 'content-type': 'application/xml' })).status).toBe(
      415,
    );
  });

  test.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'anonymous and every role at %s',
    async (_, route) => {
      const path = pathOf(route, absentParams(route));
      const body = route.body === undefined || route.bodyType !== undefined ? undefined : {};
      const anonymous = await station.send(null, route.method, path, body);
      expect(anonymous.status === 401).toBe(route.access !== 'public');
      // Signing out for real would end the very session the next test needs.
      if (route.id === 'signOut') return;
      for (const role of ROLES) {
        const { status } = await station.send(tokens.get(role) ?? '', route.method, path, body);
        const may =
          route.access === 'public' ||
          route.access === 'signed-in' ||
          ROLE_PERMISSIONS[role].includes(route.access);
        expect([role, status === 403]).toEqual([role, !may]);
        expect([role, status < 500]).toEqual([role, true]);
      }
    },
  );

  test('somebody else’s incident looks like one that does not exist, on every route of it', async () => {
    const own = ROUTES.filter(
      (route) => route.path.startsWith('/api/v1/incidents/:id') && route.method === 'GET',
    );
    expect(own.length).toBeGreaterThan(5);
    const required = new Map([['getTrack', { deviceId: randomUUID() }]]);
    for (const route of own) {
      const params = { ...absentParams(route), id: search.incident.id, sectorId: search.sector(0) };
      const query = required.get(route.id);
      const { status, body } = await station.send(
        search.stranger,
        route.method,
        pathOf(route, params, query),
      );
      const absent = await station.send(
        search.stranger,
        route.method,
        pathOf(route, { ...params, id: randomUUID() }, query),
      );
      expect([route.id, status, (body as ApiError).message]).toEqual([
        route.id,
        404,
        (absent.body as ApiError).message,
      ]);
    }
  });

  test('a cookie from another site’s page writes nothing', async () => {
    const answer = await fetch(`${station.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'dispatcher', password: 'a password for tests' }),
    });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    const signOut = (origin: string) =>
      fetch(`${station.url}/api/v1/session`, {
        method: 'DELETE',
        headers: { cookie: cookie.split(';')[0] ?? '', origin },
      });
    expect((await signOut('https://evil.example')).status).toBe(403);
    expect((await signOut(station.url)).status).toBe(200);
  });

  test('after all this the station is healthy and the search unharmed', async () => {
    expect((await station.send(null, 'GET', '/health/ready')).status).toBe(200);
    const incident = await station.send(search.dispatcher, 'GET', `/api/v1/incidents/${search.incident.id}`);
    expect(incident.body).toMatchObject({ id: search.incident.id, state: 'opened' });
  });
});
