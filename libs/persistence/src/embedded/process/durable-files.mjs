// @ts-check
import { dirname, join, relative, sep } from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { syncFolder, syncPath, syncPathNow } from './folder-sync.mjs';

const isWindows = process.platform === 'win32';
/** Rebuilt or thrown away when the database opens: whether these survive means nothing. */
const TRANSIENT =
  /^(?:base[\\/]pgsql_tmp|pg_stat_tmp|pg_subtrans|pg_notify|postmaster\.|.*pg_internal\.init)/u;
/** A segment in the making: it holds zeros only and nobody relies on it before it is renamed. */
const SEGMENT_DRAFT = /^xlogtemp/u;

/** @typedef {'wal' | 'control' | 'data' | 'transient'} Kind */
/** @typedef {{ parent: FileNode, name: string }} FileNode */

/**
 * The files of a database, kept in the order that PostgreSQL's recovery counts on. PGlite never syncs; this syncs
 * where PostgreSQL with `fsync = on` would:
 *
 * - a commit counts once the write-ahead log is on the disk (`durable`, one sync shared by all who wait);
 * - the log is on the disk before a page that it describes is written, and before a file is cut, renamed or removed;
 * - every page is on the disk before the control file says so (the end of a checkpoint);
 * - the control file is on the disk as soon as it is written: one that still says "shut down" while commits are answered
 *   keeps recovery from looking at the log at all.
 */
export class DurableFiles extends NodeFS {
  #root;
  #onFailure;
  #guarding = false;
  /** @type {Set<string>} written since their last sync; a folder is dirty when a name in it came or went */
  #dirtyLog = new Set();
  /** @type {Set<string>} */
  #dirtyRest = new Set();
  /** @type {Set<string>} parts of the log whose sync is under way */
  #syncing = new Set();
  /** Writes to the log so far, and how many of them are on the disk. */
  #written = 0;
  #durable = 0;
  /** @type {Promise<void> | undefined} */
  #running;
  /** @type {(() => void)[]} */
  #listeners = [];
  #logBytes = 0;
  #hasFailed = false;

