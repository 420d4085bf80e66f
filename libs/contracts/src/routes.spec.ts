import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ROUTES } from './routes.js';

/** They open, inspect or end a session or a link, or only look something up, and are safe to repeat by themselves (docs/protocol.md, P-1). */
const WITHOUT_COMMAND_ID = ['signIn', 'signOut', 'endSession', 'inspectInvitation', 'searchEverything'];

const fieldsOf = (schema: unknown): string[] => {
  const converted = z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any' });
  return Object.keys(converted.properties ?? {});
};
const named = ROUTES.map((route) => [route.id, route] as const);

describe('routes', () => {
  it('have an id each of their own', () => {
    expect(new Set(ROUTES.map((route) => route.id)).size).toBe(ROUTES.length);
  });

  it('have an address each of their own, whatever their parameters are called', () => {
    const addresses = ROUTES.map((route) => `${route.method} ${route.path.replace(/:[A-Za-z]+/g, ':')}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('are under the numbered API', () => {
    expect(ROUTES.filter((route) => !route.path.startsWith('/api/v1/'))).toEqual([]);
  });

  it.each(named)('%s declares the parameters of its path', (_id, route) => {
    const inPath = [...route.path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1]);
    expect(route.params === undefined ? [] : fieldsOf(route.params)).toEqual(inPath);
  });

  it.each(named.filter(([id, route]) => route.method !== 'GET' && !WITHOUT_COMMAND_ID.includes(id)))(
    'P-1 %s takes a commandId',
    (_id, route) => {
      expect(fieldsOf(route.body)).toContain('commandId');
    },
  );

  it.each(named)('P-32 %s refuses fields it does not know', (_id, route) => {
    for (const schema of [route.params, route.query, route.body] as (z.ZodType | undefined)[]) {
      const issues = schema?.safeParse({ unknownField: 1 }).error?.issues ?? [];
      if (schema !== undefined)
        expect(issues).toContainEqual(
          expect.objectContaining({ code: 'unrecognized_keys', keys: ['unknownField'] }),
        );
    }
  });

  it.each(named.filter(([, route]) => route.method === 'GET'))(
    '%s reads only: it has no body',
    (_id, route) => {
      expect(route.body).toBeUndefined();
    },
  );

  it('let nobody in without a session but to sign in, accept an invitation or hand in an application', () => {
    expect(
      ROUTES.filter((route) => route.access === 'public')
        .map((route) => route.id)
        .sort(),
    ).toEqual(['acceptInvitation', 'createPublicApplication', 'inspectInvitation', 'signIn']);
  });
});
