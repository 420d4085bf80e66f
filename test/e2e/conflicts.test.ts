import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { changeTeam, confirmOutcome, getApplication, listOutcomes, proposeOutcome } from '@izdeu/contracts';
import type { Browser } from 'playwright-core';
import { launchBrowser, Person } from '../support/browser.js';
import { prepareSearch, snapshotOfIncident, type Search } from '../support/search.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(240_000);

// P-5 as a dispatcher sees it: both sides, who made the other one, and nothing lost.
describe('two dispatchers at one thing', () => {
  let station: TestStation;
  let search: Search;
  let second: string;
  let browser: Browser;
  let person: Person;

  beforeAll(async () => {
    station = await TestStation.start('embedded');
    search = await prepareSearch(station);
    second = await station.account(search.administrator, 'second', [{ role: 'dispatcher', squadId: null }]);
    browser = await launchBrowser();
    person = await Person.open(browser);
    person.context.setDefaultTimeout(60_000);
    await person.signIn(station.url, 'dispatcher');
  });
  afterAll(async () => {
    await browser.close();
    await station.stop();
  });

  test('a team: their people and my call sign are merged field by field', async () => {
    const { page } = person;
    const [team] = search.teams;
    await page.goto(`${station.url}/board/incidents/${search.incident.id}`);
    await page.getByTestId('incident-phase').getByText('Live').waitFor();
    await page.getByTestId('team-row').filter({ hasText: team.callSign }).first().click();
    await page.getByRole('button', { name: 'Change the team' }).click();
    const form = page.getByRole('form', { name: `Change team ${team.callSign}` });
    await form.getByLabel('Call sign').fill('Дос-9');
    const memberIds = [...team.members.map(({ memberId }) => memberId), search.members[2]?.id ?? ''];
    await station.call(second, changeTeam, {
      params: { id: team.id },
      body: { commandId: randomUUID(), version: team.version, memberIds },
    });
    await form.getByRole('button', { name: 'Save the team' }).click();
    const conflict = page.getByTestId('conflict');
    await conflict.getByText(/Changed by second, \d\d\.\d\d\.\d{4} \d\d:\d\d/).waitFor();
    await conflict.locator('[data-field="callSign"]').getByText('Дос-9').waitFor();
    await conflict
      .locator('[data-field="members"]')
      .getByText(/Участник 3/)
      .waitFor();
    await person.shot('conflict-team-1366');
    // What I did not touch is theirs unless I say otherwise.
    await conflict.getByRole('button', { name: 'Save the chosen' }).click();
    await conflict.waitFor({ state: 'detached' });
    const { teams } = await snapshotOfIncident(station, search.dispatcher, search.incident.id);
    const merged = teams.find(({ id }) => id === team.id);
    expect(merged?.callSign).toBe('Дос-9');
    expect(merged?.members.map(({ memberId }) => memberId).sort()).toEqual([...memberIds].sort());
  });

  test('an outcome: who decided before me, when and what; my reason is still there', async () => {
    const application = await station.call(search.dispatcher, getApplication, {
      params: { id: search.application.id },
    });
    const outcome = await station.call(search.dispatcher, proposeOutcome, {
      params: { id: application.persons[0]?.id ?? '' },
      body: {
        commandId: randomUUID(),
        kind: 'found-alive',
        evidence: 'Найден у озера',
        occurredAt: new Date().toISOString(),
      },
    });
    const faster = await station.account(search.administrator, 'faster', [
      { role: 'supervisor', squadId: null },
    ]);
    const reviewer = await Person.open(browser);
    const { page } = reviewer;
    await reviewer.signIn(station.url, 'supervisor');
    await page.goto(`${station.url}/review`);
    await page.getByTestId('outcome-return').click();
    await page.getByLabel('Reason').fill('не тот человек');
    await station.call(faster, confirmOutcome, {
      params: { id: outcome.id },
      body: { commandId: randomUUID(), version: outcome.version },
    });
    await page.getByTestId('outcome-send-reason').click();
    const message = page.getByTestId('review-message');
    await message
      .getByText(/faster decided this before you, \d\d\.\d\d\.\d{4} \d\d:\d\d\. It is now: confirmed/)
      .waitFor();
    await message.getByText('Your reason was not sent: не тот человек').waitFor();
    await reviewer.shot('conflict-outcome-1366');
    const { items } = await station.call(search.supervisor, listOutcomes, {
      query: { state: 'confirmed', limit: 25 },
    });
    expect(items.map(({ id }) => id)).toContain(outcome.id);
    await reviewer.context.close();
  });
});
