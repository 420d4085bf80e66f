// The embedded database of a running station, for looking into it from outside.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Where the embedded database listens: the UNIX socket that a child of the station holds open. */
export const embeddedFolder = (pid) => {
  const inodes = new Map(
    readFileSync('/proc/net/unix', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[7]?.endsWith('.s.PGSQL.5432'))
      .map((fields) => [`socket:[${fields[6]}]`, fields[7]]),
  );
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  for (const child of children)
    for (const fd of readdirSync(`/proc/${child}/fd`)) {
      const path = inodes.get(readlinkSync(`/proc/${child}/fd/${fd}`));
      if (path !== undefined) return join(path, '..');
    }
  throw new Error('the embedded database has no socket');
};
