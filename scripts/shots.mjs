// `npm run shots`: pictures of every page in every state, width, language and appearance, from a demonstration started
// for it, into build/shots with an index.html to look through. Filters, each a list by commas:
//   --page board,admin  --state ready  --width 320,1366  --locale kk  --appearance night  --axe  --workers 2
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { ensureBuild, ensureDependencies } from './prepare.mjs';
import { onStopSignal, root, say, tool } from './run.mjs';
import { contactSheet } from './shots/contact-sheet.mjs';
import faults from './shots/layout-faults.cjs';
import { SHOTS } from './shots/pages.mjs';
import { FOUNDER, startDemo, startEmpty } from './shots/servers.mjs';

const WIDTHS = { 320: 640, 768: 1024, 1366: 768, 1920: 1080 };
const LOCALES = ['kk', 'ru', 'en'];
const APPEARANCES = ['day', 'dark', 'night'];
const OUT = join(root, 'build/shots');
const SETTLE_MS = 15_000;
const axeFile = tool('axe-core/axe.min.js');

const text = { type: 'string' };
const { values: options } = parseArgs({
  options: {
    ...{ page: text, state: text, width: text, locale: text, appearance: text, workers: text },
    axe: { type: 'boolean' },
  },
});
const wanted = (name, all) => {
  const chosen = options[name]?.split(',') ?? all.map(String);
  const unknown = chosen.filter((one) => !all.map(String).includes(one));
  if (unknown.length > 0) throw new Error(`--${name} ${unknown.join(',')}: there are ${all.join(', ')}`);
  return chosen;
};

/** A picture whose page still moves is no picture: waits until nothing loads and nothing is animated. */
const settle = async (page, state) => {
  await page.waitForLoadState('load');
  await page.waitForFunction(() => document.querySelector('h1, h2, main, [role="status"]'), null, {
    timeout: SETTLE_MS,
  });
  if (state !== 'loading')
    await page
      .waitForFunction(
        () => ![...document.querySelectorAll('[aria-busy="true"]')].some((busy) => busy.checkVisibility()),
        null,
        { timeout: SETTLE_MS },
      )
      .catch(() => undefined);
  await page.waitForTimeout(600);
};

const axeProblems = async (page) => {
  await page.evaluate(await readFile(axeFile, 'utf8'));
  const { violations } = await page.evaluate(() =>
    window.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      rules: { 'target-size': { enabled: true } },
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `axe ${id}: ${html.slice(0, 120)}`));
};

const take = async (context, station, shot, look) => {
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // What the picture itself provoked, and asking who is signed in before anybody is.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket/.test(message.text()))
      problems.push(`console: ${message.text().slice(0, 200)}`);
  });
  const { page: name, state } = shot;
  const file = `${name}/${state}-${look.width}-${look.locale}-${look.appearance}.png`;
  try {
    const api = async (path) => (await context.request.get(`${station.url}/api/v1${path}`)).json();
    const path = typeof shot.path === 'string' ? shot.path : await shot.path(api, station.setup);
    await shot.before?.(page);
    await page.goto(station.url + path);
    await settle(page, state);
    if (shot.act) {
      await shot.act(page);
      await settle(page, state);
    }
    await page.screenshot({ path: join(OUT, file) });
    problems.push(...(await page.evaluate(faults.layoutFaults)));
    if (options.axe) problems.push(...(await axeProblems(page)));
  } catch (error) {
    problems.push(`not taken: ${error.message.split('\n')[0]}`);
  } finally {
    await page.close();
  }
  return { file, page: name, state, ...look, problems };
};

