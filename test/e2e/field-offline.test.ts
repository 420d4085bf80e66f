import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { assignSectors, listEvents } from '@izdeu/contracts';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, Person, PHONE } from '../support/browser.js';
import { prepareSearch, type Search } from '../support/search.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(120_000);

const LIMIT_BYTES = 250_000;

/** Everything the device keeps of the incident and its owner, by key. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('izdeu-field');
        opening.onerror = () => reject(new Error('no database'));
        opening.onsuccess = () => {
          const asked = opening.result.transaction('last-known').objectStore('last-known').getAllKeys();
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result.map((key) => JSON.stringify(key)));
          };
        };
      }),
  );

describe('a phone in the field without signal', () => {
  let station: TestStation;
  let search: Search;
  let browser: Browser;
  let phone: Person;
  const scripts = new Map<string, number>();

  beforeAll(async () => {
    station = await TestStation.start('embedded');
    search = await prepareSearch(station);
    await station.call(search.dispatcher, assignSectors, {
      params: { id: search.incident.id },
      body: {
        commandId: randomUUID(),
        sectorIds: [search.sector(3)],
        teamId: search.teams[0].id,
        type: 'area-sweep',
      },
    });
    browser = await launchBrowser();
    phone = await Person.open(browser, { viewport: PHONE, hasTouch: true });
    await phone.signIn(station.url, 'searcher');
    await phone.page.getByTestId('task-card').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  /** Waits until the incident is on the device and the worker holds the page. */
  const settled = async (page: Page): Promise<void> => {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    const deadline = Date.now() + 20_000;
    while (!(await kept(page)).some((key) => key.includes('incident:'))) {
      if (Date.now() > deadline) throw new Error('the incident did not come onto the device');
      await page.waitForTimeout(100);
    }
  };

  test('the field view needs less than 250 kB of JavaScript', async () => {
    const context = await browser.newContext({
      viewport: PHONE,
      locale: 'ru-RU',
      serviceWorkers: 'block',
      storageState: await phone.context.storageState(),
    });
    const page = await context.newPage();
    const bodies: Promise<unknown>[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (!pathname.endsWith('.js')) return;
      bodies.push(response.body().then((body) => scripts.set(pathname, gzipSync(body).length)));
    });
    await page.goto(`${station.url}/my-task`);
    await page.getByTestId('task-card').waitFor();
    await page.locator('.leaflet-pane').first().waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    await Promise.all(bodies);
    await context.close();
    const sum = [...scripts.values()].reduce((total, size) => total + size, 0);
    process.stdout.write(`JavaScript of the field view: ${Math.round(sum / 1000)} kB gzip\n`);
    expect(scripts.size).toBeGreaterThan(5);
    expect(sum).toBeLessThan(LIMIT_BYTES);
  });

  test('a reload without signal shows the task with the time of the data', async () => {
    await settled(phone.page);
    await phone.shot('field-online-360');
    await phone.context.setOffline(true);
    await phone.page.reload();
    await phone.page.getByTestId('task-card').waitFor();
    await phone.page.getByText(/Connection lost.*\d\d:\d\d/).waitFor();
    await phone.page.getByTestId('task-way').waitFor();
    await phone.page.locator('.leaflet-pane').first().waitFor({ state: 'attached' });
    await phone.shot('field-offline-360');
  });

  test('a step reported then survives closing the page and arrives once', async () => {
    const { page, context } = phone;
    await page.getByTestId('task-main-step').getByRole('button', { name: 'Accept the task' }).click();
    await page.locator('[data-delivery="on-device"]').first().waitFor();
    await phone.shot('field-offline-reported-360');
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(`${station.url}/my-task`);
    await again.locator('[data-delivery="at-headquarters"]').first().waitFor();
    const { events } = await station.call(search.dispatcher, listEvents, {
      params: { id: search.incident.id },
      query: { afterSeq: 0 },
    });
    const accepted = events.filter((event) => JSON.stringify(event).includes('"state":"acknowledged"'));
    expect(accepted).toHaveLength(1);
  });

  test('signing out in one tab ends the other, and the device forgets the incident', async () => {
    const [first] = phone.context.pages();
    if (!first) throw new Error('no page is open');
    await settled(first);
    const second = await phone.context.newPage();
    await second.goto(`${station.url}/my-task`);
    await second.getByTestId('task-card').waitFor();
    await first.getByRole('button', { name: 'User menu' }).click();
    await first.getByRole('button', { name: 'Sign out' }).click();
    await first.waitForURL(/\/sign-in/);
    await second.waitForURL(/\/sign-in/);
    expect(await kept(first)).toEqual([]);
    await first.getByLabel('Login').waitFor();
    // Without signal nothing of the former person comes back.
    await phone.context.setOffline(true);
    await second.goto(`${station.url}/my-task`).catch(() => undefined);
    await second.waitForTimeout(1_500);
    expect(await second.getByTestId('task-card').count()).toBe(0);
  });
});
