// P14: the field view on a phone's processor: JavaScript sent, and the time from opening the page until the task can
// be answered, in Chromium slowed 4 ×. Baseline: the smallest React page with a card and a button, same browser, same
// slowing; what is beyond it is ours.
import { createServer } from 'node:http';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium as playwright } from 'playwright-core';
import { build } from 'vite';
import { median, prepareIncident, squareOutline, startStation } from './support/station.mjs';

const ROUNDS = 5;
const SLOWING = 4;
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'ru-RU' };
const root = resolve(import.meta.dirname, '../..');

const BARE = `import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
createRoot(document.getElementById('root')).render(
  h('article', { 'data-testid': 'task-card' }, h('h1', null, 'A1'),
    h('div', { 'data-testid': 'task-main-step' }, h('button', null, 'OK'))));`;

/** The bare page, served from memory. */
const serveBare = async () => {
  const folder = join(root, '.cache/bench-phone');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const entry = join(folder, 'entry.js');
  await writeFile(entry, BARE);
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: join(folder, 'out'),
      target: 'es2022',
      minify: true,
      lib: { entry, formats: ['es'], fileName: 'page' },
      rolldownOptions: { output: { entryFileNames: 'page.js' } },
    },
  });
  const script = await readFile(join(folder, 'out/page.js'));
  const html =
    '<!doctype html><meta charset="utf-8"><title>bare</title><div id="root"></div><script type="module" src="page.js"></script>';
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js';
    response.writeHead(url === '/' || isScript ? 200 : 404, {
      'content-type': isScript ? 'text/javascript' : 'text/html',
    });
    response.end(isScript ? script : url === '/' ? html : '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
};

/** Opens a page once in a fresh context: what it sends, and when its button can be pressed. */
const openOnce = async (browser, url, storageState) => {
  const context = await browser.newContext({
    ...PHONE,
    ...(storageState && { storageState }),
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWING });
  const scripts = new Set();
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.add(response.url());
  });
  await page.addInitScript(() => {
    // The page's own clock, so that the way to this process does not count.
    const look = () => {
      const button = document.querySelector('[data-testid="task-main-step"] button:not([disabled])');
      if (button && document.querySelector('[data-testid="task-card"]')) {
        // After the paint that shows it.
        window.requestAnimationFrame(() => setTimeout(() => (window.usableAt = performance.now())));
        return;
      }
      window.requestAnimationFrame(look);
    };
    window.requestAnimationFrame(look);
  });
  await page.goto(url);
  await page.waitForFunction(() => window.usableAt !== undefined);
  const milliseconds = await page.evaluate(() => window.usableAt);
  await page.waitForLoadState('networkidle');
  await context.close();
  // Asked for again: a browser that is about to close hands out no bodies.
  const sizes = await Promise.all(
    [...scripts].map(
      async (script) => gzipSync(Buffer.from(await (await fetch(script)).arrayBuffer())).length,
    ),
  );
  return { milliseconds, kilobytes: sizes.reduce((sum, size) => sum + size, 0) / 1000 };
};

/** A searcher with a task, signed in: what the browser keeps of it. */
const prepareTask = async (browser, station) => {
  const world = await prepareIncident(station);
  const { write, dispatcher, incidentId, teamId } = world;
  await write(dispatcher, `/incidents/${incidentId}/grids`, {
    boundary: squareOutline(2),
    cellSizeMetres: 500,
  });
  const { features } = await station.call(dispatcher, 'GET', `/incidents/${incidentId}/sectors`);
  await write(dispatcher, `/incidents/${incidentId}/assignments`, { sectorIds: [features[0].id], teamId });
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.goto(`${station.url}/sign-in`);
  await page.locator('input[autocomplete="username"]').fill('searcher');
  await page.locator('input[type="password"]').fill('a password for benches');
  await page.keyboard.press('Enter');
  await page.getByTestId('task-card').waitFor();
  const storageState = await context.storageState();
  await context.close();
  return storageState;
};

export const name = 'phone';
export const run = async ({ chromium, stationEntry, tmp }) => {
  const bare = await serveBare();
  const station = await startStation({ entry: stationEntry, dataDir: join(await tmp(), 'data') });
  const browser = await playwright.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  const figures = { ours: [], bare: [] };
  try {
    const storageState = await prepareTask(browser, station);
    for (let round = 0; round <= ROUNDS; round += 1) {
      const ours = await openOnce(browser, `${station.url}/my-task`, storageState);
      const plain = await openOnce(browser, bare.url);
      // The first round fills the caches of the server and of the machine.
      if (round === 0) continue;
      figures.ours.push(ours);
      figures.bare.push(plain);
    }
  } finally {
    await browser.close();
    await station.stop();
    bare.close();
  }
  const row = (what, key, goal, unit) => {
    const [ours, baseline] = [figures.ours, figures.bare].map((side) => median(side.map((one) => one[key])));
    return { name: `phone ${what}`, ours, baseline, ratio: ours / baseline, goal, unit };
  };
  return [
    row('JavaScript of the field view, gzip', 'kilobytes', '≤ 250 kB', 'kB'),
    row(`usable, processor slowed ${SLOWING} ×`, 'milliseconds', '≤ 3,000 ms', 'ms'),
  ];
};
