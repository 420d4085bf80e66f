// Starting child processes for the scripts beside this file.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
export const cache = join(root, '.cache');

/** Children still alive → the signal that ends them: none outlives this process, short of SIGKILL. */
const alive = new Map();
let watching = false;

/** Ends every child that is still alive, without waiting for it. */
export const endTracked = () => alive.forEach((signal, child) => child.kill(signal));

/** Spawns a child that is ended, by `exitSignal`, when this process exits before it. */
export const spawnTracked = (command, args, { exitSignal = 'SIGTERM', ...options } = {}) => {
  if (!watching) {
    watching = true;
    process.on('exit', endTracked);
  }
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
  alive.set(child, exitSignal);
  const forget = () => alive.delete(child);
  child.once('exit', forget).once('error', forget);
  return child;
};

/**
 * Runs a command to its end with its output shown; resolves with the exit code (128 if it was killed). When `limit`, an
 * AbortSignal, says so, it is killed with everything it started and resolves with 124.
 */
export const exitCode = (command, args, { limit, ...options } = {}) =>
  new Promise((resolve, reject) => {
    // A group of its own, so that its children can be ended with it.
    const child = spawnTracked(command, args, { ...options, detached: limit !== undefined });
    limit?.addEventListener('abort', () => process.kill(-child.pid, 'SIGKILL'));
    child.once('error', reject);
    child.once('exit', (code) => resolve(limit?.aborted ? 124 : (code ?? 128)));
  });

/** Runs a command to its end; throws unless it exits 0. */
export const run = async (command, args, options) => {
  const code = await exitCode(command, args, options);
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} exited with ${code}`);
};

/** A tool of this repository, by its file in node_modules, run by the very Node that runs this script. */
export const tool = (file) => join(root, 'node_modules', file);
export const node = (script, args, options) => run(process.execPath, [script, ...args], options);

/** Ends this process on Ctrl-C or SIGTERM after `cleanUp`; returns how to stop listening. */
export const onStopSignal = (cleanUp) => {
  const stop = (signal) => {
    process.exitCode = signal === 'SIGINT' ? 130 : 143;
    void Promise.resolve(cleanUp()).finally(() => process.exit());
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return () => process.off('SIGINT', stop).off('SIGTERM', stop);
};

export const say = (text) => console.log(`izdeu: ${text}`);
