// @ts-check
import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Below the size of the thread pool, so that others get a turn. */
const AT_ONCE = 3;

/** A folder is named with a separator at its end; on Windows one cannot be synced, and need not be. */
const isFolder = (/** @type {string} */ path) => path.endsWith(sep);
const isGone = (/** @type {unknown} */ error) =>
  /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT';
const flagsFor = (/** @type {string} */ path) => (isFolder(path) ? 'r' : 'r+');

/**
 * Resolves once this file's content, or the names in this folder, would survive a power cut. What was removed
 * meanwhile needs no keeping.
 * @param {string} path
 */
export const syncPath = async (path) => {
  try {
    const file = await open(path, flagsFor(path));
    try {
      await (isFolder(path) ? file.sync() : file.datasync());
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  }
};

/** The same, before it returns. @param {string} path */
export const syncPathNow = (path) => {
  try {
    const descriptor = openSync(path, flagsFor(path));
    try {
      if (isFolder(path)) fsyncSync(descriptor);
      else fdatasyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  }
};

/** Everything below a folder and its own names: nobody knows what a killed process had left to the system. @param {string} folder */
export const syncFolder = async (folder) => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() || (entry.isDirectory() && process.platform !== 'win32'))
    .map((entry) => join(entry.parentPath, entry.name) + (entry.isDirectory() ? sep : ''));
  if (process.platform !== 'win32') paths.push(folder + sep);
  const next = paths.values();
  const work = async () => {
    for (const path of next) await syncPath(path);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};
