// @ts-check
import {
  CLIENT,
  MessageReader,
  asksForAnswer,
  clientMessage,
  closeStatementMessage,
  errorMessage,
  queryMessage,
  syncMessage,
  withOwnStatementName,
} from './wire-messages.mjs';

/** The backend would wait for data that cannot reach it in the middle of a statement, and die. */
const COPY_FROM_CLIENT = /\bcopy\b[^;]*\bfrom\s+stdin\b/iu;

/** A statement that begins so is answered before it is on the disk: a power cut may undo its last half second. */
const MAY_LAG = Buffer.from('\0/* may lag */');

let lastId = 0;

/** One connected client: its incoming messages, its own names of prepared statements, its outgoing answers. */
export class ClientSession {
  #socket;
  #owner;
  #reader = new MessageReader();
  /** @type {Buffer[]} */
  #incoming = [];
  /** Number of leading messages of `#incoming` that are ready to run. */
  #ready = 0;
  #ended = false;
  #holds = 0;
  #id = ++lastId;
  /** @type {Map<string, string>} */
  #statements = new Map();

  /**
   * @param {import('node:net').Socket} socket
   * @param {Buffer} greeting the backend's answer to a startup packet
   * @param {{ sessionHasWork(session: ClientSession): void, sessionEnded(session: ClientSession): void }} owner
   */
  constructor(socket, greeting, owner) {
    this.#socket = socket;
    this.#owner = owner;
    socket.on('data', (chunk) => this.#receive(chunk, greeting));
    socket.on('error', () => this.#finish());
    socket.on('close', () => this.#finish());
  }

  get hasWork() {
    return this.#ready > 0;
  }

  /** Takes the messages up to the first one after which the client expects an answer. */
  takeWork() {
    const last = this.#incoming.findIndex((message) => asksForAnswer(message[0] ?? 0));
    if (last < 0) return undefined;
    const messages = this.#incoming.splice(0, last + 1);
    this.#ready -= messages.length;
    const renamed = messages.map((message) => withOwnStatementName(message, (name) => this.#ownName(name)));
    const [first] = messages;
    const mayLag =
      first?.[0] === CLIENT.parse &&
      first.indexOf(MAY_LAG, 5) === first.indexOf(0, 5) &&
      messages.every(({ 0: type }, index) => index === 0 || type !== CLIENT.parse);
    return { bytes: Buffer.concat(renamed), lastType: messages[last]?.[0] ?? 0, mayLag };
  }

  /** What the backend must be told to forget after this client has gone. */
  closingMessages() {
    const names = [...this.#statements.values()];
    this.#statements.clear();
    return names.length === 0 ? [] : [...names.map(closeStatementMessage), syncMessage()];
  }

  /** What is answered from here on leaves with `letGo`. */
  hold() {
    this.#holds += 1;
    this.#socket.cork();
  }

  letGo() {
    this.#holds -= 1;
    this.#socket.uncork();
  }

  /** @param {Buffer} bytes */
  answer(bytes) {
    if (!this.#ended && this.#socket.writable) this.#socket.write(bytes);
  }

  /** @param {Buffer} farewell */
  end(farewell) {
    if (this.#ended) return;
    // An answer that was held back must not leave with the farewell: a broken connection promises nothing.
    if (this.#holds > 0) this.#socket.destroy();
    else if (this.#socket.writable) this.#socket.end(farewell, () => this.#socket.destroy());
    this.#finish();
  }

  /** @param {Buffer} chunk @param {Buffer} greeting */
  #receive(chunk, greeting) {
    if (this.#ended) return;
    try {
      for (const { kind, bytes } of this.#reader.push(chunk)) {
        if (kind === 'refuse-encryption') this.answer(Buffer.from('N'));
        else if (kind === 'startup') this.answer(greeting);
        else if (kind === 'cancel' || bytes[0] === CLIENT.terminate) return this.#hangUp();
        else this.#accept(bytes);
      }
    } catch (error) {
      return this.end(
        errorMessage('08P01', error instanceof Error ? error.message : 'protocol violation', 'FATAL'),
      );
    }
    if (this.hasWork) this.#owner.sessionHasWork(this);
  }

  /** @param {Buffer} bytes */
  #accept(bytes) {
    const type = bytes[0] ?? 0;
    if (
      (type === CLIENT.query || type === CLIENT.parse) &&
      COPY_FROM_CLIENT.test(bytes.toString('utf8', 5, 2048))
    ) {
      // Replaced by a statement that fails in the backend, so that an open transaction is aborted as it should be.
      const refusal = `DO $$ BEGIN RAISE EXCEPTION 'COPY FROM STDIN is not available in embedded mode' USING ERRCODE = '0A000'; END $$`;
      const body = type === CLIENT.query ? undefined : Buffer.from(`\0${refusal}\0\0\0`);
      bytes = body ? clientMessage(type, body) : queryMessage(refusal);
    }
    this.#incoming.push(bytes);
    if (asksForAnswer(type)) this.#ready = this.#incoming.length;
  }

  #hangUp() {
    this.#socket.end();
    this.#finish();
  }

  #finish() {
    if (this.#ended) return;
    this.#ended = true;
    this.#incoming = [];
    this.#ready = 0;
    this.#owner.sessionEnded(this);
    if (!this.#socket.writableEnded) this.#socket.destroy();
  }

  /** @param {string} clientName */
  #ownName(clientName) {
    const known = this.#statements.get(clientName);
    if (known) return known;
    const name = `client_${this.#id}_${this.#statements.size + 1}`;
    this.#statements.set(clientName, name);
    return name;
  }
}
