// The design page as it was agreed: each section's picture against a stored one. `npm run baselines` renews them after
// a change that is meant; a difference leaves three pictures in build/design to look at.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pixelmatch from 'pixelmatch';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { launchBrowser } from '../support/browser.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(240_000);

const AGREED = resolve(import.meta.dirname, '../fixtures/design');
const DIFFERENT = resolve(import.meta.dirname, '../../build/design');
const RENEW = process.env.IZDEU_BASELINES === 'write';
/** A pixel differs when its colour is this far off (0 to 1): edges of letters vary a little between browsers. */
const COLOUR_TOLERANCE = 0.08;
/** So many pixels of a thousand may differ. */
const PIXELS_OF_A_THOUSAND = 1;

const LOOKS = [
  ...['day', 'dark', 'night'].map((appearance) => ({ appearance, locale: 'ru' })),
  // The longest words, and the letters of Kazakh.
  { appearance: 'day', locale: 'kk' },
];

describe('the design page', () => {
  let station: TestStation;
  let browser: Browser;

  beforeAll(async () => {
    station = await TestStation.start('server');
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  const open = async (look: { appearance: string; locale: string }): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 1200, height: 900 },
      deviceScaleFactor: 1,
      locale: 'en-GB',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    await context.addInitScript(({ appearance, locale }) => {
      localStorage.setItem('izdeu.locale', locale);
      localStorage.setItem('izdeu.appearance', appearance);
    }, look);
    const page = await context.newPage();
    await page.goto(`${station.url}/design`);
    await page.locator('[data-testid^="design-"]').last().waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    // Nothing on the page may depend on when it is looked at.
    await page.addStyleTag({
      content:
        '*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }',
    });
    await page.waitForTimeout(300);
    return page;
  };

  /** Pixels of a thousand that differ; a changed size is a difference throughout. */
  const difference = async (name: string, taken: Buffer): Promise<number> => {
    const file = join(AGREED, `${name}.png`);
    if (RENEW) {
      await mkdir(AGREED, { recursive: true });
      await writeFile(file, taken);
      return 0;
    }
    const [agreed, now] = [PNG.sync.read(await readFile(file)), PNG.sync.read(taken)];
    const { width, height } = agreed;
    const picture = new PNG({ width, height });
    const isSameSize = now.width === width && now.height === height;
    const pixels = isSameSize
      ? pixelmatch(agreed.data, now.data, picture.data, width, height, { threshold: COLOUR_TOLERANCE })
      : width * height;
    const share = (1000 * pixels) / (width * height);
    if (share > PIXELS_OF_A_THOUSAND) {
      await mkdir(DIFFERENT, { recursive: true });
      await writeFile(join(DIFFERENT, `${name}.agreed.png`), PNG.sync.write(agreed));
      await writeFile(join(DIFFERENT, `${name}.now.png`), taken);
      if (isSameSize) await writeFile(join(DIFFERENT, `${name}.difference.png`), PNG.sync.write(picture));
    }
    return share;
  };

  test.each(LOOKS)('looks as agreed: $appearance, $locale', async (look) => {
    const page = await open(look);
    const different: string[] = [];
    const sections = page.locator('section[data-testid^="design-"]');
    expect(await sections.count()).toBe(6);
    for (const section of await sections.all()) {
      const name = `${(await section.getAttribute('data-testid')) ?? ''}-${look.appearance}-${look.locale}`;
      const share = await difference(
        name,
        await section.screenshot({ animations: 'disabled', caret: 'hide' }),
      );
      if (share > PIXELS_OF_A_THOUSAND) different.push(`${name}: ${share.toFixed(1)} of 1000 pixels`);
    }
    await page.context().close();
    expect(different).toEqual([]);
  });

  test('a change of the colour of buttons is seen', async () => {
    if (RENEW) return;
    const page = await open({ appearance: 'day', locale: 'ru' });
    const section = page.getByTestId('design-parts');
    const name = 'design-parts-day-ru';
    const untouched = await difference(name, await section.screenshot());
    await page.addStyleTag({ content: 'button { background-color: #a33 !important; }' });
    const recoloured = await difference(name, await section.screenshot());
    await page.context().close();
    expect(untouched).toBeLessThanOrEqual(PIXELS_OF_A_THOUSAND);
    expect(recoloured).toBeGreaterThan(PIXELS_OF_A_THOUSAND);
  });
});
