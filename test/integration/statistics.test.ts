import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  confirmOutcome,
  createApplication,
  getStatistics,
  listStatisticsCases,
  openIncident,
  proposeOutcome,
  type Figure,
} from '@izdeu/contracts';
import { testedModes } from '@izdeu/testing';
import { newApplication, preparePeople, type People } from '../support/search.js';
import { pathOf, TestStation } from '../support/station.js';

jest.setTimeout(120_000);

const IPP: [number, number] = [63.11, 52.96];
/** Degrees of latitude that are about so many metres. */
const northOf = (metres: number): [number, number] => [IPP[0], IPP[1] + metres / 111_250];

describe.each(testedModes())('figures of a period and the one before (%s)', (mode) => {
  let station: TestStation;
  let people: People;

  /** A case received in a month of 2025, found so far from its planning point. */
  const found = async (receivedOn: string, metres: number | null): Promise<string> => {
    const { dispatcher, supervisor, squads } = people;
    const application = await station.call(dispatcher, createApplication, { body: newApplication() });
    const incident = await station.call(dispatcher, openIncident, {
      body: {
        commandId: randomUUID(),
        applicationIds: [application.id],
        initialPlanningPoint: { type: 'Point', coordinates: IPP },
        squadIds: [squads[0].id],
      },
    });
    const outcome = await station.call(dispatcher, proposeOutcome, {
      params: { id: application.persons[0]?.id ?? '' },
      body: {
        commandId: randomUUID(),
        kind: 'found-alive',
        evidence: 'seen by the team',
        incidentId: incident.id,
        ...(metres === null ? {} : { place: { type: 'Point' as const, coordinates: northOf(metres) } }),
      },
    });
    await station.call(supervisor, confirmOutcome, {
      params: { id: outcome.id },
      body: { commandId: randomUUID(), version: outcome.version },
    });
    // The day of receipt is the server's; a past one is a fact of this test alone.
    await station.platform.database.dataSource.query(
      'UPDATE missing_person_application SET received_at = $1 WHERE id = $2',
      [`${receivedOn}T08:00:00Z`, application.id],
    );
    return application.id;
  };
  const figures = (from: string, to: string) =>
    station.call(people.supervisor, getStatistics, { query: { from, to } });
  const casesOf = async (figure: Figure): Promise<string[]> => {
    const { body } = await station.send(people.supervisor, 'GET', figure.cases);
    return (body as { items: { id: string }[] }).items.map(({ id }) => id).sort();
  };

  let near: string;
  let middle: string;
  let before: string;
  beforeAll(async () => {
    station = await TestStation.start(mode);
    people = await preparePeople(station);
    near = await found('2025-06-10', 200);
    middle = await found('2025-06-20', 2_000);
    await found('2025-06-25', null);
    before = await found('2025-05-31', 800);
  });
  afterAll(() => station.stop());

  test('the month before is counted by its own days, and opens its own cases', async () => {
    const june = await figures('2025-06-01', '2025-06-30');
    expect(june.applications.count).toBe(3);
    expect(june.previous).toMatchObject({
      from: '2025-05-01',
      to: '2025-05-31',
      applications: { count: 1 },
      people: { count: 1 },
      outcomes: { 'found-alive': { count: 1 }, 'found-dead': { count: 0 } },
    });
    expect(await casesOf(june.previous.applications)).toEqual([before]);
    expect(await casesOf(june.previous.outcomes['found-alive'])).toEqual([before]);
  });

  test('find distances fall into rings whose cases are those found there', async () => {
    const { findDistances } = await figures('2025-06-01', '2025-06-30');
    const counts = Object.fromEntries(findDistances.rings.map(({ key, people: { count } }) => [key, count]));
    expect(counts).toEqual({ 'to-300-m': 1, 'to-1-km': 0, 'to-3-km': 1, 'to-10-km': 0, farther: 0 });
    const ring = (key: string) => findDistances.rings.find((one) => one.key === key)?.people;
    for (const [key, expected] of [
      ['to-300-m', [near]],
      ['to-3-km', [middle]],
      ['farther', []],
    ] as const) {
      const figure = ring(key);
      expect(figure && (await casesOf(figure))).toEqual(expected);
    }
    expect(findDistances.quantiles?.half).toBeGreaterThan(1_080);
    expect(findDistances.quantiles?.half).toBeLessThan(1_120);
    expect(findDistances.quantiles?.ninetyFivePercent).toBeLessThan(2_010);
  });

  test('a period without finds has no quantiles, and an unknown ring is refused by name', async () => {
    const { findDistances } = await figures('2024-01-01', '2024-12-31');
    expect(findDistances.quantiles).toBeNull();
    expect(findDistances.rings.every(({ people: { count } }) => count === 0)).toBe(true);
    const query = { from: '2025-06-01', to: '2025-06-30' };
    const answer = await station.send(
      people.supervisor,
      'GET',
      `${pathOf(listStatisticsCases, {}, query)}&ring=moon`,
    );
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain('ring');
  });
});
