// Preloaded into the database process. Keeps beside it what a disk would hold that keeps nothing but what it was told
// to keep: the content of a file at its last completed sync, and the names in a folder at the folder's last sync.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

const root = fs.realpathSync(process.env.IZDEU_POWER_CUT_ROOT);
const store = process.env.IZDEU_POWER_CUT_STORE;
let drafts = 0;

/** Survives renaming; numbers of inodes come back, their birth does not. */
const keyOf = ({ ino, birthtimeNs }) => `${ino}-${birthtimeNs}`;

/** Taken before the sync: what is written while it runs may not be on the disk. */
const record = (descriptor) => {
  let path;
  try {
    path = fs.readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return undefined;
  }
  if (path !== root && !path.startsWith(`${root}/`)) return undefined;
  const stat = fs.fstatSync(descriptor, { bigint: true });
  const draft = join(store, `draft-${process.pid}-${(drafts += 1)}`);
  if (stat.isDirectory()) {
    const names = fs.readdirSync(path).flatMap((name) => {
      const entry = fs.lstatSync(join(path, name), { bigint: true, throwIfNoEntry: false });
      return entry === undefined ? [] : [[name, keyOf(entry), entry.isDirectory()]];
    });
    fs.writeFileSync(draft, JSON.stringify(names));
  } else fs.copyFileSync(`/proc/self/fd/${descriptor}`, draft);
  return () => fs.renameSync(draft, join(store, keyOf(stat)));
};

for (const name of ['fsyncSync', 'fdatasyncSync']) {
  const sync = fs[name];
  fs[name] = (descriptor) => {
    const keep = record(descriptor);
    sync(descriptor);
    keep?.();
  };
}
syncBuiltinESMExports();

const handle = await fs.promises.open(root, 'r');
const prototype = Object.getPrototypeOf(handle);
await handle.close();
for (const name of ['sync', 'datasync']) {
  const sync = prototype[name];
  prototype[name] = async function () {
    const keep = record(this.fd);
    await sync.call(this);
    keep?.();
  };
}
