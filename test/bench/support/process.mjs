// Processes of a bench that talk by messages, and the real gateway as one of them.
import { fork, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './station.mjs';

const SILENCE_MILLISECONDS = 120_000;
const GATEWAY = join(import.meta.dirname, '../../../apps/realtime-gateway/dist/main.js');

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

/** The built gateway on a database, ready to serve. */
export const startGateway = async ({ databaseUrl, redisUrl = '', execArgv = [] }) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [...execArgv, GATEWAY], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const forget = () => child.kill('SIGKILL');
  process.once('exit', forget);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (let tries = 0; ; tries += 1) {
    const isReady = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) break;
    if (child.exitCode !== null || tries > 1_000) throw new Error('the gateway did not start');
    await sleep(50);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', forget);
  };
  return { url, pid: child.pid, stop };
};

/** Resident memory of a process now, kB. */
export const residentKilobytes = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
