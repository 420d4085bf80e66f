import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { changeAssignmentStatus, getSnapshot } from '@izdeu/contracts';
import type { Browser } from 'playwright-core';
import { launchBrowser, Person, PHONE } from '../support/browser.js';
import { prepareSearch, type Search } from '../support/search.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(180_000);

describe('the way back', () => {
  let station: TestStation;
  let search: Search;
  let browser: Browser;
  let board: Person;
  let phone: Person;

  beforeAll(async () => {
    station = await TestStation.start('embedded');
    search = await prepareSearch(station);
    browser = await launchBrowser();
    board = await Person.open(browser);
    phone = await Person.open(browser, { viewport: PHONE, hasTouch: true });
    await board.signIn(station.url, 'dispatcher');
    await phone.signIn(station.url, 'searcher');
    await board.page.goto(`${station.url}/board/incidents/${search.incident.id}`);
    await board.page.getByTestId('incident-phase').getByText('Live').waitFor();
    await phone.page.getByText('No task yet').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  const assign = async (label: string): Promise<void> => {
    const { page } = board;
    await page.getByLabel('Find a sector').fill(label);
    await page.keyboard.press('Enter');
    await page.getByTestId('sector-facts').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Find a sector').fill(label);
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: /^Assign/ })
      .first()
      .click();
    await page.getByLabel('Team', { exact: true }).selectOption({ label: 'Дос-1' });
    await page.getByRole('button', { name: 'Assign 1 sector' }).click();
    await phone.page.getByRole('heading', { name: `Sector ${label}` }).waitFor();
  };
  const latest = () => board.page.getByTestId('history-entry').first();

  test('a sector given by mistake is taken back from the message, and the phone loses it by itself', async () => {
    await assign('Б3');
    const message = board.page.getByRole('alert').filter({ hasText: 'Б3' });
    await message.getByRole('button', { name: /^Take back/ }).click();
    await phone.page.getByText('No task yet').waitFor();
  });

  test('the history tells it in words, and takes that back too, with a reason', async () => {
    const { page } = board;
    await page.getByRole('button', { name: /^History/ }).click();
    await latest().getByText('Б3 · Дос-1: Withdrawn').waitFor();
    await latest().getByText('Reason: by mistake').waitFor();
    await page.waitForTimeout(300);
    await board.shot('history-1366-day');
    await latest()
      .getByRole('button', { name: /^Take back/ })
      .click();
    await page.getByLabel('Why it is taken back').fill('всё-таки туда');
    await page.keyboard.press('Enter');
    await phone.page.getByRole('heading', { name: 'Sector Б3' }).waitFor();
    await latest().getByText('Reason: всё-таки туда').waitFor();
  });

  test('what somebody changed meanwhile is shown with their name, and nothing is lost', async () => {
    const { page } = board;
    const params = { id: search.incident.id };
    await latest()
      .getByRole('button', { name: /^Take back/ })
      .click();
    // The searcher accepts while the dispatcher is still thinking; their screen may not show it in time.
    await board.context.setOffline(true);
    const before = await station.call(search.dispatcher, getSnapshot, { params });
    await station.call(search.searcher, changeAssignmentStatus, {
      params: { id: before.assignments[0]?.id ?? '' },
      body: { commandId: randomUUID(), to: 'acknowledged' },
    });
    await page.route('**/socket.io/**', (route) => route.abort());
    await board.context.setOffline(false);
    await page.getByRole('button', { name: 'Yes, take it back' }).click();
    await page
      .getByTestId('command-problem')
      .getByText(/Changed since by searcher.*Acknowledged/)
      .waitFor();
    await board.shot('history-conflict-1366-day');
    const after = await station.call(search.dispatcher, getSnapshot, { params });
    expect(after.assignments).toMatchObject([{ state: 'acknowledged' }]);
    await page.unroute('**/socket.io/**');
  });
});
