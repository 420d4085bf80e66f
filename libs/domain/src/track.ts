import { distanceMetres } from './geo/distance.js';

/**
 * Milliseconds. A phone in the field reports every five seconds while it has a position and a line: after two minutes
 * without a word its place is old, and nobody knows which way it went meanwhile.
 */
export const SILENT_AFTER_MILLISECONDS = 120_000;

/** A phone that always reports rarely is not silent between two reports: five of its usual intervals are. */
export const SILENT_INTERVALS = 5;

/** Intervals needed before a median tells anything of a phone's habit; before that only the two minutes count. */
export const INTERVALS_OF_A_HABIT = 10;

/** Metres per second, 216 km/h: nobody searches faster, not by car nor from a helicopter; a fix beyond it is false. */
export const FASTEST_METRES_PER_SECOND = 60;

/**
 * Metres. The smallest cell of a grid is 100 m wide: a line through worse fixes would lead through sectors that nobody
 * walked. Phones tell hundreds of metres when they go by masts instead of satellites.
 */
export const ROUGH_ABOVE_METRES = 100;

/** What of a fix decides where a line may be drawn. */
export interface TrackFix {
  /** Set right by the phone's clock error, ISO in UTC: this orders a track. */
  readonly at: string;
  /** The phone's own number of the fix: orders those of the same instant. */
  readonly sequence: number;
  readonly lon: number;
  readonly lat: number;
  readonly accuracyMetres: number;
}

/**
 * Why two neighbours are not joined. `silent`: nothing was heard; `rough`: only fixes too imprecise to draw a line by;
 * `jump`: farther apart than anybody could have moved.
 */
export type GapReason = 'silent' | 'rough' | 'jump';

export interface TrackGap<F extends TrackFix> {
  readonly reason: GapReason;
  readonly before: F;
  readonly after: F;
  readonly durationMilliseconds: number;
}

/** A track as far as it is known. Every fix is in exactly one of `segments` and `rough`, each in the order of time. */
export interface Track<F extends TrackFix> {
  /** Fixes that may be joined by a line; one alone is a segment too. */
  readonly segments: readonly (readonly F[])[];
  /** Shown, never joined. */
  readonly rough: readonly F[];
  /** One between each two segments. */
  readonly gaps: readonly TrackGap<F>[];
  /** A longer silence than this is a gap, milliseconds. */
  readonly silentAfterMilliseconds: number;
}

const timeOf = (fix: TrackFix): number => Date.parse(fix.at);

/** A total order, so that the answer does not depend on the order of what was given. */
const inOrderOfTime = (left: TrackFix, right: TrackFix): number =>
  timeOf(left) - timeOf(right) ||
  left.sequence - right.sequence ||
  left.lon - right.lon ||
  left.lat - right.lat ||
  left.accuracyMetres - right.accuracyMetres;

/** Two minutes, or five times what usually passes between two fixes of this phone. */
function silenceLimit(ordered: readonly TrackFix[]): number {
  const intervals = ordered
    .slice(1)
    .map((fix, index) => timeOf(fix) - timeOf(ordered[index] ?? fix))
    .sort((left, right) => left - right);
  if (intervals.length < INTERVALS_OF_A_HABIT) return SILENT_AFTER_MILLISECONDS;
  const usual = intervals[Math.floor((intervals.length - 1) / 2)] ?? 0;
  return Math.max(SILENT_AFTER_MILLISECONDS, SILENT_INTERVALS * usual);
}

/** Even if each fix is off by its whole accuracy towards the other, the way is too long for the time. */
function isJump(before: TrackFix, after: TrackFix): boolean {
  const metres = distanceMetres([before.lon, before.lat], [after.lon, after.lat]);
  const atLeast = metres - before.accuracyMetres - after.accuracyMetres;
  return atLeast > (FASTEST_METRES_PER_SECOND * (timeOf(after) - timeOf(before))) / 1_000;
}

/** `longestSilence` is between any two fixes from `before` to `after`, the rough ones among them counted. */
function reasonOfGap(
  before: TrackFix,
  after: TrackFix,
  longestSilence: number,
  limit: number,
): GapReason | null {
  if (longestSilence > limit) return 'silent';
  if (timeOf(after) - timeOf(before) > limit) return 'rough';
  return isJump(before, after) ? 'jump' : null;
}

/**
 * Parts the fixes of one phone in one person's hands into what may be joined. No line leads over a silence, over a
 * time with rough fixes only, or over a leap.
 */
export function trackOf<F extends TrackFix>(fixes: Iterable<F>): Track<F> {
  const ordered = [...fixes].sort(inOrderOfTime);
  const limit = silenceLimit(ordered);
  const segments: F[][] = [];
  const rough: F[] = [];
  const gaps: TrackGap<F>[] = [];
  let before: F | undefined;
  let heardAt = 0;
  let longestSilence = 0;
  for (const fix of ordered) {
    longestSilence = Math.max(longestSilence, timeOf(fix) - heardAt);
    heardAt = timeOf(fix);
    if (fix.accuracyMetres > ROUGH_ABOVE_METRES) {
      rough.push(fix);
      continue;
    }
    const reason = before && reasonOfGap(before, fix, longestSilence, limit);
    if (before && reason)
      gaps.push({ reason, before, after: fix, durationMilliseconds: timeOf(fix) - timeOf(before) });
    if (before && !reason) segments.at(-1)?.push(fix);
    else segments.push([fix]);
    before = fix;
    longestSilence = 0;
  }
  return { segments, rough, gaps, silentAfterMilliseconds: limit };
}
