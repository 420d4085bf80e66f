import type { Logger } from 'pino';

const DRAIN_MILLISECONDS = 15_000;

/** On SIGTERM or SIGINT closes once and exits 0; whoever hangs in the way is left behind after 15 s. */
export const runUntilSignal = (log: Logger, close: () => Promise<void>): void => {
  let closing = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (closing) return;
    closing = true;
    log.info({ signal }, 'closing');
    setTimeout(() => process.exit(1), DRAIN_MILLISECONDS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'closing failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};
