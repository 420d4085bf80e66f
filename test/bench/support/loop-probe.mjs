// Loaded before a server: on SIGUSR2 writes how late its event loop was since the signal before, in milliseconds.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MILLISECONDS = 1;
const file = process.env.IZDEU_LOOP_FILE;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS });
delay.enable();
const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MILLISECONDS);
process.on('SIGUSR2', () => {
  const figures = { p99: late(delay.percentile(99)), max: late(delay.max), looks: delay.count };
  writeFileSync(file, JSON.stringify(figures));
  delay.reset();
});
