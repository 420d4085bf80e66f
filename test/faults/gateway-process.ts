import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { freePort } from './app-process.js';

const ENTRY = resolve(import.meta.dirname, '../../apps/realtime-gateway/dist/main.js');
const START_LIMIT_MILLISECONDS = 60_000;

/** The built gateway in a process of its own, on a database that somebody else set up. */
export class GatewayProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    /** The exit code, or the signal that ended it. */
    readonly ended: Promise<number | string>,
  ) {}

  /** Starts it and waits until it is ready. */
  static async start(databaseUrl: string): Promise<GatewayProcess> {
    const { NODE_OPTIONS: _ignored, ...inherited } = process.env;
    const port = await freePort();
    const child = spawn(process.execPath, [ENTRY], {
      env: {
        ...inherited,
        DATABASE_URL: databaseUrl,
        REDIS_URL: '',
        HOST: '127.0.0.1',
        PORT: String(port),
        LOG_LEVEL: process.env.IZDEU_TEST_LOG ?? 'error',
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
    const gateway = new GatewayProcess(child, port, ended);
    const deadline = Date.now() + START_LIMIT_MILLISECONDS;
    while ((await gateway.readiness()) !== 200) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error('the gateway did not start');
      await new Promise((wait) => setTimeout(wait, 50));
    }
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** HTTP status of `/health/ready`; null when nobody listens. */
  async readiness(): Promise<number | null> {
    return fetch(`${this.url}/health/ready`).then(
      ({ status }) => status,
      () => null,
    );
  }

  /** Resident memory in bytes. */
  residentBytes(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async end(signal: NodeJS.Signals): Promise<number | string> {
    this.child.kill(signal);
    return this.ended;
  }
}