/** Contexts of a signed-in person share one session; languages and appearances are set before the page runs. */
const openContext = async (browser, sessions, station, who, look) => {
  const key = `${station.url} ${who}`;
  const context = await browser.newContext({
    viewport: { width: Number(look.width), height: WIDTHS[look.width] },
    locale: 'en-GB',
    hasTouch: Number(look.width) < 1000,
    permissions: ['geolocation'],
    geolocation: { latitude: 52.965, longitude: 63.115, accuracy: 8 },
    storageState: sessions.get(key) ?? { cookies: [], origins: [] },
  });
  context.setDefaultTimeout(SETTLE_MS);
  await context.addInitScript(({ locale, appearance }) => {
    window.localStorage.setItem('izdeu.locale', locale);
    window.localStorage.setItem('izdeu.appearance', appearance);
  }, look);
  if (who !== null && !sessions.has(key)) {
    const password = who === 'founder' ? FOUNDER.password : station.logins[who];
    const answer = await context.request.post(`${station.url}/api/v1/session`, {
      data: { login: who, password, transport: 'cookie' },
    });
    if (!answer.ok()) throw new Error(`${who} could not sign in: ${answer.status()}`);
    sessions.set(key, await context.storageState());
  }
  return context;
};

const main = async () => {
  const pages = wanted('page', [...new Set(SHOTS.map(({ page }) => page))]);
  const states = wanted('state', [...new Set(SHOTS.map(({ state }) => state))]);
  const shots = SHOTS.filter(({ page, state }) => pages.includes(page) && states.includes(state));
  const looks = wanted('locale', LOCALES).flatMap((locale) =>
    wanted('appearance', APPEARANCES).flatMap((appearance) =>
      wanted('width', Object.keys(WIDTHS)).map((width) => ({ width, locale, appearance })),
    ),
  );
  const jobs = looks.flatMap((look) => shots.map((shot) => ({ look, shot })));
  if (jobs.length === 0) throw new Error('no page has such a state');
  await ensureDependencies();
  await ensureBuild();
  if (pages.length === new Set(SHOTS.map(({ page }) => page)).size)
    await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });

  const stations = [];
  const start = async (needed, starter) => {
    if (!needed) return undefined;
    const station = await starter();
    stations.push(station);
    return station;
  };
  let browser;
  const stop = async () => {
    await browser?.close();
    await Promise.all(stations.splice(0).map((station) => station.stop()));
  };
  onStopSignal(stop);
  try {
    say(`starting the demonstration, then taking ${jobs.length} pictures ...`);
    const demo = await start(
      shots.some(({ empty }) => !empty),
      startDemo,
    );
    const empty = await start(
      shots.some((shot) => shot.empty),
      startEmpty,
    );
    const executablePath =
      process.env.IZDEU_CHROMIUM ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined);
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    const sessions = new Map();
    const taken = [];
    const queue = [...jobs];
    const worker = async () => {
      for (let job = queue.shift(); job; job = queue.shift()) {
        const station = job.shot.empty ? empty : demo;
        const context = await openContext(browser, sessions, station, job.shot.who, job.look);
        const shot = await take(context, station, job.shot, job.look);
        await context.close();
        taken.push(shot);
        for (const problem of shot.problems) console.log(`${shot.file}: ${problem}`);
        if (taken.length % 50 === 0) say(`${taken.length} of ${jobs.length}`);
      }
    };
    await Promise.all(Array.from({ length: Number(options.workers ?? 2) }, worker));
    const order = (shot) =>
      jobs.findIndex(({ shot: { page, state } }) => shot.page === page && shot.state === state);
    taken.sort((a, b) => order(a) - order(b));
    await writeFile(join(OUT, 'index.html'), contactSheet(taken));
    await writeFile(
      join(OUT, 'problems.json'),
      JSON.stringify(
        taken.filter(({ problems }) => problems.length > 0),
        null,
        2,
      ),
    );
    const bad = taken.filter(({ problems }) => problems.length > 0).length;
    say(`${taken.length} pictures in build/shots/index.html, ${bad} with problems`);
    if (bad > 0) process.exitCode = 1;
  } finally {
    await stop();
  }
};

try {
  await main();
} catch (error) {
  console.error(`izdeu: ${error.message}`);
  process.exitCode = 2;
}
