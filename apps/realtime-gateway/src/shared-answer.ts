import type { GatewayServer } from './gateway-socket.js';

/** socket.io's packet type of an acknowledgement. */
const ACKNOWLEDGEMENT = 3;

const sharedJson = new WeakMap<object, string>();

/** Says how the data of an answer reads as JSON, so that a thousand clients that get the same cost one serialisation. */
export const shareJson = <T extends object>(data: T, json: string): T => {
  sharedJson.set(data, json);
  return data;
};

/** Length of the shared text of an answer; 0 without one. */
export const sharedLength = (data: object): number => sharedJson.get(data)?.length ?? 0;

interface Packet {
  readonly type: number;
  readonly nsp: string;
  readonly data?: unknown;
  readonly id?: number | undefined;
}

/** The packet as text when it acknowledges with shared data, else null. */
const sharedPacket = ({ type, nsp, data, id }: Packet): string | null => {
  if (type !== ACKNOWLEDGEMENT || nsp !== '/' || id === undefined || !Array.isArray(data)) return null;
  const [answer] = data as unknown[];
  if (typeof answer !== 'object' || answer === null || !('data' in answer)) return null;
  const json =
    typeof answer.data === 'object' && answer.data !== null ? sharedJson.get(answer.data) : undefined;
  return json === undefined ? null : `${type}${id}[{"ok":true,"data":${json}}]`;
};

/** Lets the server's encoder put shared texts in; every other packet is encoded as ever. */
export const encodeSharedAnswers = ({ encoder }: Pick<GatewayServer, 'encoder'>): void => {
  const encode = encoder.encode.bind(encoder);
  encoder.encode = (packet) => {
    const text = sharedPacket(packet);
    return text === null ? (encode(packet) as unknown[]) : [text];
  };
};
