import type { Server, ServerOptions } from 'socket.io';
import { queuedBytes, queuedMessages, type GatewayServer, type GatewaySocket } from './gateway-socket.js';

/** A client with this much before it gets no position frames until it has caught up. */
const BEHIND_MESSAGES = 20;
const BEHIND_BYTES = 64_000;

/** Whether more is queued for a connection than passes through in one turn. */
export const isBehind = (socket: GatewaySocket): boolean => {
  return queuedMessages(socket) > BEHIND_MESSAGES || queuedBytes(socket) > BEHIND_BYTES;
};

const isExcepted = ({ rooms }: GatewaySocket, except: ReadonlySet<string> | undefined): boolean =>
  except !== undefined && [...except].some((room) => rooms.has(room));

type InMemoryAdapter = Extract<ServerOptions['adapter'], new (...nothing: never[]) => unknown>;

/** What socket.io's adapter keeps to itself: it makes one WebSocket frame for all who get a message. */
interface FrameEncoder {
  _encode: (packet: object, options: { wsPreEncodedFrame?: Buffer[] }) => unknown;
}

/** Header and text in one piece: each client costs a plain write then, and not a gathering one of two pieces. */
const writeWholeFrames = (adapter: FrameEncoder): void => {
  const encode = adapter._encode.bind(adapter);
  adapter._encode = (packet, options) => {
    const encoded = encode(packet, options);
    if (options.wsPreEncodedFrame !== undefined)
      options.wsPreEncodedFrame = [Buffer.concat(options.wsPreEncodedFrame)];
    return encoded;
  };
};

/**
 * What `volatile` means here. socket.io drops a volatile message for whoever was sent anything else in the same turn,
 * and sends it to whoever has a full queue behind a transport that happens to be ready. A frame has to be left out for
 * those who are behind, and for nobody else; they get the latest positions once they have caught up.
 */
export const frameSkipping = (server: Server): InMemoryAdapter => {
  const InMemory = server.adapter() as InMemoryAdapter;
  return class FrameSkippingAdapter extends InMemory {
    constructor(...namespace: ConstructorParameters<InMemoryAdapter>) {
      super(...namespace);
      writeWholeFrames(this as unknown as FrameEncoder);
    }

    override broadcast(...[packet, options]: Parameters<InstanceType<InMemoryAdapter>['broadcast']>): void {
      if (options.flags?.volatile !== true) {
        super.broadcast(packet, options);
        return;
      }
      const except = new Set(options.except);
      const { sockets: connected } = this.nsp as GatewayServer['sockets'];
      for (const room of options.rooms)
        for (const id of this.rooms.get(room) ?? []) {
          const socket = connected.get(id);
          if (socket === undefined || !isBehind(socket) || isExcepted(socket, options.except)) continue;
          socket.data.skippedFrames = true;
          except.add(id);
        }
      super.broadcast(packet, { ...options, except, flags: { ...options.flags, volatile: false } });
    }
  };
};
