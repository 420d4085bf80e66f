import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { distanceMetres } from './geo/distance.js';
import {
  FASTEST_METRES_PER_SECOND,
  ROUGH_ABOVE_METRES,
  SILENT_AFTER_MILLISECONDS,
  trackOf,
  type TrackFix,
} from './track.js';

const START = Date.parse('2026-11-20T12:00:00Z');
/** 0.0001° of latitude is 11 m. */
const fix = (seconds: number, change: Partial<TrackFix> = {}): TrackFix => ({
  at: new Date(START + seconds * 1_000).toISOString(),
  sequence: Math.round(seconds),
  lon: 63.11,
  lat: 52.96 + seconds * 1e-6,
  accuracyMetres: 8,
  ...change,
});
const every = (step: number, from: number, to: number): TrackFix[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => fix(from + index * step));

describe('a track', () => {
  it('is nothing without fixes, and one fix is a segment of its own', () => {
    expect(trackOf([])).toMatchObject({ segments: [], rough: [], gaps: [] });
    expect(trackOf([fix(0)])).toMatchObject({ segments: [[fix(0)]], gaps: [] });
  });

  it('begins anew after ten minutes of silence, and says how long it was', () => {
    const [before, after] = [every(5, 0, 100), every(5, 700, 800)];
    const track = trackOf([...before, ...after]);
    expect(track.segments).toEqual([before, after]);
    expect(track.gaps).toEqual([
      { reason: 'silent', before: fix(100), after: fix(700), durationMilliseconds: 600_000 },
    ]);
  });

  it('joins up to two minutes and not a second more', () => {
    expect(trackOf([fix(0), fix(120)]).gaps).toEqual([]);
    expect(trackOf([fix(0), fix(121)]).gaps).toMatchObject([{ reason: 'silent' }]);
  });

  it('knows a phone that always reports every minute, but not from two fixes', () => {
    const slow = every(60, 0, 1_200);
    expect(trackOf([...slow, fix(1_500)])).toMatchObject({ gaps: [], silentAfterMilliseconds: 300_000 });
    expect(trackOf([...slow, fix(1_501)]).gaps).toMatchObject([{ durationMilliseconds: 301_000 }]);
    expect(trackOf([fix(0), fix(600), fix(1_200)]).gaps).toHaveLength(2);
  });

  it('does not join a leap nobody could have made, nor the way back from it', () => {
    const leap = fix(10, { lat: 53.06 });
    const track = trackOf([fix(0), fix(5), leap, fix(15), fix(20)]);
    expect(track.segments).toEqual([[fix(0), fix(5)], [leap], [fix(15), fix(20)]]);
    expect(track.gaps.map(({ reason }) => reason)).toEqual(['jump', 'jump']);
  });

  it('allows for what both fixes say of their accuracy, also at the same instant', () => {
    const near = { sequence: 1, lat: 52.9605, accuracyMetres: 50 };
    expect(trackOf([fix(0), fix(0, near)]).gaps).toEqual([]);
    expect(trackOf([fix(0), fix(0, { ...near, accuracyMetres: 5 })]).gaps).toMatchObject([
      { reason: 'jump', durationMilliseconds: 0 },
    ]);
  });

  it('keeps rough fixes out of the line, which goes on past them', () => {
    const rough = fix(10, { accuracyMetres: 1_500, lat: 53 });
    const track = trackOf([fix(5), rough, fix(15)]);
    expect(track).toMatchObject({ segments: [[fix(5), fix(15)]], rough: [rough], gaps: [] });
    expect(trackOf([fix(5, { accuracyMetres: ROUGH_ABOVE_METRES })]).rough).toEqual([]);
  });

  it('does not call a phone silent that only had rough fixes', () => {
    const rough = every(30, 30, 570).map((one) => ({ ...one, accuracyMetres: 800 }));
    expect(trackOf([fix(0), ...rough, fix(600)]).gaps).toMatchObject([
      { reason: 'rough', durationMilliseconds: 600_000 },
    ]);
  });

  it('goes by the corrected time and keeps what else a fix says', () => {
    const late = { ...fix(5), reportedAt: '2026-11-20T09:00:05.000Z' };
    expect(trackOf([{ ...fix(10), sequence: 1 }, late]).segments[0]?.[0]).toBe(late);
  });
});

const anyFix: fc.Arbitrary<TrackFix> = fc.record({
  // Close steps and long silences, clock ties among them.
  at: fc
    .oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 20_000 }))
    .map((seconds) => new Date(START + seconds * 1_000).toISOString()),
  sequence: fc.nat({ max: 50 }),
  lon: fc.double({ min: 63.1, max: 63.2, noNaN: true }),
  lat: fc.double({ min: 52.9, max: 53, noNaN: true }),
  accuracyMetres: fc.oneof(fc.double({ min: 0, max: 40, noNaN: true }), fc.constantFrom(100, 101, 5_000)),
});
const anyFixes = fc.array(anyFix, { maxLength: 60 });
const milliseconds = ({ at }: TrackFix): number => Date.parse(at);

describe('any track', () => {
  it('keeps every fix once, whatever it is', () => {
    fc.assert(
      fc.property(anyFixes, (fixes) => {
        const { segments, rough } = trackOf(fixes);
        const kept = [...segments.flat(), ...rough];
        expect(kept).toHaveLength(fixes.length);
        expect(new Set(kept)).toEqual(new Set(fixes));
      }),
    );
  });

  it('joins nothing over a silence, a leap or a rough fix', () => {
    fc.assert(
      fc.property(anyFixes, (fixes) => {
        const { segments, silentAfterMilliseconds } = trackOf(fixes);
        expect(silentAfterMilliseconds).toBeGreaterThanOrEqual(SILENT_AFTER_MILLISECONDS);
        for (const segment of segments)
          for (const [index, after] of segment.entries()) {
            expect(after.accuracyMetres).toBeLessThanOrEqual(ROUGH_ABOVE_METRES);
            const before = segment[index - 1];
            if (!before) continue;
            const passed = milliseconds(after) - milliseconds(before);
            expect(passed).toBeGreaterThanOrEqual(0);
            expect(passed).toBeLessThanOrEqual(silentAfterMilliseconds);
            expect(distanceMetres([before.lon, before.lat], [after.lon, after.lat])).toBeLessThanOrEqual(
              before.accuracyMetres + after.accuracyMetres + (FASTEST_METRES_PER_SECOND * passed) / 1_000,
            );
          }
      }),
    );
  });

  it('has one gap between each two segments, from the end of one to the start of the next', () => {
    fc.assert(
      fc.property(anyFixes, (fixes) => {
        const { segments, gaps } = trackOf(fixes);
        expect(gaps.map(({ before, after }) => [before, after])).toEqual(
          segments.slice(1).map((segment, index) => [segments[index]?.at(-1), segment[0]]),
        );
        for (const { before, after, durationMilliseconds } of gaps)
          expect(durationMilliseconds).toBe(milliseconds(after) - milliseconds(before));
      }),
    );
  });

  it('does not depend on the order in which its fixes came', () => {
    const shuffled = anyFixes.chain((fixes) =>
      fc.tuple(fc.constant(fixes), fc.shuffledSubarray(fixes, { minLength: fixes.length })),
    );
    fc.assert(
      fc.property(shuffled, ([fixes, others]) => {
        expect(trackOf(others)).toEqual(trackOf(fixes));
      }),
    );
  });
});