  /**
   * @param {string} root the data folder
   * @param {(reason: string) => void} onFailure the disk refused: what it holds is unknown, nothing may be answered any more
   */
  constructor(root, onFailure) {
    super(root);
    this.#root = root;
    this.#onFailure = (/** @type {unknown} */ error) => {
      this.#hasFailed = true;
      onFailure(`the disk refused to keep what was written: ${String(error)}`);
    };
  }

  /** How many writes the log has taken. */
  get written() {
    return this.#written;
  }

  /** How many of them would survive a power cut. */
  get durable() {
    return this.#durable;
  }

  /** Bytes that the log has taken since `checkpointed`: so much has to be repeated after a crash. */
  get logBytes() {
    return this.#logBytes;
  }

  checkpointed() {
    this.#logBytes = 0;
  }

  /** Syncs everything there is, and keeps the order from here on. */
  async guard() {
    await syncFolder(this.#root);
    this.#guarding = true;
  }

  /** @param {() => void} listener called whenever `durable` has grown */
  onDurable(listener) {
    this.#listeners.push(listener);
  }

  /** Begins to sync the log; `durable` then reaches what is `written` now. Whoever calls meanwhile shares the next sync. */
  syncLog() {
    this.#running ??= this.#syncUntilClean().finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Everything, at once and without letting anything else run. */
  syncAllNow() {
    this.#syncLogNow();
    for (const path of this.#dirtyRest) this.#syncNow(path);
    this.#dirtyRest.clear();
  }

  /** @param {any} pg @param {any} options */
  async init(pg, options) {
    const prepared = await super.init(pg, options);
    const { preRun = [] } = prepared.emscriptenOpts;
    // The module's own file system for folders of Node: every write of the database passes through these functions.
    const watch = (/** @type {any} */ module) => this.#watch(module.FS.filesystems.NODEFS);
    return { ...prepared, emscriptenOpts: { ...prepared.emscriptenOpts, preRun: [...preRun, watch] } };
  }

  async #syncUntilClean() {
    while (this.#durable < this.#written && !this.#hasFailed) {
      const mark = this.#written;
      this.#syncing = this.#dirtyLog;
      this.#dirtyLog = new Set();
      try {
        await Promise.all([...this.#syncing].map(syncPath));
      } catch (error) {
        return this.#onFailure(error);
      }
      this.#syncing = new Set();
      this.#reached(mark);
    }
  }

  /** @param {number} mark */
  #reached(mark) {
    if (mark <= this.#durable || this.#hasFailed) return;
    this.#durable = mark;
    for (const listener of this.#listeners) listener();
  }

  /** @param {string} path */
  #syncNow(path) {
    try {
      syncPathNow(path);
    } catch (error) {
      this.#onFailure(error);
      throw error;
    }
  }

  #syncLogNow() {
    if (this.#durable === this.#written) return;
    for (const path of new Set([...this.#syncing, ...this.#dirtyLog])) this.#syncNow(path);
    this.#dirtyLog.clear();
    // Not told from here: the database is in the middle of a statement. The next sync tells.
    this.#durable = this.#written;
    setImmediate(() => this.#listeners.forEach((listener) => listener()));
  }

  /** @param {string} path @returns {Kind} */
  #kindOf(path) {
    const name = relative(this.#root, path);
    if (name.startsWith('pg_wal')) return 'wal';
    if (name === join('global', 'pg_control')) return 'control';
    return TRANSIENT.test(name) ? 'transient' : 'data';
  }

  /** @param {string} path @param {Kind} kind */
  #touched(path, kind) {
    if (kind === 'transient') return;
    if (kind === 'wal') {
      this.#dirtyLog.add(path);
      this.#written += 1;
    } else this.#dirtyRest.add(path);
  }

  /** @param {string} path a file whose name came or went */
  #renamed(path) {
    const kind = this.#kindOf(path);
    if (!isWindows) this.#touched(dirname(path) + sep, kind);
  }

  /** What must be on the disk before this file's content is changed. @param {Kind} kind @param {Int8Array} [bytes] */
  #beforeWrite(kind, bytes) {
    if (kind === 'control') this.syncAllNow();
    // A file that grows by empty pages says nothing that the log would have to know first.
    else if (kind === 'data' && this.#durable < this.#written && !isZero(bytes)) this.#syncLogNow();
  }

  /** What must be on the disk before this file's name is changed or removed. @param {string} path */
  #beforeRename(path) {
    const kind = this.#kindOf(path);
    if (kind === 'transient') return;
    if (kind === 'wal' && !SEGMENT_DRAFT.test(relative(join(this.#root, 'pg_wal'), path))) this.syncAllNow();
    this.#syncLogNow();
    if (this.#dirtyRest.delete(path)) this.#syncNow(path);
  }

  /** @param {any} fileSystem Emscripten's NODEFS */
  #watch(fileSystem) {
    const pathOf = (/** @type {FileNode} */ node) => fileSystem.realPath(node);
    const { write } = fileSystem.stream_ops;
    fileSystem.stream_ops.write = (
      /** @type {any} */ stream,
      /** @type {any} */ buffer,
      /** @type {number} */ offset,
      /** @type {number} */ length,
      /** @type {number} */ position,
    ) => {
      if (!this.#guarding) return write(stream, buffer, offset, length, position);
      const path = pathOf(stream.node);
      const kind = this.#kindOf(path);
      this.#beforeWrite(kind, new Int8Array(buffer.buffer, offset, length));
      const count = write(stream, buffer, offset, length, position);
      if (kind === 'control') this.#syncNow(path);
      else this.#touched(path, kind);
      if (kind === 'wal' && SEGMENT_DRAFT.test(stream.node.name) === false) this.#logBytes += length;
      return count;
    };
    const { setattr, mknod, rename, unlink, rmdir, symlink } = fileSystem.node_ops;
    Object.assign(fileSystem.node_ops, {
      setattr: (/** @type {FileNode} */ node, /** @type {{ size?: number }} */ change) => {
        if (!this.#guarding || change.size === undefined) return setattr(node, change);
        const path = pathOf(node);
        const kind = this.#kindOf(path);
        this.#beforeWrite(kind);
        setattr(node, change);
        this.#touched(path, kind);
      },
      mknod: this.#naming(mknod, (parent, name) => [join(pathOf(parent), name)]),
      symlink: this.#naming(symlink, (parent, name) => [join(pathOf(parent), name)]),
      unlink: this.#naming(unlink, (parent, name) => [join(pathOf(parent), name)], true),
      rmdir: this.#naming(rmdir, (parent, name) => [join(pathOf(parent), name)], true),
      rename: this.#naming(rename, (node, folder, name) => [pathOf(node), join(pathOf(folder), name)], true),
    });
  }

  /**
   * @param {(...args: any[]) => any} change
   * @param {(...args: any[]) => string[]} pathsOf the names that come or go
   */
  #naming(change, pathsOf, isLoss = false) {
    return (/** @type {any[]} */ ...args) => {
      if (!this.#guarding) return change(...args);
      const paths = pathsOf(...args);
      if (isLoss) for (const path of paths) this.#beforeRename(path);
      const result = change(...args);
      for (const path of paths) this.#renamed(path);
      return result;
    };
  }
}

/** @param {Int8Array | undefined} bytes */
const isZero = (bytes) => bytes !== undefined && bytes.every((byte) => byte === 0);
