import type { DataSource, QueryRunner } from 'typeorm';

/** How long what is kept, days. */
export interface RetentionPolicy {
  /** Positions, counted from the last event of a closed incident. */
  readonly positionDays: number;
  /** Events of closed incidents; the last thousand of each stay for good. */
  readonly outboxDays: number;
}

/** Rows that a run took away. */
export interface RetentionReport {
  readonly positions: number;
  readonly events: number;
  readonly commands: number;
  /** The run reached its limit: there is more to do. */
  readonly goesOn: boolean;
}

/** Events that every incident keeps, however old: as many as a client may be behind and still be told one by one. */
export const EVENTS_KEPT = 1_000;
/** A repeated command is recognised so long. */
const COMMAND_DAYS = 90;
/** A statement of this many rows holds nobody up, the embedded database neither. */
const ROWS_PER_STATEMENT = 2_000;
const STATEMENTS_PER_RUN = 50;
const INCIDENTS_PER_RUN = 50;
/** Of all processes one at a time: the migration's lock is 4921001. */
const LOCK = 4_921_002;
const DAY_MILLISECONDS = 86_400_000;

const LAST_EVENT_AT = '(SELECT o.occurred_at FROM outbox o WHERE o.incident_id = i.id AND o.seq = i.seq)';

/** Takes away what is older than the policy keeps, in small steps. It takes no incident's lock: nobody writes there. */
export class Retention {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rowsPerStatement = ROWS_PER_STATEMENT,
    private readonly statementsPerRun = STATEMENTS_PER_RUN,
  ) {}

  /** One bounded run; null when another process is at it. */
  async run(policy: RetentionPolicy, now: Date, isStopped = () => false): Promise<RetentionReport | null> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const locked = (await runner.query('SELECT pg_try_advisory_lock($1) AS ours', [LOCK])) as {
        ours: boolean;
      }[];
      if (locked[0]?.ours !== true) return null;
      try {
        return await this.prune(runner, policy, now, isStopped);
      } finally {
        await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]);
      }
    } finally {
      await runner.release();
    }
  }

  private async prune(
    runner: QueryRunner,
    policy: RetentionPolicy,
    now: Date,
    isStopped: () => boolean,
  ): Promise<RetentionReport> {
    let left = this.statementsPerRun;
    const before = (days: number): Date => new Date(now.getTime() - days * DAY_MILLISECONDS);
    /** Deletes rows of a table until there are none left, or the run is over. */
    const clear = async (table: string, which: string, parameters: unknown[]): Promise<number> => {
      let deleted = 0;
      while (left > 0 && !isStopped()) {
        left -= 1;
        const [, count] = (await runner.query(
          `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
             SELECT ctid FROM ${table} WHERE ${which} LIMIT ${this.rowsPerStatement}))`,
          parameters,
        )) as [unknown, number];
        deleted += count;
        if (count < this.rowsPerStatement) break;
      }
      return deleted;
    };
    let positions = 0;
    for (const { id } of await this.quietIncidents(runner, before(policy.positionDays)))
      for (const table of ['latest_position', 'position'])
        positions += await clear(table, 'incident_id = $1', [id]);
    let events = 0;
    for (const { id, upTo } of await this.longHistories(runner, before(policy.outboxDays)))
      // By number, so that what is left has no gap.
      events += await clear('outbox', 'incident_id = $1 AND seq <= $2 ORDER BY seq', [id, upTo]);
    const commands = await clear('command', 'created_at < $1 ORDER BY created_at', [before(COMMAND_DAYS)]);
    return { positions, events, commands, goesOn: left === 0 };
  }

  private quietIncidents(runner: QueryRunner, before: Date): Promise<{ id: string }[]> {
    return runner.query(
      `SELECT i.id FROM incident i
       WHERE i.state = 'closed' AND ${LAST_EVENT_AT} < $1
         AND (EXISTS (SELECT 1 FROM position p WHERE p.incident_id = i.id)
           OR EXISTS (SELECT 1 FROM latest_position l WHERE l.incident_id = i.id))
       ORDER BY i.id LIMIT ${INCIDENTS_PER_RUN}`,
      [before],
    );
  }

  private longHistories(runner: QueryRunner, before: Date): Promise<{ id: string; upTo: number }[]> {
    return runner.query(
      `SELECT i.id, LEAST(i.seq - ${EVENTS_KEPT}, (SELECT max(o.seq) FROM outbox o
           WHERE o.incident_id = i.id AND o.occurred_at < $1)) AS "upTo"
       FROM incident i JOIN LATERAL (
         SELECT o.seq, o.occurred_at FROM outbox o WHERE o.incident_id = i.id ORDER BY o.seq LIMIT 1) AS first
         ON first.occurred_at < $1 AND first.seq <= i.seq - ${EVENTS_KEPT}
       WHERE i.state = 'closed' ORDER BY i.id LIMIT ${INCIDENTS_PER_RUN}`,
      [before],
    );
  }
}
