import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { SeededRandom } from '../support/random.js';

const BLOCK_BYTES = 4096;

interface Name {
  readonly name: string;
  readonly key: string;
  readonly isFolder: boolean;
}

/**
 * What a disk may hold after a power cut. `store` is what it was told to keep (`power-cut-recorder.mjs`), `live` what
 * was written. Without `random` nothing but the former is there; with it each file is the one, the other or a mixture
 * of blocks of both, and each folder has the names of the one or the other, as a disk that writes in any order leaves them.
 */
export const afterPowerCut = (live: string, store: string, into: string, random?: SeededRandom): void => {
  const livePaths = new Map<string, string>();
  const remember = (folder: string): void => {
    for (const { name, key, isFolder } of namesIn(folder)) {
      livePaths.set(key, join(folder, name));
      if (isFolder) remember(join(folder, name));
    }
  };
  remember(live);
  const build = (key: string, livePath: string | undefined, target: string): void => {
    mkdirSync(target, { mode: 0o700 });
    const kept = keptNames(join(store, key));
    const present = livePath === undefined ? kept : namesIn(livePath);
    for (const { name, key: own, isFolder } of random !== undefined && random.below(2) === 0
      ? present
      : kept) {
      const liveOwn = livePaths.get(own);
      if (isFolder) build(own, liveOwn, join(target, name));
      else writeContent(join(store, own), liveOwn, join(target, name), random);
    }
  };
  build(keyOf(live), live, into);
};

const keyOf = (path: string): string => {
  const { ino, birthtimeNs } = lstatSync(path, { bigint: true });
  return `${ino}-${birthtimeNs}`;
};

const namesIn = (folder: string): Name[] =>
  readdirSync(folder, { withFileTypes: true }).map((entry) => ({
    name: entry.name,
    key: keyOf(join(folder, entry.name)),
    isFolder: entry.isDirectory(),
  }));

const keptNames = (record: string): Name[] =>
  existsSync(record)
    ? (JSON.parse(readFileSync(record, 'utf8')) as [string, string, boolean][]).map(
        ([name, key, isFolder]) => ({
          name,
          key,
          isFolder,
        }),
      )
    : [];

/** A name whose file was never synced is there and empty. */
const writeContent = (
  kept: string,
  live: string | undefined,
  target: string,
  random?: SeededRandom,
): void => {
  const choice = random === undefined || live === undefined ? 0 : random.below(3);
  if (choice === 0) {
    if (existsSync(kept)) copyFileSync(kept, target);
    else writeFileSync(target, '');
    return;
  }
  if (live === undefined || random === undefined) return;
  const written = readFileSync(live);
  const old = existsSync(kept) ? readFileSync(kept) : Buffer.alloc(0);
  if (choice === 1 || written.equals(old)) return writeFileSync(target, written);
  const mixed = Buffer.alloc(random.below(2) === 0 ? written.length : Math.max(old.length, written.length));
  for (let at = 0; at < mixed.length; at += BLOCK_BYTES)
    (random.below(2) === 0 ? old : written).subarray(at, at + BLOCK_BYTES).copy(mixed, at);
  writeFileSync(target, mixed);
};
