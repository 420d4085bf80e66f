const WINDOW_MILLISECONDS = 1000;

/** Commands a connection may send in a second: a phone that empties its outbox needs about ten. */
export const COMMANDS_PER_SECOND = 50;

/** Counts the commands of one connection in windows of a second. */
export class CommandRate {
  private windowStart = 0;
  private used = 0;

  /** Whether one more command is within the limit. */
  take(now: number): boolean {
    if (now - this.windowStart >= WINDOW_MILLISECONDS) {
      this.windowStart = now;
      this.used = 0;
    }
    this.used += 1;
    return this.used <= COMMANDS_PER_SECOND;
  }
}
