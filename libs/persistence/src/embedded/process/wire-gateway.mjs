// @ts-check
import { createServer } from 'node:net';
import { ClientSession } from './client-session.mjs';
import {
  endsUnit,
  endsWithReady,
  errorMessage,
  queryMessage,
  startupMessage,
  syncMessage,
} from './wire-messages.mjs';

/** A client that keeps a transaction open and says nothing blocks everyone: it is rolled back after this long. */
const IDLE_IN_TRANSACTION_MS = 5_000;
/** What may lag behind the disk lags no longer than this and one sync. */
const LAG_MS = 500;
/** Log that is repeated after a crash, at most about this much: under a second on a slow machine. */
const CHECKPOINT_BYTES = 64 * 1024 * 1024;

/**
 * Serves PGlite's single backend to several clients. A client has the backend for itself from the first message of
 * a unit (everything up to Sync, or one simple query) until "ready for query" outside a transaction. A unit is only
 * started once all of it has arrived, so that a large parameter on its way holds nobody up and nothing interleaves.
 * (The stock socket server hands over single messages: unnamed statements of two clients mix as soon as one spans two reads.)
 */
export class WireGateway {
  #db;
  #files;
  #onBroken;
  #idleLimitMs;
  /** @type {import('node:net').Server | undefined} */
  #server;
  /** @type {Set<ClientSession>} */
  #sessions = new Set();
  /** @type {ClientSession[]} clients with work, in order of arrival */
  #waiting = [];
  /** @type {ClientSession | undefined} the client inside a unit or a transaction */
  #holder;
  /** @type {(() => Promise<void>)[]} */
  #jobs = [];
  #pumping = false;
  /** @type {NodeJS.Timeout | undefined} */
  #idleTimer;
  /** @type {Buffer} */
  #greeting = Buffer.alloc(0);
  /** @type {{ mark: number, session: ClientSession }[]} answers that wait for the disk, in order */
  #held = [];
  /** How many writes of the log an answer has to wait for: the last commit that may not be lost. */
  #mark = 0;
  #isCheckpointing = false;
  #isBroken = false;
  /** @type {NodeJS.Timeout | undefined} */
  #lagTimer;

  /**
   * @param {import('@electric-sql/pglite').PGlite} db
   * @param {import('./durable-files.mjs').DurableFiles | undefined} files undefined when there is no disk to wait for
   * @param {(reason: string) => void} onBroken called once the backend no longer answers as it must; the process is to end
   */
  constructor(db, files, onBroken, idleLimitMs = IDLE_IN_TRANSACTION_MS) {
    this.#db = db;
    this.#files = files;
    this.#onBroken = (/** @type {string} */ reason) => {
      // Whatever it says from here on is no answer.
      this.#isBroken = true;
      onBroken(reason);
    };
    this.#idleLimitMs = idleLimitMs;
    files?.onDurable(() => this.#letGo());
  }

