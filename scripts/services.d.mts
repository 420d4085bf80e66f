/** A private PostgreSQL with PostGIS. */
export interface PrivatePostgres {
  readonly url: string;
  pid(): number;
  /** Ends it at once, without a checkpoint: the next start recovers. */
  crash(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  /** Ends it for good and removes its data. */
  stop(): Promise<void>;
}

/** @param special settings of this cluster alone, by their names in postgresql.conf */
export function startPostgres(special?: Record<string, string | number>): Promise<PrivatePostgres>;
