// `npm run build`: everything that is stale; `-- --force` for everything.
import { ensureBuild, ensureDependencies } from './prepare.mjs';
import { onStopSignal, say } from './run.mjs';

onStopSignal(() => undefined);
try {
  await ensureDependencies();
  await ensureBuild({ force: process.argv.includes('--force') });
  say('built');
} catch (error) {
  console.error(`izdeu: ${error.message}`);
  process.exit(1);
}
