// Processes of a bench that talk by messages.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SILENCE_MILLISECONDS = 120_000;

/** A helper process; `next(fits)` waits for a message that fits, `ask` sends one and waits for its answer. */
export const helper = (file, args, execArgv = []) => {
  const child = fork(join(import.meta.dirname, file), args.map(String), { stdio: 'inherit', execArgv });
  const said = [];
  const waiting = [];
  child.on('message', (message) => {
    said.push(message);
    for (const look of [...waiting]) look();
  });
  const next = (fits) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${file} is silent`)), SILENCE_MILLISECONDS);
      const look = () => {
        const found = said.find(fits);
        if (!found) return;
        clearTimeout(timer);
        if (waiting.includes(look)) waiting.splice(waiting.indexOf(look), 1);
        said.splice(said.indexOf(found), 1);
        resolve(found);
      };
      waiting.push(look);
      look();
    });
  let questions = 0;
  const ask = async (what, body = {}) => {
    const question = (questions += 1);
    child.send({ what, question, ...body });
    const { answer } = await next((message) => message.question === question);
    return answer;
  };
  return { pid: child.pid, next, ask, stop: () => child.connected && child.disconnect() };
};

/** Resident memory of a process now, kB. */
export const residentKilobytes = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