  /** @param {string} socketPath */
  async listen(socketPath) {
    this.#greeting = Buffer.from(await this.#db.execProtocolRaw(startupMessage(), { syncToFs: false }));
    const server = createServer((socket) => {
      this.#sessions.add(new ClientSession(socket, this.#greeting, this));
    });
    this.#server = server;
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(socketPath, () => resolve(undefined));
    });
  }

  /** @param {ClientSession} session */
  sessionHasWork(session) {
    if (session !== this.#holder && !this.#waiting.includes(session)) this.#waiting.push(session);
    this.#pump();
  }

  /** @param {ClientSession} session */
  sessionEnded(session) {
    this.#sessions.delete(session);
    this.#waiting = this.#waiting.filter((other) => other !== session);
    const leftovers = session.closingMessages();
    if (session === this.#holder) {
      this.#execute(Buffer.concat([syncMessage(), queryMessage('ROLLBACK'), ...leftovers]), undefined);
      this.#release();
    } else if (leftovers.length > 0) {
      this.#jobs.push(async () => this.#execute(Buffer.concat(leftovers), undefined));
    }
    this.#pump();
  }

  /**
   * Runs a job while no client is inside a transaction and none gets a turn.
   * @template T
   * @param {() => Promise<T>} job
   * @returns {Promise<T>}
   */
  runAlone(job) {
    return new Promise((resolve, reject) => {
      this.#jobs.push(() => job().then(resolve, reject));
      this.#pump();
    });
  }

  /** Ends all clients (rolling back what they left open) and stops listening. */
  async close() {
    this.#server?.close();
    await this.#files?.syncLog();
    for (const session of this.#sessions)
      session.end(errorMessage('57P01', 'the database is closing', 'FATAL'));
    await this.runAlone(async () => undefined);
  }

  #pump() {
    if (this.#pumping || this.#isBroken) return;
    this.#pumping = true;
    // One unit a turn of the event loop: answers leave and new requests arrive in between.
    setImmediate(() => void this.#turn());
  }

  async #turn() {
    const job = this.#holder ? undefined : this.#jobs.shift();
    if (job) {
      await job();
    } else {
      const session = this.#holder?.hasWork ? this.#holder : this.#holder ? undefined : this.#waiting.shift();
      if (session) this.#serve(session);
    }
    this.#pumping = false;
    const more = this.#holder ? this.#holder.hasWork : this.#jobs.length > 0 || this.#waiting.length > 0;
    if (more) this.#pump();
  }

  /** @param {ClientSession} session */
  #serve(session) {
    const unit = session.takeWork();
    if (!unit) return;
    this.#holder = session;
    clearTimeout(this.#idleTimer);
    const writtenBefore = this.#files?.written ?? 0;
    session.hold();
    this.#execute(unit.bytes, session, endsUnit(unit.lastType));
    if (this.#isBroken) return;
    if (endsUnit(unit.lastType) && !this.#db.isInTransaction()) {
      this.#answerOnceDurable(session, writtenBefore, unit.mayLag);
      this.#release();
    } else {
      // Nobody outside learns of it before the transaction ends.
      session.letGo();
      this.#idleTimer = setTimeout(() => this.#endIdleHolder(session), this.#idleLimitMs);
    }
  }

  /**
   * What a client is told must survive a power cut: its own commit, and every commit that its answer may rest on.
   * @param {ClientSession} session
   * @param {number} writtenBefore
   * @param {boolean} mayLag this unit's own commit may be lost
   */
  #answerOnceDurable(session, writtenBefore, mayLag) {
    const files = this.#files;
    if (!files) return session.letGo();
    const hasWritten = files.written > writtenBefore;
    if (hasWritten && !mayLag) this.#mark = files.written;
    if (files.durable >= this.#mark) session.letGo();
    else {
      this.#held.push({ mark: this.#mark, session });
      void files.syncLog();
    }
    if (hasWritten && mayLag && this.#lagTimer === undefined)
      this.#lagTimer = setTimeout(() => this.#syncLagging(files), LAG_MS);
    if (files.logBytes > CHECKPOINT_BYTES && !this.#isCheckpointing) this.#checkpoint(files);
  }

  #letGo() {
    const durable = this.#files?.durable ?? 0;
    while (this.#held[0] && this.#held[0].mark <= durable) this.#held.shift()?.session.letGo();
  }

  /** @param {import('./durable-files.mjs').DurableFiles} files */
  #syncLagging(files) {
    this.#lagTimer = undefined;
    void files.syncLog();
  }

  /**
   * PGlite makes no checkpoints by itself: the log would grow, and opening after a crash repeats all of it.
   * @param {import('./durable-files.mjs').DurableFiles} files
   */
  #checkpoint(files) {
    this.#isCheckpointing = true;
    this.#jobs.push(async () => {
      this.#execute(queryMessage('CHECKPOINT'), undefined);
      files.checkpointed();
      this.#isCheckpointing = false;
    });
    this.#pump();
  }

  #release() {
    const session = this.#holder;
    clearTimeout(this.#idleTimer);
    this.#holder = undefined;
    if (session?.hasWork && this.#sessions.has(session)) this.#waiting.push(session);
  }

  /** @param {ClientSession} session */
  #endIdleHolder(session) {
    if (this.#holder === session) {
      session.end(
        errorMessage('25P03', 'terminating connection due to idle-in-transaction timeout', 'FATAL'),
      );
    }
  }

  /**
   * @param {Buffer} bytes
   * @param {ClientSession | undefined} session who gets the answer
   */
  #execute(bytes, session, mustBeReady = true) {
    let tail = Buffer.alloc(0);
    // Synchronous in spite of its promise: WASM runs to the end before the call returns.
    void this.#db
      .execProtocolRawStream(bytes, {
        syncToFs: false,
        onRawData: (data) => {
          const copy = Buffer.from(data);
          tail = copy.length >= 6 ? copy.subarray(-6) : Buffer.concat([tail, copy]).subarray(-6);
          session?.answer(copy);
        },
      })
      .catch((/** @type {unknown} */ error) => this.#onBroken(`the backend failed: ${String(error)}`));
    if (mustBeReady && !endsWithReady(tail)) this.#onBroken('the backend stopped answering (panic)');
  }
}
