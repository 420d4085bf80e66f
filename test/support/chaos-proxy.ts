import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SeededRandom } from './random.js';

/** One connection of a client with its own to the server. */
interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

const port = (url: string): number => Number(new URL(url).port);

/**
 * A bad line between clients and servers, in this process. Every fault can be switched on and off while traffic
 * runs; which pieces stall follows from the seed.
 */
export class ChaosProxy {
  private readonly pairs = new Set<Pair>();
  private readonly abandoned = new WeakSet<Pair>();
  private readonly random: SeededRandom;
  private turn = 0;
  private refusing = false;
  private dark = false;
  private delayMilliseconds = 0;
  private bytesPerSecond = Infinity;
  private stallShare = 0;
  private stallMilliseconds = 0;
  private answersToLose = 0;
  /** Connections ended by `cut` or by a lost answer. */
  cuts = 0;

  private constructor(
    private readonly listener: Server,
    /** Addresses of the servers; a new connection goes to the next one that answers. */
    public targets: readonly string[],
    seed: number,
  ) {
    this.random = new SeededRandom(seed);
    listener.on('connection', (client) => void this.accept(client));
  }

  static async start(targets: readonly string[], seed: number): Promise<ChaosProxy> {
    const listener = createServer({ pauseOnConnect: true });
    const proxy = new ChaosProxy(listener, targets, seed);
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  get connections(): number {
    return this.pairs.size;
  }

  /** Ends every connection by RST, as a router that lost its table does. */
  cut(): void {
    for (const pair of [...this.pairs]) this.reset(pair);
  }

  /** While on, new connections are refused: with `cut`, there is no line at all. */
  refuse(on: boolean): void {
    this.refusing = on;
  }

  /** While on, nothing passes in either direction and nobody is told: a half-open link. */
  blackhole(on: boolean): void {
    this.dark = on;
    for (const pair of this.pairs)
      for (const socket of [pair.client, pair.server]) {
        if (on) socket.pause();
        else if (!this.abandoned.has(pair)) socket.resume();
      }
  }

  /** Darkens the connections there are, for good; new ones pass. Each end believes it is connected. */
  abandon(): void {
    for (const pair of this.pairs) {
      this.abandoned.add(pair);
      for (const socket of [pair.client, pair.server]) socket.pause();
    }
  }

  delay(milliseconds: number): void {
    this.delayMilliseconds = milliseconds;
  }

  throttle(bytesPerSecond: number): void {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** This share of all pieces is held up, and whatever follows on the same connection with it. */
  stall(share: number, milliseconds: number): void {
    this.stallShare = share;
    this.stallMilliseconds = milliseconds;
  }

  /** The next so many pieces from the server vanish and their connections with them: committed, never answered. */
  loseAnswers(count: number): void {
    this.answersToLose = count;
  }

  /** Cuts everything every so often until `until` says stop. */
  async flap(everyMilliseconds: number, until: () => boolean): Promise<void> {
    while (!until()) {
      await new Promise((wait) => setTimeout(wait, everyMilliseconds));
      this.cut();
    }
  }

  /** Good weather again; lost connections stay lost. */
  heal(): void {
    this.refuse(false);
    this.blackhole(false);
    this.delay(0);
    this.throttle(Infinity);
    this.stall(0, 0);
    this.loseAnswers(0);
  }

  async close(): Promise<void> {
    this.listener.close();
    this.cut();
    await once(this.listener, 'close');
  }

  private async accept(client: Socket): Promise<void> {
    client.on('error', () => undefined);
    if (this.refusing) return void client.resetAndDestroy();
    const server = await this.connectToOne();
    if (server === null || client.destroyed) return void client.resetAndDestroy();
    const pair = { client, server };
    this.pairs.add(pair);
    for (const socket of [client, server]) socket.setNoDelay(true);
    this.carry(pair, client, server);
    this.carry(pair, server, client);
    if (!this.dark) client.resume();
    else server.pause();
  }

  /** Servers are asked in turn; one that does not answer is passed over, as a balancer does. */
  private async connectToOne(): Promise<Socket | null> {
    for (let attempt = 0; attempt < this.targets.length; attempt += 1) {
      const target = this.targets[this.turn++ % this.targets.length] ?? '';
      const socket = connect(port(target), '127.0.0.1');
      try {
        await once(socket, 'connect');
        socket.on('error', () => undefined);
        return socket;
      } catch {
        socket.destroy();
      }
    }
    return null;
  }

  /** Pieces of one direction stay in order; a reader that does not read holds up its sender, as on a real line. */
  private carry(pair: Pair, from: Socket, to: Socket): void {
    let line = Promise.resolve();
    let inLine = 0;
    from.on('data', (piece: Buffer) => {
      if (from === pair.server && this.answersToLose > 0) {
        this.answersToLose -= 1;
        this.reset(pair);
        return;
      }
      const wait = this.waitFor(piece.length);
      inLine += 1;
      from.pause();
      line = line
        .then(() => this.deliver(to, piece, wait))
        .then(() => {
          inLine -= 1;
          if (inLine === 0 && !this.dark && !this.abandoned.has(pair)) from.resume();
        });
    });
    from.on('end', () => void line.then(() => to.end()));
    from.on('close', () => {
      this.pairs.delete(pair);
      void line.then(() => to.destroy());
    });
  }

  private async deliver(to: Socket, piece: Buffer, waitMilliseconds: number): Promise<void> {
    if (waitMilliseconds > 0) await new Promise((wait) => setTimeout(wait, waitMilliseconds));
    if (to.destroyed || to.write(piece)) return;
    await Promise.race([once(to, 'drain'), once(to, 'close')]).catch(() => undefined);
  }

  private waitFor(bytes: number): number {
    const stalls = this.stallShare > 0 && this.random.next() < this.stallShare;
    const sending = Number.isFinite(this.bytesPerSecond) ? (bytes / this.bytesPerSecond) * 1000 : 0;
    return this.delayMilliseconds + sending + (stalls ? this.stallMilliseconds : 0);
  }

  private reset(pair: Pair): void {
    this.cuts += 1;
    this.pairs.delete(pair);
    pair.client.resetAndDestroy();
    pair.server.resetAndDestroy();
  }
}
