import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP proxy without stickiness: each connection goes to the next port, or the one after if that refuses. */
export class RoundRobinProxy {
  private turn = 0;
  private readonly pairs = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly ports: readonly number[],
  ) {}

  static async start(ports: readonly number[]): Promise<RoundRobinProxy> {
    const server = createServer();
    const proxy = new RoundRobinProxy(server, ports);
    server.on('connection', (client) => proxy.forward(client, ports.length));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    for (const socket of this.pairs) socket.destroy();
  }

  private forward(client: Socket, attempts: number): void {
    const port = this.ports[this.turn++ % this.ports.length] ?? 0;
    const upstream = connect(port, '127.0.0.1');
    let linked = false;
    upstream.once('connect', () => {
      linked = true;
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) this.pairs.add(socket.on('error', () => undefined));
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => {
      if (linked || attempts <= 1) client.destroy();
      else if (!client.destroyed) this.forward(client, attempts - 1);
    });
  }
}
