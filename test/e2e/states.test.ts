// Every page before its data comes, without it, and for somebody whose role does not show it. Answers are held back,
// cut off or spoilt on their way; the station itself is in order.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createApplication } from '@izdeu/contracts';
import type { Browser, Page, Route } from 'playwright-core';
import { launchBrowser, Person, PHONE } from '../support/browser.js';
import { newApplication, prepareSearch, type Search } from '../support/search.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(240_000);

/** Sum of the shifts of what is on the screen: a quarter of what counts as good on the web. */
const MOST_SHIFT = 0.05;
const DELAY_MILLISECONDS = 600;
/** Who is signed in stays known: pages fail one by one, not the whole program. */
const ANSWERS = /\/api\/v1\/(?!me$|session$)/;

interface Shifts {
  shifts: number;
}

describe('states of the pages', () => {
  let station: TestStation;
  let search: Search;
  let browser: Browser;
  const people = new Map<string, Person>();
  /** Pages whose sockets are closed as soon as they open. */
  const isCut = new Set<Page>();

  beforeAll(async () => {
    station = await TestStation.start('server');
    search = await prepareSearch(station);
    await station.call(search.dispatcher, createApplication, { body: newApplication('Ахметова Сания') });
    browser = await launchBrowser();
    for (const login of ['dispatcher', 'supervisor', 'administrator', 'searcher']) {
      const person = await Person.open(browser, login === 'searcher' ? { viewport: PHONE } : {});
      await person.page.addInitScript(() => {
        const seen = window as unknown as Shifts;
        seen.shifts = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
            if (!entry.hadRecentInput) seen.shifts += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await person.page.routeWebSocket(/\/socket\.io\//, (socket) => {
        if (isCut.has(person.page)) void socket.close();
        else socket.connectToServer();
      });
      await person.signIn(station.url, login);
      people.set(login, person);
    }
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  const PAGES: readonly (readonly [page: string, who: string, path: () => string])[] = [
    ['the queue', 'dispatcher', () => '/board'],
    ['an incident', 'dispatcher', () => `/board/incidents/${search.incident.id}`],
    ['an application', 'dispatcher', () => `/applications/${search.application.id}`],
    ['squads', 'dispatcher', () => '/squads'],
    ['my task', 'searcher', () => '/my-task'],
    ['outcomes to review', 'supervisor', () => '/review'],
    ['statistics', 'supervisor', () => '/statistics'],
    ['administration', 'administrator', () => '/admin'],
  ];

  const pageOf = (who: string): Page => {
    const person = people.get(who);
    if (!person) throw new Error(`nobody is ${who}`);
    return person.page;
  };
  const busy = (page: Page) => page.locator('[aria-busy="true"]:visible');
  const settled = async (page: Page): Promise<void> => {
    await page.waitForFunction(
      () => ![...document.querySelectorAll('[aria-busy="true"]')].some((one) => one.checkVisibility()),
    );
    await page.waitForTimeout(500);
  };
  /** Each part of a page that failed has its own button. */
  const tryAgain = async (page: Page): Promise<void> => {
    const buttons = page.getByRole('button', { name: 'Try again' });
    for (let left = await buttons.count(); left > 0; left = await buttons.count()) {
      await buttons
        .first()
        .click({ timeout: 5_000 })
        .catch(() => undefined);
      await settled(page);
    }
  };
  /** With every answer treated so, sockets with them. */
  const under = async (
    page: Page,
    treatment: (route: Route) => Promise<void>,
    work: () => Promise<void>,
  ): Promise<void> => {
    await page.route(ANSWERS, treatment);
    await page.route(/\/socket\.io\//, treatment);
    isCut.add(page);
    try {
      await work();
    } finally {
      isCut.delete(page);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    }
  };
  const late = async (route: Route): Promise<void> => {
    await new Promise((wait) => setTimeout(wait, DELAY_MILLISECONDS));
    await route.continue().catch(() => undefined);
  };
  const spoilt = (route: Route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/json',
      body: JSON.stringify({ code: 'INTERNAL', message: 'spoilt on its way', requestId: 'test-0001' }),
    });

  test.each(PAGES)(
    '%s: a skeleton while it loads, and nothing jumps when it comes',
    async (_name, who, path) => {
      const page = pageOf(who);
      await under(page, late, async () => {
        await page.goto(station.url + path());
        await busy(page).first().waitFor();
        await settled(page);
      });
      expect(await page.evaluate(() => (window as unknown as Shifts).shifts)).toBeLessThanOrEqual(MOST_SHIFT);
    },
  );

  // An incident comes by its socket, which fails by being away.
  const BY_REQUESTS = PAGES.filter(([name]) => name !== 'an incident');
  test.each(BY_REQUESTS)('%s: an error says what to do, and doing it helps', async (_name, who, path) => {
    const page = pageOf(who);
    const again = page.getByRole('alert').getByRole('button', { name: 'Try again' }).first();
    await under(page, spoilt, async () => {
      await page.goto(station.url + path());
      await again.waitFor();
    });
    await tryAgain(page);
  });

  // A phone has its task on the device: field-offline.test.ts.
  const NOT_KEPT = PAGES.filter(([name]) => name !== 'my task');
  test.each(NOT_KEPT)(
    '%s: without a connection it says so, and comes once there is one',
    async (_name, who, path) => {
      const page = pageOf(who);
      const offline = page.getByText('No connection to headquarters').first();
      await under(
        page,
        (route) => route.abort(),
        async () => {
          await page.goto(station.url + path());
          await offline.waitFor();
        },
      );
      await tryAgain(page);
      await offline.waitFor({ state: 'detached' });
    },
  );

  test.each([
    ['searcher', '/admin'],
    ['searcher', '/review'],
    ['searcher', '/statistics'],
    ['searcher', '/applications/new'],
    ['dispatcher', '/admin'],
  ])('%s at %s: not for this role, and nothing to try again', async (who, path) => {
    const page = pageOf(who);
    await page.goto(station.url + path);
    await page.getByText('Not for your role').first().waitFor();
    await settled(page);
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  test.each([
    ['searcher', '/my-task', 'No task yet'],
    ['supervisor', '/review', 'Nothing to review'],
  ])('%s at %s: empty, in words', async (who, path, words) => {
    const page = pageOf(who);
    await page.goto(station.url + path);
    await page.getByText(words).first().waitFor();
  });
});
