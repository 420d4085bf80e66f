import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** The load generator of the benches: phones that count what they get, in a process of their own. */
const ENTRY = resolve(import.meta.dirname, '../bench/support/crowd.mjs');

/** What came of a return of everybody. */
export interface Return {
  /** From the first attempt to the end of catching up, for each phone, milliseconds. */
  readonly times: readonly number[];
  readonly missed: number;
  readonly twice: number;
  /** The numbers that phones stand at. */
  readonly seqs: readonly number[];
  readonly snapshots: number;
  readonly connected: number;
}

/** Hundreds of phones that leave and come back in one moment. */
export class Crowd {
  private questions = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly ended: Promise<never>,
  ) {}

  static async start(url: string, phones: number, token: string, incidentId: string): Promise<Crowd> {
    const { NODE_OPTIONS: _ignored, ...env } = process.env;
    const child = fork(ENTRY, [url, String(phones), token, incidentId], { execArgv: [], env });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the crowd ended with ${String(code)}`);
    });
    ended.catch(() => undefined);
    const crowd = new Crowd(child, ended);
    await Promise.race([once(child, 'message'), ended]);
    return crowd;
  }

  async leave(): Promise<void> {
    await this.ask('leave');
  }

  back(): Promise<Return> {
    return this.ask('back') as Promise<Return>;
  }

  close(): void {
    if (this.child.connected) this.child.disconnect();
  }

  private async ask(what: string): Promise<unknown> {
    const question = (this.questions += 1);
    const answer = new Promise((done) => {
      const listen = (message: { question?: number; answer?: unknown }): void => {
        if (message.question !== question) return;
        this.child.off('message', listen);
        done(message.answer);
      };
      this.child.on('message', listen);
    });
    this.child.send({ what, question });
    return Promise.race([answer, this.ended]);
  }
}
