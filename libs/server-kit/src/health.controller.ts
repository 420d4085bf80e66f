import { z } from 'zod';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PositionFeed, type Database } from '@izdeu/persistence';
import { DomainError } from '@izdeu/domain';
import { defineRoute } from '@izdeu/contracts';
import { Controller, Inject } from '@nestjs/common';
import { Closing } from './closing.js';
import { Endpoint } from './endpoint.js';
import { DATABASE } from './tokens.js';

const status = z.strictObject({ status: z.literal('ok') });
const readiness = z.strictObject({
  status: z.literal('ok'),
  /** Settings of the database server that let a power cut undo what was answered; none when all is well. */
  undurable: z.array(z.string()),
});
export const getLive = defineRoute({
  id: 'getLive',
  method: 'GET',
  path: '/health/live',
  access: 'public',
  summary: 'The process runs',
  status: 200,
  response: status,
});
export const getReady = defineRoute({
  id: 'getReady',
  method: 'GET',
  path: '/health/ready',
  access: 'public',
  summary: 'The process can serve: its database answers, and it is not about to end',
  status: 200,
  response: readiness,
});
export const getMetrics = defineRoute({
  id: 'getMetrics',
  method: 'GET',
  path: '/metrics',
  access: 'public',
  summary: 'Figures of this process in the Prometheus text format; never personal data',
  status: 200,
  response: z.string(),
  responseType: 'text/plain; version=0.0.4; charset=utf-8',
});
export const HEALTH_ROUTES = [getLive, getReady, getMetrics];

const READY_WITHIN_MILLISECONDS = 2_000;

@Controller()
export class HealthController {
  private readonly loopDelay = monitorEventLoopDelay({ resolution: 10 });

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly positions: PositionFeed,
    private readonly closing: Closing,
  ) {
    this.loopDelay.enable();
  }

  @Endpoint(getLive)
  live() {
    return { status: 'ok' };
  }

  /** A real statement against a real table: an empty answer must not pass for health. */
  @Endpoint(getReady)
  async ready() {
    if (this.closing.begun) throw new DomainError('UNAVAILABLE', 'the process is about to end');
    if (this.database.embedded?.isOpen === false)
      throw new DomainError('UNAVAILABLE', 'the database process is being started again');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('late')), READY_WITHIN_MILLISECONDS);
    });
    try {
      const query = this.database.dataSource.query(
        'SELECT count(*)::int AS migrations FROM schema_migration',
      );
      const rows = (await Promise.race([query, late])) as { migrations: number }[];
      if ((rows[0]?.migrations ?? 0) < 1) throw new Error('no schema');
    } catch {
      throw new DomainError('UNAVAILABLE', 'the database does not answer');
    } finally {
      clearTimeout(timer);
    }
    return { status: 'ok', undurable: [...this.database.undurable] };
  }

  @Endpoint(getMetrics)
  metrics(): string {
    const memory = process.memoryUsage();
    const cpu = process.cpuUsage();
    const lines: [string, number][] = [
      ['process_resident_memory_bytes', memory.rss],
      ['process_heap_bytes', memory.heapUsed],
      ['process_cpu_seconds_total', (cpu.user + cpu.system) / 1e6],
      ['process_uptime_seconds', process.uptime()],
      ['event_loop_delay_p99_seconds', this.loopDelay.percentile(99) / 1e9],
      ['database_durable', this.database.undurable.length === 0 ? 1 : 0],
      ['position_lane_connected', this.positions.state === 'live' ? 1 : 0],
    ];
    return lines.map(([name, value]) => `izdeu_${name} ${value}\n`).join('');
  }
}
