// What a dispatcher who only watches costs: requests and messages a second of one open board while 100 people walk and
// a sector is given every three seconds. Baseline: the same board while nothing happens.
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { startHelper } from './support/helper.mjs';
import { prepareIncident, squareOutline, startStation } from './support/station.mjs';

const WALKERS = 100;
const SECONDS = Number(process.env.IZDEU_BENCH_SECONDS ?? 60);
const SETTLE_MILLISECONDS = 5_000;
const ORDER_MILLISECONDS = 3_000;

/** Counts what a page asks for and is sent, a second. */
const watch = async (counts, seconds, meanwhile = () => Promise.resolve()) => {
  const before = { ...counts };
  const end = Date.now() + seconds * 1_000;
  while (Date.now() < end)
    await Promise.all([meanwhile(), sleep(Math.min(ORDER_MILLISECONDS, end - Date.now()))]);
  return Object.fromEntries(
    Object.keys(counts).map((what) => [what, (counts[what] - before[what]) / seconds]),
  );
};

export const name = 'watch';
export const run = async ({ chromium, stationEntry, tmp }) => {
  const station = await startStation({ entry: stationEntry, dataDir: join(await tmp(), 'data') });
  const browser = await playwright.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  let walkers;
  try {
    const { write, dispatcher, searcher, incidentId, teamId } = await prepareIncident(station);
    await write(dispatcher, `/incidents/${incidentId}/grids`, {
      boundary: squareOutline(4),
      cellSizeMetres: 200,
    });
    const { features } = await station.call(dispatcher, 'GET', `/incidents/${incidentId}/sectors`);
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'ru-RU' });
    await page.goto(`${station.url}/sign-in`);
    await page.locator('input[autocomplete="username"]').fill('dispatcher');
    await page.locator('input[type="password"]').fill('a password for benches');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    const counts = { requests: 0, messages: 0, bytes: 0 };
    page.on('request', (request) => {
      if (request.url().startsWith('http')) counts.requests += 1;
    });
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        counts.messages += 1;
        counts.bytes += payload.length;
      }),
    );
    await page.goto(`${station.url}/board/incidents/${incidentId}`);
    await page.locator('.leaflet-container').waitFor();
    await sleep(SETTLE_MILLISECONDS);
    const quiet = await watch(counts, SECONDS / 3);
    walkers = startHelper('watchers.mjs', ['phones', station.url, WALKERS, searcher, incidentId]);
    await walkers.next(({ ready }) => ready);
    walkers.say('walk');
    await sleep(SETTLE_MILLISECONDS);
    const busy = await watch(counts, SECONDS, () =>
      write(dispatcher, `/incidents/${incidentId}/assignments`, {
        sectorIds: [features.pop().id],
        teamId,
      }),
    );
    const row = (what, label, goal, unit) => ({
      name: `watch ${label}, ${WALKERS} people walk, ${SECONDS} s`,
      ours: busy[what],
      baseline: quiet[what],
      goal,
      unit,
    });
    return [
      row('requests', 'requests', '≤ 1 /s', '/s'),
      row('messages', 'messages of the stream', '≤ 5 /s', '/s'),
      row('bytes', 'bytes of the stream', '-', 'B/s'),
    ];
  } finally {
    walkers?.stop();
    await browser.close();
    await station.stop();
  }
};
