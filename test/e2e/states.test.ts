import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { UsersService } from '@izdeu/incident-service';
import type { Browser } from 'playwright-core';
import { axeViolations } from '../support/axe.js';
import { DESKTOP, launchBrowser, Person, PHONE } from '../support/browser.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(300_000);

interface Row {
  readonly path: string;
  /** Words that stand there as long as nobody entered anything. */
  readonly empty: string;
  /** A table of the database without which the page cannot be answered. */
  readonly table: string;
  /** Words without a connection; the page of the field shows what it last knew instead. */
  readonly offline?: string;
  /** Words for somebody whose role does not lead here; null where every role may look. */
  readonly forbidden: string | null;
}

const FORBIDDEN = 'Your role does not allow this.';
const FAILED = 'The server failed. The failure has been recorded.';
const OFFLINE = 'No connection to headquarters';

/** Every page that reads something, and what it says in each state that is not the ordinary one. */
const PAGES: readonly Row[] = [
  {
    path: '/board',
    empty: 'No application is waiting',
    table: 'missing_person_application',
    forbidden: null,
  },
  { path: '/review', empty: 'Nothing to review', table: 'outcome', forbidden: FORBIDDEN },
  {
    path: '/statistics',
    empty: 'No applications in this period',
    table: 'missing_person_application',
    forbidden: FORBIDDEN,
  },
  { path: '/squads', empty: 'No squads yet', table: 'squad', forbidden: null },
  { path: '/admin', empty: 'First steps', table: 'squad', forbidden: FORBIDDEN },
  {
    path: '/my-task',
    empty: 'No task yet',
    table: 'sector_assignment',
    offline: 'No task yet',
    forbidden: null,
  },
];

// Each state is brought about as life does it: nothing entered, another role, a table gone, a slow line, a station off.
describe('each page in each state', () => {
  let station: TestStation;
  let browser: Browser;
  let founder: Person;
  let member: Person;
  const problems: string[] = [];

  beforeAll(async () => {
    station = await TestStation.start('embedded');
    const token = (await station.app.get(UsersService).firstAdministratorToken()) ?? '';
    await station.acceptLink(token, 'founder');
    const administrator = await station.signIn('founder');
    const everywhere = (role: 'administrator' | 'dispatcher' | 'supervisor') => ({ role, squadId: null });
    await station.account(administrator, 'everybody', [
      everywhere('administrator'),
      everywhere('dispatcher'),
      everywhere('supervisor'),
    ]);
    await station.account(administrator, 'onlooker', [{ role: 'squad-member', squadId: null }]);
    browser = await launchBrowser();
    founder = await Person.open(browser, { viewport: DESKTOP });
    await founder.signIn(station.url, 'everybody');
    member = await Person.open(browser, { viewport: PHONE, hasTouch: true });
    await member.signIn(station.url, 'onlooker');
  });
  afterAll(async () => {
    await browser.close();
  });

  /** Opens the page, waits for the words, and audits what stands there, in an appearance that changes by turns. */
  const expectWords = async (person: Person, path: string, words: string, state: string): Promise<void> => {
    await person.page.goto(station.url + path);
    await person.page
      .getByText(words)
      .first()
      .waitFor()
      .catch((error: unknown) => {
        throw new Error(`${path}, ${state}: no "${words}"`, { cause: error });
      });
    for (const violation of await axeViolations(person.page))
      problems.push(`${path}, ${state}: ${violation}`);
  };
  const noProblems = () => expect([...new Set(problems.splice(0))]).toEqual([]);

  test('empty: what the list will hold, and the next step', async () => {
    for (const { path, empty } of PAGES) await expectWords(founder, path, empty, 'empty');
    await founder.page.goto(`${station.url}/squads`);
    await founder.page.getByRole('main').getByRole('link', { name: 'Administration' }).waitFor();
    noProblems();
  });

  test('no permission: the page says so and shows nothing else', async () => {
    for (const { path, forbidden } of PAGES)
      if (forbidden !== null) await expectWords(member, path, forbidden, 'forbidden');
    noProblems();
  });

  test('loading: a skeleton that says what is coming', async () => {
    const session = await founder.context.newCDPSession(founder.page);
    for (const { path } of PAGES) {
      await founder.page.goto(station.url + path);
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 2_000,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
      await founder.page.reload({ waitUntil: 'commit' });
      await founder.page.locator('[role="status"][aria-busy="true"]').first().waitFor();
      expect(await founder.page.locator('[aria-busy="true"]').first().textContent()).toMatch(/^Loading/);
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    }
    await session.detach();
  });

  test('error: what failed, the number to tell, and trying again works', async () => {
    const { dataSource } = station.platform.database;
    for (const { path, table, empty } of PAGES) {
      await dataSource.query(`ALTER TABLE "${table}" RENAME TO "${table}_away"`);
      try {
        await expectWords(founder, path, FAILED, 'error');
        await founder.page
          .getByText(/^Request number: /)
          .first()
          .waitFor();
      } finally {
        await dataSource.query(`ALTER TABLE "${table}_away" RENAME TO "${table}"`);
      }
      await founder.page.getByRole('button', { name: 'Try again' }).first().click();
      await founder.page.getByText(empty).first().waitFor();
    }
    noProblems();
  });

  test('offline: the station is off, and each page says so instead of breaking', async () => {
    // The worker keeps the parts of a page that was opened once while it was in charge.
    await founder.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    for (const { path } of [...PAGES, { path: '/about' }]) {
      await founder.page.goto(station.url + path);
      await founder.page.waitForLoadState('networkidle');
    }
    await station.stop();
    for (const { path, offline } of PAGES) await expectWords(founder, path, offline ?? OFFLINE, 'offline');
    await founder.page.getByTestId('help-opener').click();
    await founder.page.getByTestId('help').getByRole('heading', { name: 'My task' }).waitFor();
    await founder.page.goto(`${station.url}/about`);
    await founder.page.getByTestId('licences').getByText('react-dom', { exact: true }).waitFor();
    noProblems();
  });
});
