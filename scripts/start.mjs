// `npm start`: installs and builds what is missing, then becomes the station itself, so that signals reach it directly.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild, ensureDependencies } from './prepare.mjs';
import { onStopSignal, root } from './run.mjs';

// Until the station listens for itself, Ctrl-C or SIGTERM stops the preparation and its children.
const ignoreSignals = onStopSignal(() => undefined);
try {
  await ensureDependencies();
  await ensureBuild();
} catch (error) {
  console.error(`izdeu: could not prepare: ${error.message}`);
  process.exit(1);
}
ignoreSignals();

// npm passes a signal to its shell, which may die of it without telling us: without npm there is nobody to serve.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

const station = join(root, 'apps/station/dist/main.js');
// The station is to see itself as the program that was started, with this script's arguments.
process.argv[1] = station;
await import(pathToFileURL(station).href);
