/** Fixes older than this may not be newer than the server's clock: phones with a wrong clock are held back. */
const FUTURE_TOLERANCE_MILLISECONDS = 60_000;
/** A difference below this is the way to the server as likely as the clock. */
const SKEW_TOLERANCE_MILLISECONDS = 2_000;

/**
 * How far a phone's clock is behind the server's, milliseconds; 0 when it is right enough or unknown.
 * @param sentAt what the phone's clock said when the batch left
 */
export const skewOf = (sentAt: string | undefined, receivedAt: Date): number => {
  if (sentAt === undefined) return 0;
  const behind = receivedAt.getTime() - Date.parse(sentAt);
  return Math.abs(behind) > SKEW_TOLERANCE_MILLISECONDS ? behind : 0;
};

/** The instant a fix is filed under, milliseconds: by the server's clock, and never far in the future. */
export const filedAt = (reportedAt: number, skew: number, receivedAt: Date): number =>
  Math.min(reportedAt + skew, receivedAt.getTime() + FUTURE_TOLERANCE_MILLISECONDS);
