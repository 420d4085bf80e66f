import pg from 'pg';

/** Longer than any statement may run, so that whoever is silent for so long is not working. */
const SILENCE_MILLISECONDS = 12_000;

/** Of a client, what its types keep to themselves. */
interface Line {
  readonly connection: {
    readonly stream: {
      setTimeout(milliseconds: number, listener?: () => void): unknown;
      destroy(error: Error): unknown;
    };
  };
  /** False from the sending of a statement until its end. */
  readonly readyForQuery: boolean;
}

/**
 * A client of PostgreSQL that gives up a line which swallows everything: no limit of the server ends a statement whose
 * server is out of reach, and TCP alone waits for a quarter of an hour.
 */
export class GuardedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const { connection } = this as unknown as Line;
    connection.stream.setTimeout(SILENCE_MILLISECONDS, () => this.fallenSilent());
  }

  /** For work that may be silent for long, such as a migration. */
  beSilentForLong(on: boolean): void {
    const { connection } = this as unknown as Line;
    connection.stream.setTimeout(on ? 0 : SILENCE_MILLISECONDS);
  }

  private fallenSilent(): void {
    const { connection, readyForQuery } = this as unknown as Line;
    // An idle connection is silent by nature.
    if (readyForQuery) return;
    const error = new Error(`the database server was silent for ${SILENCE_MILLISECONDS / 1_000} s`);
    connection.stream.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
  }
}
