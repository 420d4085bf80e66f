import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { assignSectors, getSnapshot, type Assignment } from '@izdeu/contracts';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, Person } from '../support/browser.js';
import { prepareSearch, type Search } from '../support/search.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(240_000);

/** Share of the screen that is not map: everything that stands beside it or over it; a passing message is a hundredth of it. */
const MOST_CHROME = 0.37;

describe('the board', () => {
  let station: TestStation;
  let search: Search;
  let browser: Browser;
  let board: Person;
  let page: Page;
  let address: string;

  beforeAll(async () => {
    station = await TestStation.start('embedded');
    search = await prepareSearch(station);
    address = `${station.url}/board/incidents/${search.incident.id}`;
    browser = await launchBrowser();
    board = await Person.open(browser, { viewport: { width: 1440, height: 900 } });
    ({ page } = board);
    await board.signIn(station.url, 'dispatcher');
    await page.goto(address);
    await live(page);
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  const live = (where: Page) => where.getByTestId('incident-phase').getByText('Live').waitFor();
  const assignments = async (): Promise<Assignment[]> => {
    const snapshot = await station.call(search.dispatcher, getSnapshot, {
      params: { id: search.incident.id },
    });
    return snapshot.assignments;
  };
  const find = async (label: string, key = 'Enter'): Promise<void> => {
    await page.getByLabel('Find a sector').fill(label);
    await page.keyboard.press(key);
  };
  const give = (indexes: number[], team: 0 | 1) =>
    station.call(search.dispatcher, assignSectors, {
      params: { id: search.incident.id },
      body: {
        commandId: randomUUID(),
        sectorIds: indexes.map((index) => search.sector(index)),
        teamId: search.teams[team].id,
        type: 'area-sweep',
      },
    });
  const middleOfMap = async () => {
    const box = await page.locator('.leaflet-container').boundingBox();
    if (!box) throw new Error('there is no map');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, box };
  };

  test('the address holds what is selected, and a reload brings it back', async () => {
    await find('Б3');
    await page.waitForURL((url) => url.searchParams.get('sector') === 'Б3');
    await page.reload();
    await page.getByRole('complementary', { name: /Б3/ }).waitFor();
    await page.getByTestId('team-row').getByText('Барс-1').click();
    await page.waitForURL((url) => url.searchParams.get('team') === search.teams[1].id);
    await page.reload();
    await page.getByRole('complementary', { name: 'Барс-1' }).waitFor();
  });

  test('lists, map and inspector leave the map two thirds of a 1440 × 900 screen', async () => {
    await find('Б3');
    await page.getByTestId('sector-facts').waitFor();
    const share = await page.evaluate(() => {
      const step = 6;
      let covered = 0;
      let all = 0;
      for (let x = step / 2; x < innerWidth; x += step)
        for (let y = step / 2; y < innerHeight; y += step) {
          all += 1;
          const top = document.elementFromPoint(x, y);
          // The map's own controls, its legend and scale are part of it.
          const frame = document.querySelector('.leaflet-container')?.parentElement;
          if (!frame?.contains(top)) covered += 1;
        }
      return covered / all;
    });
    process.stdout.write(`chrome over or beside the map at 1440 × 900: ${(share * 100).toFixed(1)} %\n`);
    await board.shot('board-1440');
    expect(share).toBeLessThanOrEqual(MOST_CHROME);
  });

  test('Ctrl and a click add, a drag with Shift takes a box, and all unsearched ones are one press', async () => {
    await page.keyboard.press('Escape');
    await page.getByTestId('sector-facts').waitFor({ state: 'detached' });
    const { x, y } = await middleOfMap();
    await page.mouse.click(x - 60, y - 60);
    await page.getByTestId('sector-facts').waitFor();
    await page.keyboard.down('Shift');
    await page.mouse.move(x - 160, y - 160);
    await page.mouse.down();
    await page.mouse.move(x, y, { steps: 4 });
    await page.getByTestId('select-box').waitFor();
    await page.mouse.move(x + 160, y + 160, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await page.getByText(/^\d+ sectors selected$/).waitFor();
    await board.shot('board-box-1440');
    await page.getByRole('button', { name: 'Select all unsearched' }).click();
    await page.getByText(`${search.grid.sectorCount} sectors selected`).waitFor();
  });

  test('several sectors in one command: the taken ones are named, the rest is given in one more step', async () => {
    await give([0, 1], 1);
    const labels = (await assignments()).map((one) => one.sectorLabel);
    await page.getByTestId('assignment-row').or(page.getByTestId('team-row')).first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Select all unsearched' }).click();
    await page.getByText(`${search.grid.sectorCount - 2} sectors selected`).waitFor();
    await give([2, 3], 1);
    await page.getByRole('button', { name: /^Assign \d+ sectors/ }).click();
    await page.getByLabel('Team', { exact: true }).selectOption({ label: 'Дос-1' });
    await page.getByRole('button', { name: /^Assign \d+ sectors/ }).click();
    const taken = page.getByTestId('taken-sectors').getByRole('listitem');
    await taken.first().waitFor();
    expect(await taken.count()).toBe(2);
    expect((await taken.allInnerTexts()).every((text) => text.includes('Барс-1'))).toBe(true);
    expect(labels).toHaveLength(2);
    await board.shot('board-taken-1440');
    await page
      .getByRole('button', { name: `Assign the other ${search.grid.sectorCount - 4} sectors` })
      .click();
    const done = page.getByRole('alert').filter({ hasText: '→ Дос-1' });
    await done.waitFor();
    expect((await assignments()).filter((one) => one.teamCallSign === 'Дос-1')).toHaveLength(
      search.grid.sectorCount - 4,
    );
    // And all of it back, from the message.
    await done.getByRole('button', { name: /^Take back/ }).click();
    await page.getByRole('alert').filter({ hasText: 'taken back' }).waitFor();
    expect((await assignments()).filter((one) => one.teamCallSign === 'Дос-1')).toHaveLength(0);
  });

  test('a team dragged from the list onto a sector has it, and the message takes it back', async () => {
    await page.keyboard.press('Escape');
    await find('Б3');
    await page.getByTestId('sector-facts').waitFor();
    await page.keyboard.press('Escape');
    const { x, y, box } = await middleOfMap();
    await page
      .getByTestId('team-row')
      .filter({ hasText: 'Дос-1' })
      .dragTo(page.locator('.leaflet-container'), {
        targetPosition: { x: x - box.x - 12, y: y - box.y - 12 },
      });
    const done = page.getByRole('alert').filter({ hasText: 'Б3 → Дос-1' });
    await done.waitFor();
    await done.getByRole('button', { name: /^Take back/ }).click();
    await page.getByRole('alert').filter({ hasText: 'taken back: Б3' }).waitFor();
  });

  test('the history is narrowed to a team and leads to the sector', async () => {
    await page.getByTestId('team-row').getByText('Барс-1').click();
    await page
      .getByRole('complementary', { name: 'Барс-1' })
      .getByRole('button', { name: 'History' })
      .click();
    const entries = page.getByTestId('history-entry');
    await entries.first().waitFor();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('[data-testid="history-entry"]')].every((entry) =>
        entry.textContent.includes('Барс-1'),
      ),
    );
    // Four sectors and the team itself.
    expect(await entries.count()).toBe(5);
    await page.getByLabel('About').selectOption({ label: 'Teams' });
    await page.waitForFunction(() => document.querySelectorAll('[data-testid="history-entry"]').length === 1);
    await page.getByLabel('About').selectOption({ label: 'Tasks' });
    await page.waitForFunction(() => document.querySelectorAll('[data-testid="history-entry"]').length === 4);
    await board.shot('board-history-1440');
    await entries
      .first()
      .getByRole('button', { name: /Барс-1/ })
      .first()
      .click();
    await page.getByTestId('sector-facts').waitFor();
  });

  test('a map window and a list window stay in step, through a reload and a close', async () => {
    const [opened] = await Promise.all([
      board.context.waitForEvent('page'),
      page.getByRole('button', { name: 'Map on a second monitor' }).click(),
    ]);
    await page.waitForURL(/view=list/);
    await opened.waitForURL(/view=map/);
    await opened.locator('.leaflet-container').waitFor();
    expect(await page.locator('.leaflet-container').count()).toBe(0);
    await find('Б3');
    await opened.waitForURL((url) => url.searchParams.get('sector') === 'Б3');
    await opened.reload();
    await opened.locator('.leaflet-container').waitFor();
    const box = await opened.locator('.leaflet-container').boundingBox();
    await opened.mouse.click(
      (box?.x ?? 0) + (box?.width ?? 0) / 2 - 30,
      (box?.y ?? 0) + (box?.height ?? 0) / 2,
    );
    await page.waitForURL((url) => {
      const label = url.searchParams.get('sector');
      return label !== null && label !== 'Б3';
    });
    await board.shot('board-list-window-1440');
    await opened.close();
    await find('Б3');
    await page.getByRole('complementary', { name: /Б3/ }).waitFor();
    await page.getByRole('button', { name: 'Map and lists together' }).click();
    await page.locator('.leaflet-container').waitFor();
    expect(board.complaints.filter((line) => !line.includes('409'))).toEqual([]);
  });
});
