/** One reading of both clocks of the device, milliseconds: the wall's, and the one that only runs. */
export interface ClockReading {
  readonly wall: number;
  readonly running: number;
}

export const readClocks = (): ClockReading => ({ wall: Date.now(), running: performance.now() });

const LOOK_EVERY_MILLISECONDS = 3_000;
/** Timers of a busy page come late; by less than this the clocks drift apart without meaning anything. */
const TOLERANCE_MILLISECONDS = 2_000;

/** True when the wall's clock was set, or ran on while the device slept: the running clock stands still then. */
export const clockJumped = (before: ClockReading, now: ClockReading): boolean =>
  Math.abs(now.wall - before.wall - (now.running - before.running)) > TOLERANCE_MILLISECONDS;

/** Calls after sleep and after a corrected clock: a lid that closes over a visible page tells it by nothing else. */
export function watchClock(jumped: () => void): void {
  let before = readClocks();
  setInterval(() => {
    const now = readClocks();
    if (clockJumped(before, now)) jumped();
    before = now;
  }, LOOK_EVERY_MILLISECONDS);
}
