import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { DESKTOP, launchBrowser, Person, PHONE } from '../support/browser.js';
import { preparePeople } from '../support/search.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(240_000);

// A dispatcher at a desktop, a searcher at a phone and a supervisor, at once, through one search.
describe('one search on three screens', () => {
  let station: TestStation;
  let browser: Browser;
  let dispatcher: Person;
  let searcher: Person;
  let supervisor: Person;

  beforeAll(async () => {
    station = await TestStation.start('embedded');
    await preparePeople(station);
    browser = await launchBrowser();
    [dispatcher, searcher, supervisor] = await Promise.all([
      Person.open(browser, { viewport: DESKTOP }),
      Person.open(browser, { viewport: PHONE, hasTouch: true }),
      Person.open(browser, { viewport: DESKTOP }),
    ]);
    await dispatcher.signIn(station.url, 'dispatcher');
    await searcher.signIn(station.url, 'searcher');
    await supervisor.signIn(station.url, 'supervisor');
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  test('the searcher sees that there is no task yet', async () => {
    await searcher.page.getByText('No task yet').waitFor();
    expect(new URL(searcher.page.url()).pathname).toBe('/my-task');
  });

  test('the dispatcher types an application while the mother talks', async () => {
    const { page } = dispatcher;
    await page.getByRole('link', { name: 'New application' }).first().click();
    await page.getByLabel('Phone to call back').fill('+7 700 000 11 22');
    await page.getByLabel('Full name', { exact: true }).fill('Серікұлы Әлихан');
    // A reload in the middle of the call loses nothing.
    await page.waitForTimeout(500);
    await page.reload();
    await page.getByText('restored from this device').waitFor();
    expect(await page.getByLabel('Full name', { exact: true }).inputValue()).toBe('Серікұлы Әлихан');
    await page.getByRole('button', { name: 'Send to headquarters' }).first().click();
    await page
      .getByText(/KST-\d{4}-000001/)
      .first()
      .waitFor();
  });

  test('the dispatcher opens an incident from it', async () => {
    const { page } = dispatcher;
    await page.goto(`${station.url}/board`);
    await page.getByTestId('queue-row').getByText('Серікұлы Әлихан').waitFor();
    await page.getByRole('checkbox', { name: /Select KST-/ }).check();
    await page.getByRole('button', { name: 'Open an incident from 1 application' }).click();
    await page.getByLabel('Title of the incident').fill('Мальчик под Рудным');
    await page.getByLabel('Initial planning point (IPP)').fill('52.9600, 63.1100');
    await page.getByLabel('DOS', { exact: true }).check();
    await page.getByLabel('BARS', { exact: true }).check();
    await page.getByRole('button', { name: 'Open an incident', exact: true }).click();
    await page.waitForURL(/\/board\/incidents\//);
    await page.getByTestId('incident-phase').getByText('Live').waitFor();
  });

  test('draws a grid, forms a team and gives it a sector', async () => {
    const { page } = dispatcher;
    await page.getByRole('button', { name: /^Draw a grid/ }).click();
    await page.getByLabel('Side of the square, km').fill('3');
    await page.getByRole('button', { name: 'Take the square' }).click();
    await page
      .getByTestId('grid-preview')
      .getByText(/sectors/)
      .waitFor();
    await page.getByRole('button', { name: 'Create the grid' }).click();
    await page
      .getByText(/\d+ sectors/)
      .first()
      .waitFor();

    await page.getByRole('button', { name: /^Form a team/ }).click();
    await page.getByLabel('Call sign').fill('Дос-1');
    await page.getByRole('checkbox', { name: 'Участник 1' }).check();
    await page.getByRole('checkbox', { name: 'Участник 2' }).check();
    await page.getByRole('button', { name: 'Create the team' }).click();
    await page.getByTestId('team-row').getByText('Дос-1').waitFor();

    // By keyboard alone: a label, Enter, A.
    await page.getByLabel('Find a sector').fill('Б2');
    await page.keyboard.press('Enter');
    await page.getByTestId('sector-facts').waitFor();
    await page
      .getByRole('button', { name: /^Assign/ })
      .first()
      .click();
    await page.getByTestId('selected-sectors').waitFor();
    await page.getByLabel('Team', { exact: true }).selectOption({ label: 'Дос-1' });
    await page.getByRole('button', { name: 'Assign 1 sector' }).click();
    const sentAt = Date.now();
    await searcher.page.getByRole('heading', { name: 'Sector Б2' }).waitFor();
    process.stdout.write(`a sector reached the phone ${Date.now() - sentAt} ms after the click\n`);
    await dispatcher.shot('chain-board-assigned');
    await searcher.shot('chain-phone-assigned');
  });

  test('the phone answers step by step, and the board follows without a reload', async () => {
    const step = async (name: string): Promise<void> => {
      await searcher.page.getByTestId('task-main-step').getByRole('button', { name }).click();
    };
    const boardShows = (text: string) =>
      dispatcher.page.getByTestId('sector-state').getByText(text).first().waitFor();
    await dispatcher.page.getByLabel('Find a sector').fill('Б2');
    await dispatcher.page.keyboard.press('Enter');
    await step('Accept the task');
    await step('We are on our way');
    await boardShows('Team en route');
    await step('Start searching');
    await boardShows('Being searched');
    await step('Search done, returning');
    await step('Back, make the report');
    await searcher.page.getByRole('heading', { name: 'Report of the search' }).waitFor();
    await searcher.page.getByRole('textbox', { name: 'Share of the sector searched' }).fill('100');
    await searcher.page.getByRole('textbox', { name: 'Estimated POD' }).fill('60');
    await searcher.shot('chain-phone-debrief');
    await step('Report: sector searched in full');
    await dispatcher.page.getByText('Searched, POD 60 %').first().waitFor();
    await searcher.page.getByText('No task yet').waitFor();
    await dispatcher.shot('chain-board-searched');
  });

  test('the dispatcher proposes an outcome, the supervisor confirms it, the figures follow', async () => {
    const { page } = dispatcher;
    await page.getByRole('button', { name: 'Propose an outcome' }).first().click();
    await page.getByLabel('Outcome', { exact: true }).selectOption({ label: 'Found alive' });
    await page
      .getByLabel('Evidence: who established it and how')
      .fill('Группа Дос-1 вышла к мальчику у лесополосы.');
    await page.getByRole('button', { name: 'Propose an outcome' }).last().click();

    await supervisor.page.goto(`${station.url}/review`);
    const card = supervisor.page.getByTestId('outcome-card');
    await card.getByText('Серікұлы Әлихан').first().waitFor();
    await supervisor.shot('chain-review-waiting');
    await card.getByTestId('outcome-confirm').click();
    await supervisor.page.getByText('Nothing to review').waitFor();

    await supervisor.page.goto(`${station.url}/statistics`);
    await supervisor.page.getByTestId('funnel-found-alive').first().click();
    await supervisor.page
      .getByTestId('stats-case')
      .getByText(/KST-\d{4}-000001/)
      .waitFor();
    await supervisor.shot('chain-statistics-cases');
  });

  test('a cut connection is told plainly, and the page catches up by itself', async () => {
    await dispatcher.context.setOffline(true);
    await dispatcher.page.getByText(/Connection lost/).waitFor();
    await dispatcher.shot('chain-board-offline');
    await dispatcher.context.setOffline(false);
    await dispatcher.page.getByTestId('incident-phase').getByText('Live').waitFor();
  });

  test('no page complained and none asked an outside host', () => {
    const ordinary = /ERR_INTERNET_DISCONNECTED|WebSocket connection/;
    for (const person of [dispatcher, searcher, supervisor])
      expect(person.complaints.filter((line) => !ordinary.test(line))).toEqual([]);
  });
});
