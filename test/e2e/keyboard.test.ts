import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createApplication, formTeam, listIncidents, proposeOutcome } from '@izdeu/contracts';
import type { Browser } from 'playwright-core';
import { launchBrowser, Person, PHONE } from '../support/browser.js';
import { Keys } from '../support/keys.js';
import { newApplication, preparePeople, type People } from '../support/search.js';
import { PASSWORD, TestStation } from '../support/station.js';

jest.setTimeout(240_000);

// The three main jobs without a mouse: no click, no tap, no focus by script.
describe('a search by keyboard alone', () => {
  let station: TestStation;
  let people: People;
  let personId: string;
  let browser: Browser;
  const persons: Person[] = [];

  const person = async (login: string, options = {}): Promise<Person> => {
    const one = await Person.open(browser, options);
    persons.push(one);
    await new Keys(one.page).signIn(station.url, login, PASSWORD);
    return one;
  };

  beforeAll(async () => {
    station = await TestStation.start('embedded');
    people = await preparePeople(station);
    const application = await station.call(people.dispatcher, createApplication, { body: newApplication() });
    personId = application.persons[0]?.id ?? '';
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  test('a dispatcher opens an incident from an application, draws a grid and assigns a sector', async () => {
    const { page } = await person('dispatcher');
    const keys = new Keys(page);
    await keys.activate(page.getByRole('checkbox', { name: /Select KST-/ }), 'Space');
    await keys.activate(page.getByRole('button', { name: 'Open an incident from 1 application' }));
    await keys.write(page.getByLabel('Title of the incident'), 'Мальчик под Рудным');
    await keys.write(page.getByLabel('Initial planning point (IPP)'), '52.9600, 63.1100');
    await keys.activate(page.getByLabel('DOS', { exact: true }), 'Space');
    await keys.activate(page.getByLabel('BARS', { exact: true }), 'Space');
    await keys.activate(page.getByRole('button', { name: 'Open an incident', exact: true }));
    await page.waitForURL(/\/board\/incidents\//);
    await page.getByTestId('incident-phase').getByText('Live').waitFor();

    // The grid: a point and a side, typed; Enter takes the square.
    await page.getByRole('button', { name: /^Draw a grid/, disabled: false }).waitFor();
    await keys.press('g');
    await keys.write(page.getByLabel('Middle of the square'), '52.9650, 63.1150');
    await keys.write(page.getByLabel('Side of the square, km'), '3');
    await keys.press('Enter');
    await page
      .getByTestId('grid-preview')
      .getByText(/sectors/)
      .waitFor();
    await keys.activate(page.getByRole('button', { name: 'Create the grid' }));
    await page.getByLabel('Find a sector').waitFor();

    const [incident] = (await station.call(people.dispatcher, listIncidents, { query: { limit: 10 } })).items;
    const memberIds = [people.members[0]?.id ?? '', people.members[1]?.id ?? ''];
    await station.call(people.dispatcher, formTeam, {
      params: { id: incident?.id ?? '' },
      body: {
        commandId: randomUUID(),
        callSign: 'Дос-1',
        leaderMemberId: memberIds[0] ?? '',
        memberIds,
      },
    });
    await page.getByTestId('team-row').getByText('Дос-1').waitFor();

    // Letters in a field are letters.
    await keys.press('f');
    await page.waitForFunction(() => document.activeElement?.id === 'find-sector');
    await page.keyboard.type('gat');
    expect(await page.getByLabel('Find a sector').inputValue()).toBe('gat');
    expect(await page.getByRole('complementary').count()).toBe(0);
    await keys.press('Control+A');
    await page.keyboard.type('Б2');
    await keys.press('Enter');
    await page.getByTestId('sector-facts').waitFor();
    await keys.press('a');
    const team = page.getByLabel('Team', { exact: true });
    await keys.reach(team);
    await keys.press('ArrowDown');
    expect(await team.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label)).toBe(
      'Дос-1',
    );
    await keys.activate(page.getByRole('button', { name: 'Assign 1 sector' }));
    await page.getByRole('alert').filter({ hasText: 'Б2 → Дос-1' }).waitFor();
  });

  test('the list of keys and the way among the sectors', async () => {
    const [dispatcher] = persons;
    if (!dispatcher) throw new Error('nobody is at the board');
    const { page } = dispatcher;
    const keys = new Keys(page);
    await keys.press('?');
    const list = page.getByRole('complementary', { name: 'Keyboard shortcuts' });
    await list.getByText('Draw a grid').waitFor();
    await list.getByText('Select all unsearched').waitFor();
    await keys.press('Escape');
    await list.waitFor({ state: 'detached' });

    await keys.press('m', 'Enter', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await page.getByText('3 sectors selected').waitFor();
    await keys.press('Escape', 'Escape', 'u');
    // All but the one that was given away.
    await page.getByText(/^\d+ sectors selected$/).waitFor();
    expect(dispatcher.complaints).toEqual([]);
  });

  test('a searcher accepts the task and reports it to the end', async () => {
    const searcher = await person('searcher', { viewport: PHONE });
    const { page } = searcher;
    const keys = new Keys(page);
    await page.getByRole('heading', { name: 'Sector Б2' }).waitFor();
    for (const name of [
      'Accept the task',
      'We are on our way',
      'Start searching',
      'Search done, returning',
      'Back, make the report',
    ])
      await keys.activate(page.getByTestId('task-main-step').getByRole('button', { name }));
    await page.getByRole('heading', { name: 'Report of the search' }).waitFor();
    await keys.write(page.getByRole('textbox', { name: 'Share of the sector searched' }), '100');
    await keys.write(page.getByRole('textbox', { name: 'Estimated POD' }), '60');
    await keys.activate(page.getByRole('button', { name: 'Report: sector searched in full' }));
    await page.getByText('No task yet').waitFor();
    expect(searcher.complaints).toEqual([]);
  });

  test('a supervisor confirms an outcome', async () => {
    await station.call(people.dispatcher, proposeOutcome, {
      params: { id: personId },
      body: {
        commandId: randomUUID(),
        kind: 'found-alive',
        evidence: 'Группа Дос-1 вышла к мальчику у лесополосы.',
        occurredAt: new Date().toISOString(),
      },
    });
    const supervisor = await person('supervisor');
    const { page } = supervisor;
    await page.waitForURL(/\/review/);
    await new Keys(page).activate(page.getByTestId('outcome-confirm'));
    await page.getByText('Nothing to review').waitFor();
    expect(supervisor.complaints).toEqual([]);
  });
});
