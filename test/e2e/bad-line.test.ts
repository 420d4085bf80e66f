// The console on a bad line: what it says while the line is away, and that it comes back by itself. Nothing here reloads
// a page unless the test says so.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { assignSectors, changeIncident, listEvents, listSessions, endSession } from '@izdeu/contracts';
import type { Browser, Page } from 'playwright-core';
import { StationWorld } from '../faults/world.js';
import { launchBrowser, Person, PHONE } from '../support/browser.js';
import { ChaosProxy } from '../support/chaos-proxy.js';
import { openSearch, snapshotOfIncident, type Search } from '../support/search.js';

jest.setTimeout(240_000);

const MARK = 'izdeu-test-mark';

describe('the console on a bad line', () => {
  let world: StationWorld;
  let line: ChaosProxy;
  let search: Search;
  let browser: Browser;
  let board: Person;
  let sectors = 0;

  beforeAll(async () => {
    world = await StationWorld.open('server');
    line = await ChaosProxy.start([world.station.url], 1);
    search = await openSearch(world.api, world.people, { cellSizeMetres: 250 });
    browser = await launchBrowser();
    board = await openBoard();
  });
  afterEach(async () => {
    line.heal();
    await live(board.page);
  });
  afterAll(async () => {
    await browser.close();
    await line.close();
    await world.close();
  });

  const live = (page: Page) =>
    page.getByTestId('incident-phase').getByText('Live').waitFor({ timeout: 60_000 });
  const lost = (page: Page) =>
    page.getByText(/(Connection lost|Reconnecting)\. The map shows \d\d:\d\d/).waitFor({ timeout: 60_000 });
  /** The page is the one that was opened, not a reloaded one. */
  const mark = (page: Page) => page.evaluate((name) => void Object.assign(window, { [name]: true }), MARK);
  const expectSamePage = async (page: Page): Promise<void> => {
    expect(await page.evaluate((name) => name in window, MARK)).toBe(true);
  };

  async function openBoard(): Promise<Person> {
    const person = await Person.open(browser);
    await person.signIn(line.url, 'dispatcher');
    await person.page.goto(`${line.url}/board/incidents/${search.incident.id}`);
    await live(person.page);
    await mark(person.page);
    return person;
  }

  const assign = async (teamIndex: 0 | 1 = 1): Promise<string> => {
    const { assignments } = await world.api.call(search.dispatcher, assignSectors, {
      params: { id: search.incident.id },
      body: {
        commandId: randomUUID(),
        sectorIds: [search.sector(sectors++)],
        teamId: search.teams[teamIndex].id,
        type: 'area-sweep',
      },
    });
    const [assignment] = assignments;
    if (!assignment) throw new Error('nothing was assigned');
    return assignment.sectorLabel;
  };

  /** The page shows that this sector has been given away. */
  const showsAssigned = async ({ page }: Person, label: string): Promise<void> => {
    await page.getByLabel('Find a sector').fill(label);
    await page.keyboard.press('Enter');
    await page.getByTestId('sector-state').getByText('Assigned').first().waitFor({ timeout: 60_000 });
  };

  /** How often an assignment came to this state. */
  const eventsWith = async (state: string): Promise<number> => {
    const found: unknown[] = [];
    for (let afterSeq = 0; ;) {
      const { events } = await world.api.call(search.dispatcher, listEvents, {
        params: { id: search.incident.id },
        query: { afterSeq },
      });
      if (events.length === 0) return found.length;
      found.push(...events.filter((event) => JSON.stringify(event).includes(`"state":"${state}"`)));
      afterSeq = events.at(-1)?.seq ?? 0;
    }
  };

  /** A phone whose task waits for this step. */
  const openPhone = async (step: string): Promise<Person> => {
    const phone = await Person.open(browser, { viewport: PHONE, hasTouch: true });
    await phone.signIn(line.url, 'searcher');
    await stepOn(phone.page, step).waitFor();
    await mark(phone.page);
    return phone;
  };
  const stepOn = (page: Page, name: string) =>
    page.getByTestId('task-main-step').getByRole('button', { name });
  const delivery = (page: Page, state: string) =>
    page.locator(`[data-delivery="${state}"]`).first().waitFor({ timeout: 60_000 });

  test('cut by RST: the banner has the time of the data, and what was missed comes by itself', async () => {
    line.refuse(true);
    line.cut();
    await lost(board.page);
    await board.shot('bad-line-cut');
    const label = await assign();
    line.refuse(false);
    await live(board.page);
    await showsAssigned(board, label);
    await expectSamePage(board.page);
  });

  test('half-open: nothing tells the page, its heartbeat finds out', async () => {
    line.abandon();
    const label = await assign();
    await lost(board.page);
    await live(board.page);
    await showsAssigned(board, label);
    await expectSamePage(board.page);
  });

  test('the station is killed and started again', async () => {
    await world.kill('both');
    await lost(board.page);
    await world.restart();
    const label = await assign();
    await live(board.page);
    await showsAssigned(board, label);
    await expectSamePage(board.page);
  });

  test('an answer that is lost after the commit: told honestly, done once', async () => {
    await assign(0);
    const before = await eventsWith('acknowledged');
    const phone = await openPhone('Accept the task');
    line.refuse(true);
    line.cut();
    await stepOn(phone.page, 'Accept the task').click();
    await delivery(phone.page, 'on-device');
    await phone.shot('bad-line-on-device-360');
    line.refuse(false);
    line.loseAnswers(3);
    await delivery(phone.page, 'at-headquarters');
    await expectSamePage(phone.page);
    expect(await eventsWith('acknowledged')).toBe(before + 1);
    await phone.context.close();
  });

  test('two tabs of one phone send what waits once', async () => {
    const phone = await openPhone('We are on our way');
    const second = await phone.context.newPage();
    await second.goto(`${line.url}/my-task`);
    await stepOn(second, 'We are on our way').waitFor();
    const before = await eventsWith('en-route');
    line.refuse(true);
    line.cut();
    await stepOn(phone.page, 'We are on our way').click();
    await delivery(phone.page, 'on-device');
    line.refuse(false);
    for (const page of [phone.page, second])
      await stepOn(page, 'Start searching').waitFor({ timeout: 60_000 });
    await delivery(phone.page, 'at-headquarters');
    await expectSamePage(phone.page);
    expect(await eventsWith('en-route')).toBe(before + 1);
    await phone.context.close();
  });

  test('a frozen tab wakes up and shows what happened meanwhile', async () => {
    const session = await board.context.newCDPSession(board.page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    const label = await assign();
    await new Promise((wait) => setTimeout(wait, 3_000));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await session.detach();
    await showsAssigned(board, label);
    await expectSamePage(board.page);
  });

  test('a tab that slept for three hours looks again, and its ages are true', async () => {
    const sleeper = await Person.open(browser);
    await sleeper.page.addInitScript(() => {
      const real = Date.now.bind(Date);
      Object.assign(window, { skewMilliseconds: 0 });
      Date.now = () => real() + (window as unknown as { skewMilliseconds: number }).skewMilliseconds;
    });
    await sleeper.signIn(line.url, 'dispatcher');
    await sleeper.page.goto(`${line.url}/board/incidents/${search.incident.id}`);
    await live(sleeper.page);
    await mark(sleeper.page);
    let sockets = 0;
    sleeper.page.on('websocket', () => (sockets += 1));
    await sleeper.page.evaluate(() => Object.assign(window, { skewMilliseconds: 3 * 3_600_000 }));
    const deadline = Date.now() + 60_000;
    while (sockets === 0) {
      if (Date.now() > deadline) throw new Error('the page did not notice that it slept');
      await sleeper.page.waitForTimeout(100);
    }
    await live(sleeper.page);
    await showsAssigned(sleeper, await assign());
    await expectSamePage(sleeper.page);
    await sleeper.context.close();
  });

  test('more than a thousand events behind: the state comes as a whole', async () => {
    line.refuse(true);
    line.cut();
    await lost(board.page);
    const { incident } = await snapshotOfIncident(world.api, search.dispatcher, search.incident.id);
    let { version } = incident;
    for (let count = 0; count < 1_050; count += 1)
      ({ version } = await world.api.call(search.dispatcher, changeIncident, {
        params: { id: incident.id },
        body: { commandId: randomUUID(), version, title: `Поиск ${count}` },
      }));
    const label = await assign();
    line.refuse(false);
    await live(board.page);
    await board.page.getByText('Поиск 1049').first().waitFor();
    await showsAssigned(board, label);
    await expectSamePage(board.page);
  });

  test('a part of the program that cannot be loaded says so, and is there once the line is', async () => {
    const fresh = await Person.open(browser, { serviceWorkers: 'block' });
    await fresh.signIn(line.url, 'dispatcher');
    await fresh.page.waitForLoadState('networkidle');
    line.refuse(true);
    line.cut();
    await fresh.page.getByRole('link', { name: 'Statistics' }).first().click();
    const again = fresh.page.getByRole('alert').getByRole('button');
    await again.waitFor();
    await fresh.shot('bad-line-missing-part');
    // That the line is bad does not mean that there is a newer program.
    expect(await fresh.page.getByTestId('new-version').count()).toBe(0);
    line.refuse(false);
    await again.click();
    await fresh.page.getByRole('heading', { level: 1, name: 'Statistics' }).waitFor();
    await fresh.context.close();
  });

  test('a session that ended meanwhile leads to the sign-in page, and from there back', async () => {
    const ended = await openBoard();
    line.refuse(true);
    line.cut();
    await lost(ended.page);
    const { items } = await world.api.call(search.dispatcher, listSessions, {});
    for (const session of items.filter(({ current }) => !current))
      await world.api.call(search.dispatcher, endSession, { params: { id: session.id } });
    line.refuse(false);
    await ended.page.waitForURL(/\/sign-in/, { timeout: 60_000 });
    await ended.page.locator('input[autocomplete="username"]').fill('dispatcher');
    await ended.page.locator('input[type="password"]').fill('a password for tests');
    await ended.page.keyboard.press('Enter');
    await ended.page.waitForURL(new RegExp(search.incident.id));
    await live(ended.page);
    await ended.context.close();
    // Its session was ended with the others.
    await board.context.close();
    board = await openBoard();
  });
});
