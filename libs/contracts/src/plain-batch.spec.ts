import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { reportPositions } from './http/incident-routes.js';
import { isPlainBatch } from './plain-batch.js';

const schema = reportPositions.body;
if (schema === undefined) throw new Error('a report of positions has a body');

const ID = '0190a0c0-0000-7000-8000-000000000001';
const fix = {
  deviceId: ID,
  sequence: 7,
  at: '2026-11-01T10:00:00.000Z',
  lon: 63.1,
  lat: 52.9,
  accuracyMetres: 5,
};
const whole = { ...fix, headingDegrees: 359.5, speedMetresPerSecond: 1.2, batteryPercent: 80 };
const batch = (...fixes: unknown[]) => ({ commandId: ID, fixes });

/** What may stand in a field: nearly right, and quite wrong. */
const VALUES = [
  ...[
    0, -1, 1.5, 90, 90.001, 100, 101, 180, -180.5, 360, 361, 400.5, 100_001, 2_147_483_647, 2_147_483_648,
    1e308,
  ],
  ...[null, true, '', '5', [], {}, ID, ID.toUpperCase(), 'ffffffff-ffff-ffff-ffff-ffffffffffff', `${ID} `],
  ...[
    '2026-02-29T10:00:00Z',
    '2028-02-29T10:00:00Z',
    '2026-11-01T10:00:00+05:00',
    '2026-11-01T10:00Z',
    '2026-11-01',
  ],
  ...[
    '2026-11-01T10:00:00.123456789Z',
    '2026-11-01T24:00:00Z',
    '2026-11-01T10:00:00Z\n',
    '2026-11-01t10:00:00z',
  ],
];
const FIELDS = [...Object.keys(whole), 'extra', 'commandId', 'sentAt'];

describe('a batch known to be right at a glance', () => {
  test.each([
    ['the least', batch(fix)],
    ['every reading', batch(whole)],
    ['many fixes and the phone’s clock', { ...batch(...Array<unknown>(600).fill(whole)), sentAt: fix.at }],
  ])('%s', (_name, body) => {
    expect(isPlainBatch(body)).toBe(true);
    expect(schema.parse(body)).toEqual(body);
  });

  test.each([
    ['nothing', null],
    ['a list', []],
    ['no fixes', batch()],
    ['too many', batch(...Array<unknown>(601).fill(fix))],
    ['a fix that is a list', batch([fix])],
    ['a missing field', batch({ ...fix, lat: undefined })],
    ['an unknown field', batch({ ...fix, name: 'x' })],
    ['an unknown field beside', { ...batch(fix), name: 'x' }],
    ['an unknown field in place of a reading', batch({ ...fix, battery: 80 })],
  ])('never %s', (_name, body) => {
    expect(isPlainBatch(body)).toBe(false);
    expect(schema.safeParse(body).success).toBe(false);
  });

  test('is right by the contract, and handed on unchanged, whatever stands in a field', () => {
    let accepted = 0;
    const change = fc.record({ field: fc.constantFrom(...FIELDS), value: fc.constantFrom(...VALUES) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 2 }), fc.boolean(), (changes, isWholeFix) => {
        const changed: Record<string, unknown> = { ...(isWholeFix ? whole : fix) };
        const body: Record<string, unknown> = batch(changed);
        for (const { field, value } of changes)
          (field === 'commandId' || field === 'sentAt' ? body : changed)[field] = value;
        const judged = schema.safeParse(body);
        const isPlain = isPlainBatch(body);
        accepted += Number(isPlain);
        // Both ways: one that is slower than it need be is a mistake here too.
        expect(isPlain).toBe(judged.success);
        if (isPlain) expect(judged.data).toEqual(body);
      }),
      { numRuns: 1_000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});
