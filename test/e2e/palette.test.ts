import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser, Person } from '../support/browser.js';
import { prepareSearch, type Search } from '../support/search.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(180_000);

// Ctrl-K, by keyboard alone.
describe('the palette of the board', () => {
  let station: TestStation;
  let search: Search;
  let browser: Browser;
  let person: Person;

  beforeAll(async () => {
    station = await TestStation.start('embedded');
    search = await prepareSearch(station);
    browser = await launchBrowser();
    person = await Person.open(browser, { locale: 'ru' });
    await person.page.addInitScript(() => localStorage.setItem('izdeu.locale', 'ru'));
    await person.signIn(station.url, 'dispatcher');
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  const ask = async (text: string): Promise<void> => {
    await person.page.getByRole('button', { name: 'Поиск и команды' }).waitFor();
    // The place of the key, as a Russian layout sends it.
    await person.page.keyboard.press('Control+KeyK');
    await person.page.getByRole('dialog').waitFor();
    await person.page.keyboard.type(text);
  };
  const selected = () => person.page.locator('[role="option"][aria-selected="true"]');

  test('a person is found by part of the name and opened with Enter', async () => {
    await ask('иванов пе');
    await selected().getByText('Иванов Пётр').waitFor();
    await person.shot('palette-person-1366-ru');
    await person.page.keyboard.press('Enter');
    await person.page.waitForURL(`**/applications/${search.application.id}`);
    await person.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('a search, then its sector, team, tool and a place given by coordinates', async () => {
    await ask(search.incident.title.slice(0, 6));
    await selected().getByText(search.incident.title).waitFor();
    await person.page.keyboard.press('Enter');
    await person.page.waitForURL(`**/board/incidents/${search.incident.id}`);
    await person.page.getByTestId('team-row').or(person.page.getByRole('toolbar')).first().waitFor();

    await ask('Б3');
    await selected().getByText('Б3').waitFor();
    await person.page.keyboard.press('Enter');
    await person.page.getByRole('heading', { name: /Б3/ }).waitFor();

    await ask('дос-1');
    await selected().getByText('Дос-1').waitFor();
    await person.page.keyboard.press('Enter');
    await person.page.getByRole('heading', { name: /Дос-1/ }).waitFor();

    await ask('N52 57.6 E63 06.6');
    await selected().getByText('52.96000, 63.11000').waitFor();
    await person.shot('palette-coordinates-1366-ru');
    await person.page.keyboard.press('Enter');
    await person.page.waitForFunction(() => document.querySelector('.leaflet-container') !== null);
    expect(person.complaints).toEqual([]);
  });

  test('without a connection it says so, and still finds what is on the device', async () => {
    await person.context.setOffline(true);
    await ask('рудный');
    await person.page.getByText('Заявки и людей найти не удалось.', { exact: false }).waitFor();
    await selected().getByText('Рудный').waitFor();
    await person.page.keyboard.press('Escape');
    await person.page.getByRole('dialog').waitFor({ state: 'detached' });
    await person.context.setOffline(false);
  });
});
