import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  assignSectors,
  changeApplication,
  changeAssignmentStatus,
  changeIncident,
  confirmOutcome,
  createApplication,
  createPublicApplication,
  getApplication,
  getIncident,
  getSector,
  getStatistics,
  listApplications,
  listEvents,
  listSectors,
  listStatisticsCases,
  proposeOutcome,
  rejectOutcome,
  reopenOutcome,
  type Assignment,
} from '@izdeu/contracts';
import { applyEntry, stateFromSnapshot, stateHash } from '@izdeu/domain';
import { testedModes } from '@izdeu/testing';
import { newApplication, prepareSearch, snapshotOfIncident, type Search } from '../support/search.js';
import { Refusal, TestStation } from '../support/station.js';

jest.setTimeout(120_000);

const refused = async (work: Promise<unknown>): Promise<Refusal> => {
  const error: unknown = await work.then(
    () => new Error('it was accepted'),
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error;
  throw error;
};

describe.each(testedModes())('from the call to the reviewed outcome (%s)', (mode) => {
  let station: TestStation;
  let search: Search;

  beforeAll(async () => {
    station = await TestStation.start(mode);
    search = await prepareSearch(station);
  });
  afterAll(() => station.stop());

  const assign = (sectorIds: string[], teamIndex: 0 | 1 = 0, more = {}) =>
    station.call(search.dispatcher, assignSectors, {
      params: { id: search.incident.id },
      body: { commandId: randomUUID(), sectorIds, teamId: search.teams[teamIndex].id, ...more },
    });
  const move = (token: string, assignment: Assignment, to: Assignment['state'], more = {}) =>
    station.call(token, changeAssignmentStatus, {
      params: { id: assignment.id },
      body: { commandId: randomUUID(), to, ...more },
    });

  test('an application gets the next reference of its year and region', async () => {
    const second = await station.call(search.dispatcher, createApplication, {
      body: newApplication('Вторая'),
    });
    expect(search.application.reference).toMatch(/^KST-\d{4}-000001$/);
    expect(second.reference).toMatch(/^KST-\d{4}-000002$/);
  });

  test('the same command twice has one effect and the same answer', async () => {
    const body = newApplication('Дважды');
    const [first, again] = await Promise.all([
      station.call(search.dispatcher, createApplication, { body }),
      station.call(search.dispatcher, createApplication, { body }),
    ]);
    expect(again).toEqual(first);
    const other = await refused(
      station.call(search.dispatcher, createApplication, { body: { ...body, circumstances: 'другое' } }),
    );
    expect(other.error).toMatchObject({ code: 'COMMAND_ID_REUSED', details: { field: 'commandId' } });
  });

  test('a sector goes through the hands of its team to a pass with its POD', async () => {
    const { assignments } = await assign([search.sector(0)]);
    const assignment = assignments[0] as Assignment;
    expect(assignment).toMatchObject({
      state: 'assigned',
      sectorLabel: expect.stringMatching(/^[А-Я]\d+$/),
      teamCallSign: 'Дос-1',
    });
    const early = await refused(move(search.searcher, assignment, 'completed'));
    expect(early.error.code).toBe('ILLEGAL_TRANSITION');
    for (const to of [
      'acknowledged',
      'en-route',
      'searching',
      'paused',
      'searching',
      'returning',
      'debriefing',
    ] as const)
      await move(search.searcher, assignment, to);
    const bare = await refused(move(search.searcher, assignment, 'completed'));
    expect(bare.error).toMatchObject({ code: 'REFUSED', details: { field: 'debrief' } });
    const debrief = {
      searchedSharePercent: 80,
      estimatedPodPercent: 50,
      trackLengthMetres: 4000,
      sweepWidthMetres: 40,
    };
    const closed = await move(search.searcher, assignment, 'incomplete', { debrief });
    expect(closed.coverage).toMatchObject({ passes: 1, cumulativePod: 0.4 });
    const history = await station.call(search.supervisor, getSector, {
      params: { id: search.incident.id, sectorId: search.sector(0) },
    });
    expect(history.passes).toHaveLength(1);
    expect(history.passes[0]?.computedPodPercent).toBeCloseTo(
      100 * (1 - Math.exp((-40 * 4000) / history.areaSquareMetres)),
      6,
    );
    const map = await station.call(search.searcher, listSectors, { params: { id: search.incident.id } });
    expect(map.features).toHaveLength(search.grid.sectorCount);
    expect(map.features.find((feature) => feature.id === search.sector(0))?.properties).toMatchObject({
      state: 'incomplete',
      cumulativePod: 0.4,
    });
  });

  test('fifty at once: one gets the sector, the others learn who holds it', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => assign([search.sector(1)], index % 2 === 0 ? 0 : 1)),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    const refusals = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as Refusal] : [],
    );
    for (const refusal of refusals) {
      expect(refusal.status).toBe(409);
      expect(refusal.error).toMatchObject({
        code: 'SECTOR_TAKEN',
        details: { holder: { callSign: expect.stringMatching(/^(Дос|Барс)-1$/) } },
      });
    }
  });

  test('P-2 the same assignment sent ten times at once has one effect, and every sender gets the first answer', async () => {
    const before = await snapshotOfIncident(station, search.dispatcher, search.incident.id);
    for (let round = 0; round < 8; round += 1) {
      const body = {
        commandId: randomUUID(),
        sectorIds: [search.sector(30 + round)],
        teamId: search.teams[0].id,
      };
      const request = { params: { id: search.incident.id }, body };
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => station.call(search.dispatcher, assignSectors, request)),
      );
      for (const answer of answers) expect(answer).toEqual(answers[0]);
    }
    const after = await snapshotOfIncident(station, search.dispatcher, search.incident.id);
    expect(after.seq).toBe(before.seq + 8);
  });

  test('a joint sector is shared by two teams; a single one is all or nothing', async () => {
    await assign([search.sector(2)], 0, { joint: true });
    await assign([search.sector(2)], 1, { joint: true });
    const before = await snapshotOfIncident(station, search.dispatcher, search.incident.id);
    const refusal = await refused(assign([search.sector(3), search.sector(2)], 1));
    expect(refusal.error.code).toBe('SECTOR_TAKEN');
    const after = await snapshotOfIncident(station, search.dispatcher, search.incident.id);
    expect(after.seq).toBe(before.seq);
    expect(after.assignments).toHaveLength(before.assignments.length);
  });

  test('a refusal names every sector that is taken, so that the rest can be given at once', async () => {
    const wanted = [search.sector(1), search.sector(2), search.sector(3)];
    const refusal = await refused(assign(wanted, 1));
    const { taken } = refusal.error.details as {
      taken: { sectorId: string; holder: { callSign: string } }[];
    };
    expect(taken.map((one) => one.sectorId).sort()).toEqual(wanted.slice(0, 2).sort());
    for (const { holder } of taken) expect(holder.callSign).toMatch(/^(Дос|Барс)-1$/);
    const rest = wanted.filter((id) => !taken.some((one) => one.sectorId === id));
    const { assignments } = await assign(rest, 1);
    expect(assignments.map((one) => one.sectorId)).toEqual([search.sector(3)]);
  });

  test('a stale edit is answered with the current state', async () => {
    const { application, dispatcher } = search;
    const current = await station.call(dispatcher, getApplication, { params: { id: application.id } });
    const edit = (circumstances: string) =>
      station.call(dispatcher, changeApplication, {
        params: { id: application.id },
        body: { commandId: randomUUID(), version: current.version, circumstances },
      });
    await edit('ушёл в лес');
    const refusal = await refused(edit('ушёл к реке'));
    expect(refusal.status).toBe(409);
    expect(refusal.error).toMatchObject({
      code: 'CONFLICT',
      details: { current: { circumstances: 'ушёл в лес' } },
    });
  });

  test('what a field reader gets holds no health, address or contact, and no drafts', async () => {
    await assign([search.sector(5)], 0, { draft: true });
    const seen = JSON.stringify(await snapshotOfIncident(station, search.searcher, search.incident.id));
    for (const secret of ['астма', 'сальбутамол', 'Ленина', '+7 700', 'Иванова', '"draft"'])
      expect(seen).not.toContain(secret);
    const staff = JSON.stringify(await snapshotOfIncident(station, search.dispatcher, search.incident.id));
    expect(staff).toContain('"draft"');
    const answer = await refused(
      station.call(search.stranger, getIncident, { params: { id: search.incident.id } }),
    );
    const absent = await refused(
      station.call(search.stranger, getIncident, { params: { id: randomUUID() } }),
    );
    expect([answer.status, answer.error.message]).toEqual([404, absent.error.message]);
  });

  test('events from the first to the last fold to the snapshot, for staff and for the field', async () => {
    for (const token of [search.dispatcher, search.searcher]) {
      const snapshot = await snapshotOfIncident(station, token, search.incident.id);
      const { events } = await station.call(token, listEvents, {
        params: { id: search.incident.id },
        query: { afterSeq: 0 },
      });
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      const opened = events[0];
      if (opened === undefined || !('type' in opened) || opened.type !== 'incident.opened.v1')
        throw new Error('the first event opens the incident');
      let state = stateFromSnapshot({
        ...opened.payload,
        seq: 1,
        grids: [],
        sectors: [],
        teams: [],
        assignments: [],
        coverage: [],
      });
      for (const event of events.slice(1)) {
        const result = applyEntry(state, event);
        expect(result.kind).toBe('applied');
        state = result.state;
      }
      expect(stateHash(state)).toBe(stateHash(stateFromSnapshot(snapshot)));
    }
  });

  test('an outcome is proposed by one and confirmed by another, and can be reopened', async () => {
    const personId = search.application.persons[0]?.id ?? '';
    const propose = (token: string) =>
      station.call(token, proposeOutcome, {
        params: { id: personId },
        body: {
          commandId: randomUUID(),
          kind: 'found-alive',
          evidence: 'Найден группой Дос-1 у дороги',
          place: { type: 'Point', coordinates: [63.12, 52.965] },
          foundBySquadId: search.squads[0].id,
        },
      });
    const own = await propose(search.supervisor);
    const decide = (token: string, id: string) =>
      station.call(token, confirmOutcome, { params: { id }, body: { commandId: randomUUID() } });
    expect((await refused(decide(search.supervisor, own.id))).status).toBe(422);
    expect((await refused(decide(search.dispatcher, own.id))).status).toBe(403);
    await station.call(search.supervisor, rejectOutcome, {
      params: { id: own.id },
      body: { commandId: randomUUID(), reason: 'предложу заново' },
    });
    const outcome = await propose(search.dispatcher);
    expect(outcome.distanceFromPlanningPointMetres).toBeGreaterThan(500);
    await decide(search.supervisor, outcome.id);
    const resolved = await station.call(search.supervisor, getApplication, {
      params: { id: search.application.id },
    });
    expect([resolved.state, resolved.persons[0]?.outcome]).toEqual(['resolved', 'found-alive']);
    await station.call(search.supervisor, reopenOutcome, {
      params: { id: outcome.id },
      body: { commandId: randomUUID(), reason: 'это был другой мальчик' },
    });
    const again = await station.call(search.supervisor, getApplication, {
      params: { id: search.application.id },
    });
    expect([again.state, again.persons[0]?.outcome]).toEqual(['searching', null]);
  });

  test('an incident with people unresolved closes only by a supervisor with a reason', async () => {
    const current = await station.call(search.dispatcher, getIncident, {
      params: { id: search.incident.id },
    });
    const close = (token: string, reason?: string) =>
      station.call(token, changeIncident, {
        params: { id: search.incident.id },
        body: { commandId: randomUUID(), version: current.version, state: 'closed', reason },
      });
    expect((await refused(close(search.dispatcher, 'устали'))).error.details).toMatchObject({
      unresolvedPersons: 1,
    });
    expect((await refused(close(search.supervisor))).error.details).toMatchObject({ field: 'reason' });
  });

  test('figures count applications and people apart, and each opens its cases', async () => {
    const day = new Date().toISOString().slice(0, 10);
    const year = { from: `${Number(day.slice(0, 4)) - 1}-01-01`, to: `${Number(day.slice(0, 4)) + 1}-12-31` };
    await station.call(search.dispatcher, createApplication, {
      body: {
        ...newApplication(),
        persons: [{ fullName: 'Первый' }, { description: 'второй, в синей куртке' }],
      },
    });
    const figures = await station.call(search.supervisor, getStatistics, { query: year });
    const all = await station.call(search.supervisor, listApplications, { query: { limit: 200 } });
    expect(figures.applications).toMatchObject({ count: all.items.length, counts: 'applications' });
    expect(figures.people.count).toBe(all.items.reduce((sum, row) => sum + row.persons.length, 0));
    expect(figures.people.count).toBe(figures.applications.count + 1);
    const cases = await station.call(search.supervisor, listStatisticsCases, {
      query: { ...year, district: 'rudny', limit: 200 },
    });
    const rudny = figures.byDistrict.find((row) => row.key === 'rudny');
    expect(cases.items).toHaveLength(rudny?.applications.count ?? -1);
    const nobody = await station.send(search.supervisor, 'GET', figures.outcomes['found-dead'].cases);
    expect(nobody).toMatchObject({ status: 200, body: { items: [] } });
  });

  test('the public form answers a bare receipt', async () => {
    const { applicant, persons } = newApplication('С сайта');
    const receipt = await station.call(null, createPublicApplication, {
      body: { commandId: randomUUID(), applicant, persons },
    });
    expect(Object.keys(receipt).sort()).toEqual(['receivedAt', 'reference']);
  });
});
