import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Ack, BacklogEntry, JoinAnswer } from '@izdeu/contracts';
import { eventually } from '@izdeu/testing';

const LONGEST_SHORT_FRAME = 125;
const TWO_BYTE_LENGTH = 126;

/** A phone that speaks WebSocket and socket.io over a bare TCP socket, so that it can stop reading. */
export class StalledPhone {
  readonly entries: BacklogEntry[] = [];
  frames = 0;
  answer: JoinAnswer | null = null;
  closed = false;
  private greeted = false;
  private admitted = false;
  private bytes = Buffer.alloc(0);

  private constructor(private readonly socket: Socket) {
    socket.on('data', (piece) => {
      this.bytes = Buffer.concat([this.bytes, piece]);
      this.takeFrames();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => (this.closed = true));
  }

  /** Connects, joins, and reads nothing more from then on. */
  static async joinAndStop(
    { port, token }: { port: number; token: string },
    incidentId: string,
  ): Promise<StalledPhone> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const phone = new StalledPhone(socket);
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
    await eventually(() => phone.greeted, 'the greeting', 20_000);
    phone.send(`40${JSON.stringify({ token })}`);
    await eventually(() => phone.admitted, 'the admission', 20_000);
    phone.send(`420${JSON.stringify(['incident:join', { incidentId, afterSeq: 0 }])}`);
    await eventually(() => phone.answer !== null, 'the join', 20_000);
    socket.pause();
    return phone;
  }

  /**
   * Reads what is left on the line. The server has ended it, unless the buffers of the system took in all there was:
   * then everything up to `head` arrives.
   */
  async readOn(head: number): Promise<'cut' | 'caught-up'> {
    this.socket.resume();
    const hasAll = (): boolean => this.entries.at(-1)?.seq === head;
    await eventually(() => this.closed || hasAll(), 'the end of the line', 30_000);
    return hasAll() ? 'caught-up' : 'cut';
  }

  destroy(): void {
    this.socket.destroy();
  }

  private send(text: string): void {
    const payload = Buffer.from(text);
    const mask = Buffer.alloc(4);
    const header =
      payload.length <= LONGEST_SHORT_FRAME
        ? Buffer.from([0x81, 0x80 | payload.length])
        : Buffer.from([0x81, 0x80 | TWO_BYTE_LENGTH, payload.length >> 8, payload.length & 0xff]);
    this.socket.write(Buffer.concat([header, mask, payload]));
  }

  private takeFrames(): void {
    if (!this.greeted) {
      const end = this.bytes.indexOf('\r\n\r\n');
      if (end === -1) return;
      this.bytes = this.bytes.subarray(end + 4);
      this.greeted = true;
    }
    for (;;) {
      const short = (this.bytes[1] ?? 0) & 0x7f;
      const header = short < TWO_BYTE_LENGTH ? 2 : short === TWO_BYTE_LENGTH ? 4 : 10;
      if (this.bytes.length < header) return;
      const length =
        header === 2
          ? short
          : header === 4
            ? this.bytes.readUInt16BE(2)
            : Number(this.bytes.readBigUInt64BE(2));
      if (this.bytes.length < header + length) return;
      this.take(this.bytes.subarray(header, header + length).toString());
      this.bytes = this.bytes.subarray(header + length);
    }
  }

  private take(text: string): void {
    if (text.startsWith('40')) this.admitted = true;
    if (text.startsWith('430')) {
      const [ack] = JSON.parse(text.slice(3)) as [Ack<JoinAnswer>];
      if (ack.ok) this.answer = ack.data;
    }
    if (!text.startsWith('42')) return;
    const [name, body] = JSON.parse(text.slice(2)) as [string, BacklogEntry];
    if (name === 'positions:frame') this.frames += 1;
    else if (name.startsWith('incident:')) this.entries.push(body);
  }
}
