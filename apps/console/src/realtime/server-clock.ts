/** How far the server's clock is ahead of this device's, milliseconds. A phone that is wrong by an hour still tells true ages. */
let offsetMilliseconds = 0;

/** Reads the server's time from an ordinary answer; a failure keeps what was known. */
export async function measureServerClock(): Promise<void> {
  try {
    const askedAt = Date.now();
    const response = await fetch('/health/live', { cache: 'no-store' });
    const told = Date.parse(response.headers.get('date') ?? '');
    const now = Date.now();
    // The header counts whole seconds: within them the device's own clock is as good.
    const offset = told + 500 - (askedAt + now) / 2;
    if (Number.isFinite(offset)) offsetMilliseconds = Math.abs(offset) < 2_000 ? 0 : offset;
  } catch {
    // Not reachable: the former measure stands.
  }
}

/** Now by the server's clock, epoch milliseconds. */
export const serverNow = (): number => Date.now() + offsetMilliseconds;

/** A server's instant on this device's clock, epoch milliseconds. */
export const onDeviceClock = (instant: string): number => Date.parse(instant) - offsetMilliseconds;
