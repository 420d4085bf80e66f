// A load generator or a baseline in a process of its own.
import { fork } from 'node:child_process';
import { join } from 'node:path';

/** Starts it; `next(fits)` waits for its message that fits, `say` sends it one. */
export const startHelper = (file, args) => {
  const child = fork(join(import.meta.dirname, file), args.map(String), { stdio: 'inherit' });
  const said = [];
  const waiting = new Set();
  child.on('message', (message) => {
    said.push(message);
    for (const look of [...waiting]) look();
  });
  const next = (fits, patience = 300_000) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${file} is silent`)), patience);
      const look = () => {
        const index = said.findIndex(fits);
        if (index < 0) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(said.splice(index, 1)[0]);
      };
      waiting.add(look);
      look();
    });
  return {
    pid: child.pid,
    next,
    say: (message) => child.send(message),
    stop: () => child.connected && child.disconnect(),
  };
};
