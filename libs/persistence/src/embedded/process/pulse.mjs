// @ts-check
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/**
 * A thread of its own that beats while the process runs at all: a statement keeps the main thread busy for as long as
 * it takes, a stopped process keeps everything still. Whoever started the process hears the difference.
 */
setInterval(() => {
  try {
    writeSync(workerData.descriptor, '.');
  } catch {
    // Nobody listens, or nobody has listened for a while: one beat more or less says nothing.
  }
}, workerData.everyMs);
