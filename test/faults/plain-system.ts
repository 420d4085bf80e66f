import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { eventually } from '@izdeu/testing';
import { io, type Socket } from 'socket.io-client';
import { ChaosProxy } from '../support/chaos-proxy.js';
import { freePort, pause } from './app-process.js';

const ENTRY = resolve(import.meta.dirname, 'plain-server.mjs');

/**
 * The naive stack beside ours, under the same faults at the same moments: a bare socket.io server in a process of
 * its own, the same number of clients behind a proxy of its own. Each event is handed in until the server took it;
 * what a client then missed or got twice is the stack's own loss.
 */
export class PlainSystem {
  private readonly clients: Socket[] = [];
  private readonly received: Map<number, number>[] = [];
  private readonly handedIn: Promise<void>[] = [];
  private sent = 0;
  private closed = false;

  private constructor(
    private readonly port: number,
    private server: ChildProcess,
    readonly line: ChaosProxy,
    private readonly recovery: boolean,
  ) {}

  static async start(clients: number, seed: number, recovery = false): Promise<PlainSystem> {
    const port = await freePort();
    const server = await spawnServer(port, recovery);
    const line = await ChaosProxy.start([`http://127.0.0.1:${port}`], seed);
    const plain = new PlainSystem(port, server, line, recovery);
    for (let index = 0; index < clients; index += 1) plain.connect();
    await eventually(() => plain.clients.every(({ connected }) => connected), 'plain clients', 20_000);
    return plain;
  }

  /** One more event; the sender insists until the server has taken it. */
  emit(): void {
    this.sent += 1;
    this.handedIn.push(this.handIn(this.sent));
  }

  async killServer(): Promise<void> {
    const ended = once(this.server, 'exit');
    this.server.kill('SIGKILL');
    await ended;
  }

  async restartServer(): Promise<void> {
    this.server = await spawnServer(this.port, this.recovery);
  }

  /** Shares of all deliveries that never came, and that came more than once, in percent. */
  async result(): Promise<{ missedPercent: number; doubledPercent: number }> {
    await Promise.all(this.handedIn);
    await pause(1_000);
    const wanted = this.sent * this.clients.length;
    let missed = 0;
    let doubled = 0;
    for (const counts of this.received)
      for (let number = 1; number <= this.sent; number += 1) {
        const times = counts.get(number) ?? 0;
        if (times === 0) missed += 1;
        else doubled += times - 1;
      }
    const share = (count: number) => (wanted === 0 ? 0 : (100 * count) / wanted);
    return { missedPercent: share(missed), doubledPercent: share(doubled) };
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const client of this.clients) client.close();
    if (this.server.exitCode === null && this.server.signalCode === null) await this.killServer();
    await this.line.close();
  }

  private connect(): void {
    const counts = new Map<number, number>();
    const client = io(this.line.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1_000,
    });
    client.on('event', (number: number) => counts.set(number, (counts.get(number) ?? 0) + 1));
    this.clients.push(client);
    this.received.push(counts);
  }

  private async handIn(number: number): Promise<void> {
    while (!this.closed) {
      const taken = await fetch(`http://127.0.0.1:${this.port}/${number}`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (taken) return;
      await pause(50);
    }
  }
}

const spawnServer = async (port: number, recovery: boolean): Promise<ChildProcess> => {
  const { NODE_OPTIONS: _ignored, ...env } = process.env;
  const child = fork(ENTRY, [String(port), ...(recovery ? ['recovery'] : [])], { execArgv: [], env });
  await once(child, 'message');
  return child;
};
