import { describe, expect, it } from '@jest/globals';
import {
  answered,
  backoffMilliseconds,
  claimed,
  dueEntries,
  KEPT_MILLISECONDS,
  nextWakeAt,
  outlived,
  recovered,
  withFixes,
  type OutboxEntry,
} from './outbox-core.js';
import { Outbox, type OutboxParts } from './outbox.js';
import { MemoryStorage } from './outbox-storage.js';

const status = (commandId: string, createdAt: number, more: Partial<OutboxEntry> = {}): OutboxEntry =>
  ({
    routeId: 'changeAssignmentStatus',
    params: { id: 'assignment' },
    body: { to: 'searching' },
    commandId,
    userId: 'me',
    incidentId: 'one',
    createdAt,
    tries: 0,
    nextTryAt: 0,
    state: 'on-device',
    answeredAt: null,
    answeredVersion: null,
    refusal: null,
    subject: 'A3',
    ...more,
  }) as OutboxEntry;
const batch = (commandId: string, more: Partial<OutboxEntry> = {}): OutboxEntry =>
  status(commandId, 0, { routeId: 'reportPositions', body: { fixes: [] }, ...more } as Partial<OutboxEntry>);
const failure = (code: 'OFFLINE' | 'UNAUTHENTICATED' | 'ILLEGAL_TRANSITION') =>
  ({ kind: 'failed', refusal: { code, requestId: null } }) as const;
const ids = (entries: readonly OutboxEntry[]) => entries.map((entry) => entry.commandId);

describe('order of the outbox', () => {
  it('gives the oldest waiting command of each incident, whatever order they are stored in', () => {
    const entries = [status('c', 3), status('a', 1), status('b', 2), status('x', 9, { incidentId: 'two' })];
    expect(ids(dueEntries(entries, 'me', 10))).toEqual(['a', 'x']);
  });

  it('lets a command that waits for its next try hold up those behind it', () => {
    const entries = [status('a', 1, { nextTryAt: 50 }), status('b', 2)];
    expect(dueEntries(entries, 'me', 10)).toEqual([]);
    expect(nextWakeAt(entries, 'me')).toBe(50);
  });

  it('never lets positions hold up a command', () => {
    expect(ids(dueEntries([batch('p', { nextTryAt: 50 }), status('a', 1)], 'me', 10))).toEqual(['a']);
  });

  it('goes past a refused command and sends nothing of another person', () => {
    const entries = [
      status('a', 1, { state: 'refused' }),
      status('b', 2),
      status('z', 0, { userId: 'other' }),
    ];
    expect(ids(dueEntries(entries, 'me', 10))).toEqual(['b']);
  });
});

describe('answers', () => {
  it('keeps a command through a failure of the way, an ended session included', () => {
    for (const code of ['OFFLINE', 'UNAUTHENTICATED'] as const) {
      const after = answered(claimed(status('a', 1)), failure(code), 100);
      expect(after).toMatchObject({ state: 'on-device', tries: 1, nextTryAt: 1_100, commandId: 'a' });
    }
  });

  it('shows a refusal and never drops it', () => {
    const after = answered(claimed(status('a', 1)), failure('ILLEGAL_TRANSITION'), 100);
    expect(after).toMatchObject({ state: 'refused', refusal: { code: 'ILLEGAL_TRANSITION' } });
    expect(outlived([after], 100 + 10 * KEPT_MILLISECONDS)).toEqual([]);
  });

  it('shows what has arrived for a day', () => {
    const after = answered(claimed(status('a', 1)), { kind: 'received', version: 4 }, 100);
    expect(after).toMatchObject({ state: 'at-headquarters', answeredVersion: 4 });
    expect(outlived([after], 100 + KEPT_MILLISECONDS)).toEqual([]);
    expect(ids(outlived([after], 101 + KEPT_MILLISECONDS))).toEqual(['a']);
  });

  it('waits longer after each failure, at most a minute', () => {
    expect([1, 2, 3, 20].map(backoffMilliseconds)).toEqual([1_000, 2_000, 4_000, 60_000]);
  });

  it('sends again, under the same id, what a closed tab left undecided', () => {
    expect(recovered(claimed(status('a', 1)))).toMatchObject({
      state: 'on-device',
      commandId: 'a',
      tries: 1,
    });
  });
});

describe('batches of positions', () => {
  const fixes = (count: number) =>
    Array.from({ length: count }, (_, sequence) => ({
      deviceId: 'd',
      sequence,
      at: '2026-11-23T10:00:00Z',
      lon: 63,
      lat: 53,
      accuracyMetres: 5,
    }));

  it('grow until they are full', () => {
    expect(withFixes(batch('p'), fixes(120))?.body).toEqual({ fixes: fixes(120) });
    expect(withFixes(batch('p'), fixes(121))).toBeNull();
  });

  it('never change once an attempt was begun: a repeat must have the same content', () => {
    expect(withFixes(claimed(batch('p')), fixes(1))).toBeNull();
    expect(withFixes(batch('p', { tries: 1 }), fixes(1))).toBeNull();
  });
});

describe('the outbox', () => {
  const parts = (storage: MemoryStorage, send: OutboxParts['send']): OutboxParts => {
    let id = 0;
    return {
      storage,
      send,
      newId: () => `command-${(id += 1)}`,
      now: () => id,
      exclusively: (work) => work(),
      onChange: () => undefined,
      elsewhere: () => undefined,
    };
  };
  const command = (to: 'acknowledged' | 'en-route') =>
    ({ routeId: 'changeAssignmentStatus', params: { id: 'x' }, body: { to } }) as const;
  const about = { incidentId: 'one', subject: 'A3' };

  it('keeps commands without signal and sends them in order after a reload', async () => {
    const storage = new MemoryStorage();
    const offline = new Outbox(parts(storage, async () => failure('OFFLINE')));
    await offline.start('me');
    await offline.add(command('acknowledged'), about);
    await offline.add(command('en-route'), about);
    await offline.pump();
    offline.stop();
    const sent: unknown[] = [];
    const online = new Outbox(
      parts(storage, async (entry) => {
        sent.push(entry.body);
        return { kind: 'received', version: 2 };
      }),
    );
    await online.start('me');
    await online.pump();
    expect(sent).toEqual([{ to: 'acknowledged' }, { to: 'en-route' }]);
    expect((await storage.all()).map((entry) => entry.state)).toEqual(['at-headquarters', 'at-headquarters']);
    online.stop();
  });

  it('leaves nothing of a person who signs out', async () => {
    const storage = new MemoryStorage();
    const outbox = new Outbox(parts(storage, async () => failure('OFFLINE')));
    await outbox.start('me');
    await outbox.add(command('acknowledged'), about);
    await outbox.pump();
    await outbox.wipe();
    expect(await storage.all()).toEqual([]);
  });
});
