import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { assignSectors } from '@izdeu/contracts';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, launchBrowser, Person, PHONE } from '../support/browser.js';
import { prepareSearch, type Search } from '../support/search.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(180_000);

/** Every text a live region held, in order: what a screen reader would have said. */
const listenTo = (page: Page, selector: string): Promise<void> =>
  page.evaluate((region) => {
    const said: string[] = [];
    Object.assign(window, { said });
    const watch = () => {
      const element = document.querySelector(region);
      if (!element) return void requestAnimationFrame(watch);
      new MutationObserver(() => {
        const text = element.textContent?.trim() ?? '';
        if (text !== '' && text !== said.at(-1)) said.push(text);
      }).observe(element, { childList: true, subtree: true, characterData: true });
    };
    watch();
  }, selector);
const saidOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { said: string[] }).said);

interface Stop {
  readonly name: string;
  readonly isMarked: boolean;
  readonly isSeen: boolean;
}

/** What has the focus: whether something marks it, and whether nothing covers all of it. */
const focused = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const around = getComputedStyle(element.parentElement ?? element);
    const drawn = (one: CSSStyleDeclaration) =>
      (one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) >= 1) || one.boxShadow !== 'none';
    const points = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.2, 0.5, 0.8].map((y) => [left + (right - left) * x, top + (bottom - top) * y] as const),
    );
    const isSeen = points.some(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (element.contains(hit) || hit.contains(element) || hit.tagName === 'LABEL');
    });
    const isField = element.matches('input, select, textarea');
    return {
      name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent ?? ''}`.slice(
        0,
        80,
      ),
      // A field shows it by its border, which is another colour than before.
      isMarked: drawn(style) || drawn(around) || (isField && style.borderStyle !== 'none'),
      isSeen,
    };
  });

describe('the console for everybody', () => {
  let station: TestStation;
  let search: Search;
  let browser: Browser;
  let dispatcher: Person;
  let phone: Person;

  beforeAll(async () => {
    station = await TestStation.start('embedded');
    search = await prepareSearch(station);
    browser = await launchBrowser();
    dispatcher = await Person.open(browser, { viewport: DESKTOP, reducedMotion: 'reduce' });
    await dispatcher.signIn(station.url, 'dispatcher');
    phone = await Person.open(browser, { viewport: PHONE, hasTouch: true });
    await phone.signIn(station.url, 'searcher');
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  const assign = (indexes: readonly number[]) =>
    station.call(search.dispatcher, assignSectors, {
      params: { id: search.incident.id },
      body: {
        commandId: randomUUID(),
        sectorIds: indexes.map((index) => search.sector(index)),
        teamId: search.teams[0].id,
        type: 'area-sweep',
      },
    });

  test('the first Tab offers the way past the header, and it leads there', async () => {
    const { page } = dispatcher;
    await page.goto(`${station.url}/board`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatchObject({ name: 'A Skip to content', isSeen: true });
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  });

  test.each(['/board', '/applications/new', '/squads', '/about'])(
    '%s has its landmarks and one heading of the first rank, and no rank is skipped',
    async (path) => {
      const { page } = dispatcher;
      await page.goto(station.url + path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      expect(await page.getByRole('banner').count()).toBe(1);
      expect(await page.getByRole('main').count()).toBe(1);
      expect(await page.getByRole('navigation', { name: 'Main navigation' }).count()).toBe(1);
      const ranks = await page.evaluate(() =>
        [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
          .filter((heading) => heading.checkVisibility())
          .map((heading) => Number(heading.tagName[1])),
      );
      expect(ranks.filter((rank) => rank === 1)).toHaveLength(1);
      for (const [index, rank] of ranks.entries())
        expect({ path, ranks, skipped: index > 0 && rank > (ranks[index - 1] ?? 0) + 1 }).toMatchObject({
          skipped: false,
        });
    },
  );

  test.each(['/board', '/applications/new', '/squads'])(
    'on %s the keyboard reaches everything, always seen and marked',
    async (path) => {
      const { page } = dispatcher;
      await page.goto(station.url + path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      const faults: string[] = [];
      const seen = new Set<string>();
      for (let press = 0; press < 40; press += 1) {
        await page.keyboard.press('Tab');
        const stop = await focused(page);
        if (stop === null) break;
        seen.add(stop.name);
        if (!stop.isMarked) faults.push(`not marked: ${stop.name}`);
        if (!stop.isSeen) faults.push(`covered: ${stop.name}`);
      }
      expect(faults).toEqual([]);
      expect(seen.size).toBeGreaterThan(8);
    },
  );

  test('less motion was asked for: nothing moves', async () => {
    const { page } = dispatcher;
    await page.goto(`${station.url}/board`);
    await page.keyboard.press('Control+KeyK');
    await page.getByRole('dialog').waitFor();
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ playState, effect }) => {
          const { duration, iterations } = effect?.getComputedTiming() ?? {};
          return playState === 'running' && (Number(duration) > 1 || iterations === Infinity);
        })
        .map(({ effect }) => (effect as KeyframeEffect | null)?.target?.className),
    );
    expect(moving).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('another language in the middle of a form: every text changes, nothing typed is lost', async () => {
    const { page } = dispatcher;
    await page.goto(`${station.url}/applications/new`);
    const applicant = page.locator('[id="applicant.fullName"]');
    await applicant.fill('Ахметова Әсел');
    const marker = await page.evaluate(() => Object.assign(window, { notReloaded: true }) !== null);
    for (const [locale, heading] of [
      ['kk', 'Жаңа өтініш'],
      ['ru', 'Новая заявка'],
      ['en', 'New application'],
    ] as const) {
      await page.locator('header select:visible').first().selectOption(locale);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      expect(await applicant.inputValue()).toBe('Ахметова Әсел');
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);
    }
    expect(marker && (await page.evaluate(() => 'notReloaded' in window))).toBe(true);
  });

  test('help opens from the header and by its key, speaks of this page, and gives the focus back', async () => {
    const { page } = dispatcher;
    await page.goto(`${station.url}/squads`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.getByRole('button', { name: 'Help for this page' }).focus();
    await page.keyboard.press('Enter');
    const help = page.getByRole('dialog', { name: 'Help' });
    await help.getByRole('heading', { name: 'Squads' }).waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Help for this page',
    );
    await page.keyboard.press('?');
    await help.getByRole('link', { name: /^About Izdeu/ }).click();
    await page.getByTestId('version').getByText('Version 0.1.0').waitFor();
    await page.getByTestId('licences').getByText('leaflet', { exact: true }).waitFor();
  });

  test('a burst of assignments is said once on the phone and once on the board', async () => {
    await phone.page.goto(`${station.url}/my-task`);
    await phone.page.getByText('No task yet').waitFor();
    await dispatcher.page.goto(`${station.url}/board/incidents/${search.incident.id}`);
    await dispatcher.page
      .getByText(/\d+ sectors/)
      .first()
      .waitFor();
    await listenTo(phone.page, '[data-testid="task-news"]');
    await listenTo(dispatcher.page, '[data-testid="change-announcer"]');
    await assign([0, 1, 2, 3, 4]);
    await phone.page
      .getByTestId('task-news')
      .getByText(/5 new tasks/)
      .waitFor();
    await dispatcher.page
      .getByTestId('change-announcer')
      .getByText(/5 sectors/)
      .waitFor({ state: 'attached' });
    await assign([5]);
    await dispatcher.page
      .getByTestId('change-announcer')
      .getByText(/: Assigned$/)
      .waitFor({ state: 'attached' });
    expect(await saidOn(dispatcher.page)).toEqual([
      '5 sectors have changed state',
      expect.stringMatching(/^Sector .+: Assigned$/),
    ]);
    await phone.page
      .getByTestId('task-news')
      .getByText(/6 new tasks/)
      .waitFor();
    expect(await saidOn(phone.page)).toHaveLength(2);
  });
});
