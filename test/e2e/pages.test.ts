import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { loadDemoRegion } from '@izdeu/station';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser } from 'playwright-core';
import { DESKTOP, launchBrowser, Person, PHONE } from '../support/browser.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(300_000);

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Look {
  readonly locale: string;
  readonly appearance: 'day' | 'dark' | 'night';
}
/** Every page in every language and in every appearance: contrast knows no language, and no label knows the night. */
const LOOKS: readonly Look[] = [
  { locale: 'kk', appearance: 'night' },
  { locale: 'ru', appearance: 'dark' },
  { locale: 'en', appearance: 'day' },
];
/** The narrowest phone, and a desktop at 200 %. */
const SMALL = [
  { width: 320, height: 640 },
  { width: 640, height: 384 },
];

const audit = async (person: Person, axe: string): Promise<string[]> => {
  await person.page.evaluate(axe);
  const results = await person.page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } };
    return axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  });
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`),
  );
};

// The demonstration region, loaded through the ordinary routes, on every page in three languages.
describe('every page of the demonstration', () => {
  let station: TestStation;
  let browser: Browser;
  let axe: string;

  beforeAll(async () => {
    station = await TestStation.start('embedded');
    await loadDemoRegion(station.app, station.platform, () => undefined);
    browser = await launchBrowser();
    axe = await readFile(AXE, 'utf8');
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  const open = async (look: Look, viewport = DESKTOP): Promise<Person> => {
    const person = await Person.open(browser, { locale: look.locale, viewport });
    await person.page.addInitScript(({ locale, appearance }) => {
      localStorage.setItem('izdeu.locale', locale);
      localStorage.setItem('izdeu.appearance', appearance);
    }, look);
    return person;
  };
  const login = async (role: string, look: Look, viewport = DESKTOP): Promise<Person> => {
    const person = await open(look, viewport);
    await person.signIn(station.url, role, `demo-${role}-2026`);
    return person;
  };
  const incidentIds = async (person: Person): Promise<string[]> => {
    const answer = await person.context.request.get(`${station.url}/api/v1/incidents?state=active`);
    return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
  };

  /** Opens the page, waits until nothing loads any more, keeps its picture and audits it. */
  const problems: string[] = [];
  const visit = async (person: Person, path: string, name: string): Promise<void> => {
    const usual = person.page.viewportSize();
    await person.page.goto(station.url + path);
    await person.page.waitForLoadState('networkidle').catch(() => undefined);
    // The design page shows what loading looks like, for ever.
    if (path !== '/design')
      await person.page.waitForFunction(
        () => ![...document.querySelectorAll('[aria-busy="true"]')].some((busy) => busy.checkVisibility()),
      );
    await person.page.waitForTimeout(700);
    expect(await person.page.title()).toMatch(/Izdeu|Іздеу/);
    await person.shot(name);
    problems.push(...(await audit(person, axe)).map((problem) => `${name}: ${problem}`));
    for (const size of SMALL) {
      await person.page.setViewportSize(size);
      await person.page.waitForTimeout(150);
      const overflow = await person.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) problems.push(`${name}: ${overflow} px wider than ${size.width} px`);
    }
    if (usual) await person.page.setViewportSize(usual);
  };

  test.each(LOOKS)('in $locale by $appearance', async (look) => {
    const { locale } = look;
    problems.length = 0;
    const visitor = await open(look, PHONE);
    await visit(visitor, '/sign-in', `sign-in-360-${locale}`);
    await visit(visitor, '/apply', `apply-360-${locale}`);
    await visitor.context.close();

    const dispatcher = await login('dispatcher', look);
    await visit(dispatcher, '/board', `board-1366-${locale}`);
    for (const [index, id] of (await incidentIds(dispatcher)).entries())
      await visit(dispatcher, `/board/incidents/${id}`, `incident-${index + 1}-1366-${locale}`);
    await visit(dispatcher, '/applications/new', `new-application-1366-${locale}`);
    const { items } = (await (
      await dispatcher.context.request.get(`${station.url}/api/v1/applications?limit=1`)
    ).json()) as { items: { id: string }[] };
    await visit(dispatcher, `/applications/${items[0]?.id ?? ''}`, `application-1366-${locale}`);
    await visit(dispatcher, '/squads', `squads-1366-${locale}`);
    await visit(dispatcher, '/about', `about-1366-${locale}`);
    await visit(dispatcher, '/design', `design-1366-${locale}`);
    expect(dispatcher.complaints).toEqual([]);
    await dispatcher.context.close();

    const searcher = await login('squad-member', look, PHONE);
    await visit(searcher, '/my-task', `my-task-360-${locale}`);
    expect(searcher.complaints).toEqual([]);
    await searcher.context.close();

    const supervisor = await login('supervisor', look);
    await visit(supervisor, '/review', `review-1366-${locale}`);
    await visit(supervisor, '/statistics?from=2021-01-01&to=2021-12-31', `statistics-1366-${locale}`);
    expect(supervisor.complaints).toEqual([]);
    await supervisor.context.close();

    const administrator = await login('administrator', look);
    await visit(administrator, '/admin', `admin-1366-${locale}`);
    await administrator.context.close();
    expect([...new Set(problems)]).toEqual([]);
  });

  test('the published year comes out of the rows: 92, 93, 69, 12, 12 and 5', async () => {
    const supervisor = await login('supervisor', { locale: 'en', appearance: 'day' });
    await supervisor.page.goto(`${station.url}/statistics`);
    await supervisor.page.getByTestId('year-2021').click();
    const count = async (id: string): Promise<string | null> => {
      const figure = supervisor.page.locator(`[data-testid="${id}"][data-count]`).first();
      await figure.waitFor();
      return figure.getAttribute('data-count');
    };
    await supervisor.page.locator('[data-testid="figure-applications"][data-count="92"]').waitFor();
    expect(await count('figure-people')).toBe('93');
    expect(await count('figure-trainings')).toBe('5');
    expect(await count('funnel-found-alive')).toBe('69');
    expect(await count('funnel-found-dead')).toBe('12');
    expect(await count('funnel-still-missing')).toBe('12');
  });
});
