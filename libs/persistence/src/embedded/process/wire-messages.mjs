// @ts-check
/**
 * The little of PostgreSQL's wire protocol (version 3) that a gateway in front of one backend must understand:
 * where a message ends, when a client expects an answer, and which bytes name a prepared statement.
 */

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
/** Larger messages would not fit the backend's memory anyway. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

const code = (/** @type {string} */ letter) => letter.charCodeAt(0);

/** Message types sent by clients. */
export const CLIENT = {
  parse: code('P'),
  bind: code('B'),
  describe: code('D'),
  close: code('C'),
  query: code('Q'),
  sync: code('S'),
  flush: code('H'),
  call: code('F'),
  terminate: code('X'),
};

/** After these the client waits; what came before belongs to the same unit of work. */
export const asksForAnswer = (/** @type {number} */ type) => endsUnit(type) || type === CLIENT.flush;

/** After these the backend answers "ready for query". */
export const endsUnit = (/** @type {number} */ type) =>
  type === CLIENT.query || type === CLIENT.sync || type === CLIENT.call;

/** Cuts a byte stream into messages without copying a large one again for every chunk that arrives. */
export class MessageReader {
  /** @type {Buffer[]} */
  #chunks = [];
  #size = 0;
  #needed = 8;
  #started = false;

  /**
   * @param {Buffer} chunk
   * @returns {{ kind: 'startup' | 'refuse-encryption' | 'cancel' | 'message', bytes: Buffer }[]} the messages now complete
   */
  push(chunk) {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#needed) return [];
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    const found = [];
    for (;;) {
      const headerBytes = this.#started ? 5 : 8;
      if (rest.length < headerBytes) {
        this.#needed = headerBytes;
        break;
      }
      const length = this.#started ? 1 + rest.readInt32BE(1) : rest.readInt32BE(0);
      if (length < headerBytes || length > MAX_MESSAGE_BYTES)
        throw new Error(`message of ${length} bytes refused`);
      if (rest.length < length) {
        this.#needed = length;
        break;
      }
      found.push({ kind: this.#kindOf(rest), bytes: rest.subarray(0, length) });
      rest = rest.subarray(length);
    }
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
    return found;
  }

  /**
   * @param {Buffer} bytes
   * @returns {'startup' | 'refuse-encryption' | 'cancel' | 'message'}
   */
  #kindOf(bytes) {
    if (this.#started) return 'message';
    const request = bytes.readInt32BE(4);
    if (request === SSL_REQUEST || request === GSS_REQUEST) return 'refuse-encryption';
    if (request === CANCEL_REQUEST) return 'cancel';
    this.#started = true;
    return 'startup';
  }
}

/** @param {number} type @param {Buffer} body */
export const clientMessage = (type, body) => {
  const bytes = Buffer.allocUnsafe(5 + body.length);
  bytes[0] = type;
  bytes.writeInt32BE(4 + body.length, 1);
  body.copy(bytes, 5);
  return bytes;
};

export const syncMessage = () => clientMessage(CLIENT.sync, Buffer.alloc(0));
export const queryMessage = (/** @type {string} */ sql) =>
  clientMessage(CLIENT.query, Buffer.from(`${sql}\0`));
export const closeStatementMessage = (/** @type {string} */ name) =>
  clientMessage(CLIENT.close, Buffer.from(`S${name}\0`));

/** A startup packet for the backend's one and only session. */
export const startupMessage = () => {
  const body = Buffer.from('user\0postgres\0database\0postgres\0client_encoding\0UTF8\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(196608, 4);
  return Buffer.concat([head, body]);
};

/** @param {string} sqlState @param {string} text @param {'ERROR' | 'FATAL'} severity */
export const errorMessage = (sqlState, text, severity = 'ERROR') =>
  clientMessage(code('E'), Buffer.from(`S${severity}\0V${severity}\0C${sqlState}\0M${text}\0\0`));

/** True when an answer's last six bytes are "ready for query", as they must be after every unit. */
export const endsWithReady = (/** @type {Buffer} */ tail) =>
  tail.length === 6 && tail[0] === code('Z') && tail.readInt32BE(1) === 5;

/**
 * All clients share one backend, and so one space of statement names: this gives a client's statement its own name.
 * @param {Buffer} message
 * @param {(clientName: string) => string} rename
 */
export const withOwnStatementName = (message, rename) => {
  const type = message[0] ?? 0;
  let from = 5;
  if (type === CLIENT.bind) from = message.indexOf(0, 5) + 1;
  else if (type === CLIENT.describe || type === CLIENT.close) {
    if (message[5] !== code('S')) return message;
    from = 6;
  } else if (type !== CLIENT.parse) return message;
  const end = message.indexOf(0, from);
  if (end <= from) return message;
  const name = Buffer.from(rename(message.toString('utf8', from, end)));
  return clientMessage(type, Buffer.concat([message.subarray(5, from), name, message.subarray(end)]));
};
