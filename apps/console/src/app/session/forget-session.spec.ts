import { describe, expect, test } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { forgetReadData } from './forget-session.js';
import { SESSION_KEY } from './session-key.js';

describe('leaving a session', () => {
  test('whoever watches it sees nobody signed in first, and nothing of the former person after', () => {
    const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
    client.setQueryData(SESSION_KEY, { displayName: 'Former' });
    client.setQueryData(['applications', 'list'], [{ fullName: 'Secret' }]);
    const othersWhenTold: unknown[] = [];
    const session = new QueryObserver(client, { queryKey: SESSION_KEY, enabled: false });
    const stop = session.subscribe(() => undefined);
    const cache = client.getQueryCache();
    const stopCache = cache.subscribe((event) => {
      if (event.type !== 'removed') return;
      // By the time anything is removed, the session must say that nobody is there.
      othersWhenTold.push(client.getQueryData(SESSION_KEY));
      expect(event.query.queryKey).not.toEqual(SESSION_KEY);
    });
    forgetReadData(client);
    expect(client.getQueryData(SESSION_KEY)).toBeNull();
    expect(othersWhenTold).toEqual([null]);
    expect(client.getQueryData(['applications', 'list'])).toBeUndefined();
    expect(session.getCurrentResult().data).toBeNull();
    stop();
    stopCache();
    client.clear();
  });
});
