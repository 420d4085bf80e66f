import { describe, expect, it } from '@jest/globals';
import { trackOf } from '@izdeu/domain';
import type { ShownFix } from './track-reader.js';
import { trackRows } from './track-rows.js';

const fix = (minute: number, accuracyMetres = 8): ShownFix => ({
  at: new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString(),
  ...{ sequence: minute, lon: 63.11, lat: 52.96, accuracyMetres },
});

describe('rows of a track', () => {
  it('tell the newest first and a gap between the fixes it parts', () => {
    const rows = trackRows(trackOf([fix(0), fix(1), fix(11), fix(5, 900)]));
    expect(rows.map((row) => (row.kind === 'fix' ? row.fix.sequence : row.gap.reason))).toEqual([
      ...[11, 'silent', 5, 1, 0],
    ]);
    expect(rows[2]).toMatchObject({ isRough: true });
  });

  it('are none without fixes', () => {
    expect(trackRows(trackOf<ShownFix>([]))).toEqual([]);
  });
});
