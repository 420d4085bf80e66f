import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { reportPositions } from '@izdeu/contracts';
import type { Browser } from 'playwright-core';
import { launchBrowser, Person } from '../support/browser.js';
import { prepareSearch, type Search } from '../support/search.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(240_000);

// The map of a search, by mouse, by keyboard and on paper.
describe('the map of a search', () => {
  let station: TestStation;
  let search: Search;
  let browser: Browser;
  let person: Person;
  const map = () => person.page.getByRole('application', { name: 'Map of the search' });
  const spoken = () => person.page.getByTestId('map-object');
  const button = (name: string) =>
    person.page.getByRole('toolbar', { name: 'Map tools' }).getByRole('button', { name });

  beforeAll(async () => {
    station = await TestStation.start('embedded');
    search = await prepareSearch(station);
    browser = await launchBrowser();
    person = await Person.open(browser);
    await person.signIn(station.url, 'dispatcher');
    await person.page.goto(`${station.url}/board/incidents/${search.incident.id}`);
    await person.page.getByTestId('incident-phase').getByText('Live').waitFor();
    await map().waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  const paste = (text: string): Promise<void> =>
    map().evaluate((element, pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, text);
  const centre = async (): Promise<number[]> =>
    (await person.page.getByTestId('degrees').innerText()).split(', ').map(Number);

  test.each([
    ['decimal', '52.96, 63.11'],
    ['degrees and minutes', 'N52 57.600 E63 06.600'],
    ['degrees, minutes, seconds', '52°57′36″N 63°06′36″E'],
    ['UTM', '41U 507389 5867827'],
    ['MGRS', '41U NU 07389 67827'],
    ['a link', 'https://www.openstreetmap.org/?mlat=52.96&mlon=63.11#map=12/52/63'],
  ])('Ctrl-V on the map goes to a place given as %s', async (_, text) => {
    await paste('53.5, 64.5');
    await person.page.waitForFunction(() =>
      document.querySelector('[data-testid="degrees"]')?.textContent?.startsWith('53.5'),
    );
    await paste(text);
    await person.page.waitForFunction(() =>
      document.querySelector('[data-testid="degrees"]')?.textContent?.startsWith('52.9'),
    );
    const [lat = 0, lon = 0] = await centre();
    // A pixel at this zoom is three metres.
    expect(Math.abs(lat - 52.96)).toBeLessThan(0.001);
    expect(Math.abs(lon - 63.11)).toBeLessThan(0.002);
  });

  test('what cannot be read stays in the search field, with what was expected; a settlement is found by its name', async () => {
    const { page } = person;
    await paste('meet at the old mill');
    const field = page.getByLabel('Find a place', { exact: true }).and(page.locator('input'));
    await page.getByText('This is neither coordinates nor a settlement', { exact: false }).waitFor();
    expect(await field.inputValue()).toBe('meet at the old mill');
    await field.fill('Рудн');
    await page.getByRole('option', { name: 'Rudny' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rudny: remove the mark' }).waitFor();
    await page.waitForFunction(() =>
      document.querySelector('[data-testid="degrees"]')?.textContent?.startsWith('52.97'),
    );
    expect((await centre())[1]?.toFixed(2)).toBe('63.12');
    await page.getByRole('button', { name: 'Rudny: remove the mark' }).click();
  });

  test('everything is shown again, and what is under the cursor in three notations', async () => {
    await button('Show the whole search').click();
    await map().hover();
    expect(await person.page.getByTestId('mgrs').innerText()).toMatch(/^41UN[TU] \d{5} \d{5}$/);
    expect(await person.page.getByTestId('minutes').innerText()).toMatch(/^5[23]°.*N 063°/);
  });

  test('a distance with its bearing, an area, and the last point taken back, by keyboard alone', async () => {
    const { page } = person;
    await button('Measure').focus();
    await page.keyboard.press('Enter');
    const measured = page.getByTestId('measured');
    await measured.getByText('Tap two or more points', { exact: false }).waitFor();
    await page.keyboard.press('Enter');
    const pan = async (key: string) => {
      const before = await centre();
      await page.keyboard.press(key);
      await page.waitForFunction(
        (old) => document.querySelector('[data-testid="degrees"]')?.textContent !== old,
        before.map((one) => one.toFixed(5)).join(', '),
      );
      await page.waitForTimeout(400);
    };
    await page.mouse.move(5, 5);
    await pan('ArrowRight');
    await page.keyboard.press('Enter');
    await measured.getByText(/bearing 0(89|90|91)° true, back 2(69|70|71)°/).waitFor();
    await pan('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Area', { exact: true }).click();
    await measured.getByText(/Perimeter/).waitFor();
    await page.keyboard.press('Backspace');
    await measured.getByText('Tap three or more points', { exact: false }).waitFor();
    await person.shot('map-measure-1366');
    await page.keyboard.press('Escape');
    await measured.waitFor({ state: 'detached' });
  });

  test('layers are switched, and remembered after a reload', async () => {
    const { page } = person;
    await button('Layers').click();
    await page.getByRole('radio', { name: 'MGRS' }).check();
    await page.getByLabel('Names of sectors').uncheck({ force: true });
    await person.shot('map-layers-1366');
    await page.keyboard.press('Escape');
    await page.reload();
    await map().waitFor();
    await button('Layers').click();
    expect(await page.getByRole('radio', { name: 'MGRS' }).isChecked()).toBe(true);
    expect(await page.getByLabel('Names of sectors').isChecked()).toBe(false);
    await page.getByLabel('Names of sectors').check({ force: true });
    await page.keyboard.press('Escape');
  });

  test('sectors and points are walked by keyboard and read out; Tab leads on and out again, Esc leaves', async () => {
    const { page } = person;
    await map().focus();
    await page.keyboard.press('Enter');
    await spoken()
      .getByText(/^Sector .+: Unsearched$/)
      .waitFor();
    const first = await spoken().innerText();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      (old) => document.querySelector('[data-testid="map-object"]')?.textContent !== old,
      first,
    );
    await page.keyboard.press('Enter');
    await page.getByTestId('sector-facts').waitFor();
    await map().focus();
    await page.keyboard.press('Tab');
    await spoken()
      .getByText(/^Point /)
      .waitFor();
    await page.keyboard.press('Tab');
    expect(await map().evaluate((element) => element === document.activeElement)).toBe(false);
    await map().focus();
    await page.keyboard.press('Enter');
    await spoken()
      .getByText(/^Sector /)
      .waitFor();
    await page.keyboard.press('Escape');
    expect(await spoken().innerText()).toBe('');
  });

  test('a team is followed until somebody drags the map', async () => {
    const { page } = person;
    await report(search.searcher, [63.12, 52.96]);
    await page.getByText('Дос-1').first().click();
    await page.getByRole('button', { name: 'Follow on the map' }).click();
    await page.getByRole('button', { name: 'Following Дос-1. Stop' }).waitFor();
    await page.mouse.move(5, 5);
    await report(search.searcher, [63.3, 53.05]);
    await page.waitForFunction(() => {
      const [lat = 0, lon = 0] = (document.querySelector('[data-testid="degrees"]')?.textContent ?? '')
        .split(', ')
        .map(Number);
      return Math.abs(lat - 53.05) < 0.05 && Math.abs(lon - 63.3) < 0.08;
    });
    await person.shot('map-follow-1366');
    const box = await map().boundingBox();
    const [x, y] = [(box?.x ?? 0) + 300, (box?.y ?? 0) + 300];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 40, { steps: 5 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Following Дос-1. Stop' }).waitFor({ state: 'detached' });
  });

  test('on paper: the title, the scale, the datum, the time and the legend on white', async () => {
    const { page } = person;
    await page.emulateMedia({ media: 'print' });
    const sheet = page.getByTestId('map-sheet');
    await sheet.getByText(search.incident.title).waitFor();
    await sheet.getByText(/1 : [1-9]/).waitFor();
    await sheet.getByText(/WGS84/).waitFor();
    await page.getByText('The stronger the fill', { exact: false }).waitFor();
    await person.shot('map-paper');
    expect(await page.getByRole('toolbar', { name: 'Map tools' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await sheet.waitFor({ state: 'detached' });
    expect(person.complaints).toEqual([]);
  });

  const deviceId = randomUUID();
  let sequence = 0;
  /** One fix of the searcher's phone. */
  const report = async (token: string, [lon, lat]: [number, number]): Promise<void> => {
    sequence += 1;
    await station.call(token, reportPositions, {
      params: { id: search.incident.id },
      body: {
        commandId: randomUUID(),
        fixes: [{ deviceId, sequence, at: new Date().toISOString(), lon, lat, accuracyMetres: 8 }],
      },
    });
  };
});
