import { describe, expect, test } from '@jest/globals';
import type { LivePosition } from '@izdeu/contracts';
import { liveMarkers, phoneOfTeam, type SeenPosition } from './live-markers.js';

const NOW = 10_000_000;
const seen = (id: string, teamId: string | null, age: number): SeenPosition => ({
  id,
  at: NOW - age,
  fix: {
    deviceId: id,
    userId: id,
    displayName: `Person ${id}`,
    teamId,
    at: new Date(NOW - age).toISOString(),
    receivedAt: new Date(NOW - age).toISOString(),
    lon: 63,
    lat: 53,
    accuracyMetres: 8,
  } satisfies LivePosition,
});
const TEAMS = new Map([['t1', { callSign: 'Дос-1' }]]);

describe('who is shown how', () => {
  test('one mark carries the call sign, the rest of the team and strangers carry their names', () => {
    const markers = liveMarkers(
      [seen('b', 't1', 0), seen('a', 't1', 1_000), seen('c', null, 0), seen('d', 'gone', 0)],
      TEAMS,
      NOW,
    );
    expect(markers.map(({ id, kind, label }) => [id, kind, label])).toEqual([
      ['b', 'person', 'Person b'],
      ['a', 'team', 'Дос-1'],
      ['c', 'person', 'Person c'],
      ['d', 'person', 'Person d'],
    ]);
  });

  test('the call sign stays with one phone while it is heard, moves to another when it falls silent', () => {
    const newest = [seen('a', 't1', 60_000), seen('b', 't1', 0)];
    expect(phoneOfTeam(newest, NOW)?.id).toBe('a');
    expect(phoneOfTeam([seen('a', 't1', 121_000), seen('b', 't1', 0)], NOW)?.id).toBe('b');
    expect(phoneOfTeam([seen('a', 't1', 900_000), seen('b', 't1', 300_000)], NOW)?.id).toBe('b');
    expect(phoneOfTeam([], NOW)).toBeUndefined();
  });
});
