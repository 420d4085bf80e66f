// P7: 10,000 sectors in Chromium through the console's canvas layer, and as plain Leaflet polygons with
// `preferCanvas`; a fresh page for each side and round. Times are of the main thread, up to the finished pixels.
// Then 300 people walk over the sectors: frames a second and the longest task, for IZDEU_BENCH_SECONDS (20; the goal
// is stated for 60).
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { build } from 'vite';
import { median } from './support/station.mjs';

const ROUNDS = 5;
const LIVE_SECONDS = Number(process.env.IZDEU_BENCH_SECONDS ?? 20);
const LIVE_ZOOM = 13;
const root = resolve(import.meta.dirname, '../..');
const PAGE = `<!doctype html><meta charset="utf-8"><title>map</title>
<style>html, body, #map { height: 100%; margin: 0 }</style><div id="map"></div>
<script>
  // Single steps are timed with frames run by hand; the walk runs with those of the screen.
  if (!location.search.includes('live')) {
  let waiting = [];
  window.requestAnimationFrame = (work) => waiting.push(work);
  window.cancelAnimationFrame = (number) => { waiting[number - 1] = undefined; };
  window.runFrames = () => { const now = waiting; waiting = []; for (const work of now) work?.(performance.now()); };
  }
</script>
<link rel="stylesheet" href="page.css"><script type="module" src="page.js"></script>`;

const buildPage = async () => {
  const outDir = join(root, '.cache/bench-map');
  await mkdir(outDir, { recursive: true });
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    resolve: { conditions: ['@izdeu/source', 'module', 'browser', 'development|production'] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      lib: {
        entry: join(root, 'test/bench/support/map-page.ts'),
        formats: ['es'],
        fileName: 'page',
      },
      rolldownOptions: { output: { entryFileNames: 'page.js' } },
    },
  });
  await writeFile(join(outDir, 'index.html'), PAGE);
  await copyFile(join(root, 'node_modules/leaflet/dist/leaflet.css'), join(outDir, 'page.css'));
  return outDir;
};

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
const serve = async (folder) => {
  const server = createServer(async (request, response) => {
    const file = request.url.startsWith('/?') || request.url === '/' ? 'index.html' : request.url.slice(1);
    const content = await readFile(join(folder, file)).catch(() => null);
    response.writeHead(content ? 200 : 404, { 'content-type': TYPES[file.split('.').pop()] ?? 'image/png' });
    response.end(content ?? '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
};

export const name = 'map';
export const run = async ({ chromium }) => {
  const server = await serve(await buildPage());
  const browser = await playwright.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  const figures = {};
  const note = (side, kind, what, value) => (figures[`${side} ${kind} ${what}`] ??= []).push(value);
  try {
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const side of round < 3 ? [100, 200] : [100])
        for (const kind of ['ours', 'plain']) {
          const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
          await page.goto(server.url);
          await page.waitForFunction('window.measure !== undefined');
          const { add, zooms, updates } = await page.evaluate(
            ([kindOfPage, cells]) => window.measure(kindOfPage, cells),
            [kind, side],
          );
          await page.close();
          if (round === 0) continue;
          note(side, kind, 'add', add);
          note(side, kind, 'zoom', median(zooms));
          note(side, kind, 'update', median(updates));
        }
    for (const kind of ['ours', 'plain']) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(`${server.url}?live`);
      await page.waitForFunction('window.live !== undefined');
      const seen = await page.evaluate(
        (asked) => window.live(...asked),
        [kind, 100, LIVE_ZOOM, LIVE_SECONDS],
      );
      await page.close();
      note(100, kind, 'frames', seen.framesASecond);
      note(100, kind, 'longest', seen.longest);
      note(100, kind, 'marks', median(seen.updates));
    }
  } finally {
    await browser.close();
    server.close();
  }
  const liveRow = (what, label, goal, unit) => {
    const [ours, baseline] = ['ours', 'plain'].map((kind) => figures[`100 ${kind} ${what}`][0]);
    const name = `map 10,000 sectors, 300 people, ${LIVE_SECONDS} s: ${label}`;
    return { name, ours, baseline, ratio: baseline === 0 ? undefined : ours / baseline, goal, unit };
  };
  const row = (side, what, goal) => {
    const [ours, baseline] = ['ours', 'plain'].map((kind) => median(figures[`${side} ${kind} ${what}`]));
    const label = `map ${(side * side).toLocaleString('en')} sectors, ${what}`;
    return { name: label, ours, baseline, ratio: ours / baseline, goal, unit: 'ms' };
  };
  return [
    row(100, 'add', '≤ 150 ms'),
    row(100, 'zoom', '≤ 0.5 ×'),
    row(100, 'update', '< 5 ms'),
    row(200, 'add', '-'),
    row(200, 'zoom', '≤ 0.5 ×'),
    row(200, 'update', '-'),
    liveRow('frames', 'frames a second', '≥ 40', '/s'),
    liveRow('longest', 'longest task, 0 when none of 50 ms', '≤ 100 ms', 'ms'),
    liveRow('marks', 'taking a frame of positions', '-', 'ms'),
  ];
};
