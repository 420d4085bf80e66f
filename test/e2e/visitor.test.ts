import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { UsersService } from '@izdeu/incident-service';
import type { Browser } from 'playwright-core';
import { DESKTOP, launchBrowser, Person, PHONE } from '../support/browser.js';
import { PASSWORD, TestStation } from '../support/station.js';

jest.setTimeout(180_000);

// From an empty station to a sector on a member's phone, by what the pages themselves say.
let station: TestStation;
let browser: Browser;
let founder: Person;
let phone: Person;
let link = '';

beforeAll(async () => {
  station = await TestStation.start('embedded');
  browser = await launchBrowser();
  founder = await Person.open(browser, { viewport: DESKTOP });
  phone = await Person.open(browser, { viewport: PHONE, hasTouch: true });
});
afterAll(async () => {
  await browser.close();
  await station.stop();
});

const step = () => founder.page.locator('[data-testid="first-steps"] [aria-current="step"]');

test('the printed link makes the first administrator, who also runs the searches', async () => {
  const token = await station.app.get(UsersService).firstAdministratorToken();
  const { page } = founder;
  await page.goto(`${station.url}/setup#${token ?? ''}`);
  await page.getByLabel('Your name').fill('Основатель');
  await page.getByLabel('Login', { exact: true }).fill('founder');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  expect(await page.getByRole('checkbox', { name: 'I also run the searches (dispatcher)' }).isChecked()).toBe(
    true,
  );
  await founder.shot('visitor-1-setup');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/admin');
});

test('the first steps lead to a squad, its people, and a link for one of them', async () => {
  const { page } = founder;
  await step().getByText('Create a squad').waitFor();
  await founder.shot('visitor-2-first-steps');
  await step().getByRole('button', { name: 'Add a squad' }).click();
  await page.getByLabel('Name in Kazakh').first().fill('Дос');
  await page.getByLabel('Name in Russian').first().fill('Дос');
  await page.getByLabel('Name in English').first().fill('Dos');
  await page.getByLabel('Base: town or village').fill('Костанай');
  await page.getByLabel(/^Code:/).fill('DOS');
  await page.getByRole('button', { name: 'Save the squad' }).click();

  await step().getByText('Put members on the roster').waitFor();
  await step().getByRole('link', { name: 'Open the roster' }).click();
  for (const name of ['Асқар Нұрлан', 'Иванова Мария']) {
    await page.getByRole('button', { name: 'Add a member' }).click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('button', { name: 'Add the member' }).click();
    await page.getByRole('cell', { name }).waitFor();
  }
  await page.getByRole('link', { name: 'Administration' }).click();
  await step().getByText('Send a link to a member').waitFor();
  await step().getByRole('button', { name: 'Invite a user' }).click();
  await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Squad member' });
  await page.getByLabel('Squad of the member').selectOption({ label: 'Dos' });
  await page.getByLabel('Member of the squad').selectOption({ label: 'Асқар Нұрлан' });
  await page.getByRole('button', { name: 'Make the link' }).click();
  link = await page.getByTestId('invitation-link').inputValue();
  expect(link).toContain('/setup#');
});

test('the member follows the link on the phone', async () => {
  const { page } = phone;
  await page.goto(link);
  expect(await page.getByLabel('Your name').inputValue()).toBe('Асқар Нұрлан');
  await page.getByLabel('Login', { exact: true }).fill('askar');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: /Create/ }).click();
  await page.waitForURL('**/my-task');
  await page.getByText('No task yet').waitFor();
});

test('an exercise from the board brings a sector to the phone, and both say that it is one', async () => {
  const { page } = founder;
  await page.goto(`${station.url}/admin`);
  await step().getByText('Run an exercise').waitFor();
  await step().getByRole('link', { name: 'Board' }).click();
  await page.getByRole('button', { name: 'Open an exercise' }).click();
  await page.getByRole('button', { name: 'Centre of Kostanay' }).click();
  await page.getByLabel('Dos', { exact: true }).check();
  await founder.shot('visitor-3-exercise');
  await page.getByRole('button', { name: 'Start the exercise' }).click();
  await page.waitForURL(/\/board\/incidents\//);
  await page.getByTestId('practice-band').waitFor();

  await page.getByRole('button', { name: /^Draw a grid/ }).click();
  await page.getByLabel('Side of the square, km').fill('2');
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
  await page.getByRole('checkbox', { name: 'Асқар Нұрлан' }).check();
  await page.getByRole('checkbox', { name: 'Иванова Мария' }).check();
  await page.getByRole('button', { name: 'Create the team' }).click();
  await page.getByTestId('team-row').getByText('Дос-1').waitFor();
  await page.getByLabel('Find a sector').fill('Б2');
  await page.keyboard.press('Enter');
  await page.getByTestId('sector-facts').waitFor();
  await page
    .getByRole('button', { name: /^Assign/ })
    .first()
    .click();
  await page.getByLabel('Team', { exact: true }).selectOption({ label: 'Дос-1' });
  await page.getByRole('button', { name: 'Assign 1 sector' }).click();

  await phone.page.getByRole('heading', { name: 'Sector Б2' }).waitFor();
  await phone.page.getByTestId('practice-band').waitFor();
  await founder.shot('visitor-4-board');
  await phone.shot('visitor-4-phone');
});

test('the first steps are done and gone; nothing of the exercise counts', async () => {
  const { page } = founder;
  await page.goto(`${station.url}/admin`);
  await page.getByTestId('user-row').first().waitFor();
  await page.waitForTimeout(500);
  expect(await page.getByTestId('first-steps').count()).toBe(0);
  await page.goto(`${station.url}/statistics`);
  await page.getByText('No applications in this period').waitFor();
  expect(founder.complaints).toEqual([]);
  expect(phone.complaints).toEqual([]);
});
