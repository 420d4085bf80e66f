import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { reportPositions, type Fix } from '@izdeu/contracts';
import type { Browser } from 'playwright-core';
import { launchBrowser, Person } from '../support/browser.js';
import { prepareSearch, type Search } from '../support/search.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(240_000);

const SECOND = 1_000;
const STEP_SECONDS = 10;
const SILENCE_SECONDS = 600;
/** East at a walk: 13 m in ten seconds. */
const DEGREES_A_SECOND = 0.00002;

describe('a track on the board', () => {
  let station: TestStation;
  let search: Search;
  let browser: Browser;
  let board: Person;
  const deviceId = randomUUID();
  const began = Date.now() - 20 * 60 * SECOND;
  let sequence = 0;

  const fixAt = (seconds: number, clockError = 0): Fix => ({
    deviceId,
    sequence: (sequence += 1),
    at: new Date(began + seconds * SECOND + clockError).toISOString(),
    lon: 63.11 + seconds * DEGREES_A_SECOND,
    lat: 52.963,
    accuracyMetres: 8,
    speedMetresPerSecond: 1.3,
  });
  const report = (fixes: Fix[], more: { sentAt?: string } = {}) =>
    station.call(search.searcher, reportPositions, {
      params: { id: search.incident.id },
      body: { commandId: randomUUID(), fixes, ...more },
    });
  const walk = (from: number) => Array.from({ length: 20 }, (_, index) => fixAt(from + index * STEP_SECONDS));
  const lastOfFirst = 19 * STEP_SECONDS;
  const lastOfAll = lastOfFirst + SILENCE_SECONDS + lastOfFirst;

  beforeAll(async () => {
    station = await TestStation.start('embedded');
    search = await prepareSearch(station);
    await report(walk(0));
    await report(walk(lastOfFirst + SILENCE_SECONDS));
    browser = await launchBrowser();
    board = await Person.open(browser);
    await board.signIn(station.url, 'dispatcher');
    await board.page.goto(`${station.url}/board/incidents/${search.incident.id}`);
    await board.page.getByTestId('incident-phase').getByText('Live').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  /** Between the first and the last painted column of the drawing more than a third has not a single point of paint. */
  const waitForBlankMiddle = () =>
    board.page.waitForFunction(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-testid=track-canvas]');
      const context = canvas?.getContext('2d');
      if (!canvas || !context) return false;
      const { width, height } = canvas;
      const { data } = context.getImageData(0, 0, width, height);
      const painted = Array.from({ length: width }, (_, x) =>
        Array.from({ length: height }).some((_, y) => (data[(y * width + x) * 4 + 3] ?? 0) > 0),
      );
      const [first, last] = [painted.indexOf(true), painted.lastIndexOf(true)];
      let [widest, blank] = [0, 0];
      for (const isPainted of painted.slice(first, last)) {
        blank = isPainted ? 0 : blank + 1;
        widest = Math.max(widest, blank);
      }
      return last - first > 200 && widest > (last - first) / 3;
    });

  test('an old position says that it is old, how old and how exact, in the list and beside the map', async () => {
    const { page } = board;
    const row = page.getByTestId('team-row').filter({ hasText: 'Дос-1' });
    await row.getByText(/min ago, out of date/).waitFor();
    await row.getByText('±8 m').waitFor();
    await row.getByRole('button').click();
    const panel = page.getByRole('complementary', { name: 'Дос-1' });
    await panel.getByText(/min ago, out of date/).waitFor();
    await panel.getByText('±8 m').first().waitFor();
  });

  test('a track that cannot be read says so and is asked for again', async () => {
    const { page } = board;
    await page.route('**/positions/track?**', (route) => route.abort());
    await page.getByRole('button', { name: 'Show the track' }).press('Enter');
    await page.getByTestId('phone-track').getByText('No connection').waitFor();
    await page.unroute('**/positions/track?**');
    await page.getByTestId('phone-track').getByRole('button', { name: 'Try again' }).click();
    await page.getByTestId('track-summary').waitFor();
  });

  test('ten minutes of silence are a gap: two pieces, nothing between them, and its length in words', async () => {
    const { page } = board;
    await page.getByTestId('track-summary').getByText('40 fixes · 2 pieces · 1 gap').waitFor();
    await page
      .getByTestId('track-gap')
      .getByText(/^No word for 10 min, 8\d\d m apart/)
      .waitFor();
    expect(await page.getByTestId('track-fix').count()).toBe(40);
    await waitForBlankMiddle();
    await board.shot('track-gap-1366-day');
  });

  test('it grows from position frames, and shows both clocks of a phone whose clock is wrong', async () => {
    const { page } = board;
    await report([fixAt(lastOfAll + 60)]);
    await page.getByTestId('track-summary').getByText('41 fixes · 2 pieces · 1 gap').waitFor();
    const hourBehind = -3_600 * SECOND;
    await report([fixAt(lastOfAll + 120, hourBehind)], {
      sentAt: new Date(Date.now() + hourBehind).toISOString(),
    });
    await page.getByTestId('track-summary').getByText('42 fixes · 2 pieces · 1 gap').waitFor();
    await page
      .getByTestId('track-fix')
      .first()
      .getByText(/^Phone's clock: /)
      .waitFor();
  });

  test('a fix is shown on the map by keyboard, and the track goes when it is switched off', async () => {
    const { page } = board;
    await page.getByTestId('track-fix').nth(3).getByRole('button').press('Enter');
    await page.evaluate(() => (document.documentElement.dataset.appearance = 'dark'));
    await board.shot('track-picked-1366-dark');
    await page.getByRole('button', { name: 'Show the track' }).press('Enter');
    await page.getByTestId('track-summary').waitFor({ state: 'detached' });
    await page.getByTestId('track-canvas').waitFor({ state: 'detached' });
    expect(board.complaints.filter((one) => !one.includes('ERR_FAILED'))).toEqual([]);
  });
});
