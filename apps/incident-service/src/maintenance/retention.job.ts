import { Retention, type Database } from '@izdeu/persistence';
import { DATABASE, LOG, SETTINGS, type Platform, type Settings } from '@izdeu/server-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/** A start has more urgent things to do. */
const FIRST_MILLISECONDS = 60_000;
const EVERY_MILLISECONDS = 3_600_000;

/** Takes old positions, events and remembered commands away, an hour apart; in one process at a time. */
@Injectable()
export class RetentionJob implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private readonly retention: Retention;

  constructor(
    @Inject(DATABASE) database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Platform['log'],
  ) {
    this.retention = new Retention(database.dataSource);
  }

  onApplicationBootstrap(): void {
    this.plan(FIRST_MILLISECONDS);
  }

  /** Waits for the statement that runs, not for the run. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private plan(wait: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.run();
    }, wait).unref();
  }

  private async run(): Promise<void> {
    const { positionRetentionDays: positionDays, outboxRetentionDays: outboxDays } = this.settings;
    let goesOn = false;
    try {
      const report = await this.retention.run({ positionDays, outboxDays }, new Date(), () => this.stopped);
      if (report !== null && report.positions + report.events + report.commands > 0)
        this.log.info(report, 'old rows were taken away');
      goesOn = report?.goesOn ?? false;
    } catch (error) {
      this.log.warn({ err: error }, 'taking old rows away failed; the next run tries again');
    }
    this.plan(goesOn ? FIRST_MILLISECONDS : EVERY_MILLISECONDS);
  }
}
