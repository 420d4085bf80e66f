import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  assignSectors,
  confirmOutcome,
  createApplication,
  createGrid,
  formTeam,
  getApplication,
  getStatistics,
  listApplications,
  listIncidents,
  openIncident,
  openPracticeIncident,
  proposeOutcome,
  type IncidentView,
} from '@izdeu/contracts';
import { sectorIdOf } from '@izdeu/domain';
import { testedModes } from '@izdeu/testing';
import {
  BOUNDARY,
  newApplication,
  prepareSearch,
  snapshotOfIncident,
  type Search,
} from '../support/search.js';
import { Refusal, TestStation } from '../support/station.js';

jest.setTimeout(120_000);

const POINT = { type: 'Point' as const, coordinates: [63.11, 52.96] as [number, number] };

describe.each(testedModes())('an exercise (%s)', (mode) => {
  let station: TestStation;
  let search: Search;
  let practice: IncidentView;

  beforeAll(async () => {
    station = await TestStation.start(mode);
    search = await prepareSearch(station);
  });
  afterAll(() => station.stop());

  const figures = () =>
    station.call(search.supervisor, getStatistics, { query: { from: '2020-01-01', to: '2030-01-01' } });

  test('is opened in one step and marked wherever it shows', async () => {
    const before = await figures();
    const body = {
      commandId: randomUUID(),
      title: 'Учения',
      personName: 'Условный пострадавший',
      initialPlanningPoint: POINT,
      squadIds: [search.squads[0].id],
    };
    practice = await station.call(search.dispatcher, openPracticeIncident, { body });
    expect(await station.call(search.dispatcher, openPracticeIncident, { body })).toEqual(practice);
    expect(practice).toMatchObject({ practice: true, title: 'Учения' });
    const snapshot = await snapshotOfIncident(station, search.searcher, practice.id);
    expect(snapshot.incident.practice).toBe(true);
    expect(snapshot.persons).toMatchObject([{ fullName: 'Условный пострадавший' }]);
    const id = practice.applicationIds[0] ?? '';
    const application = await station.call(search.dispatcher, getApplication, { params: { id } });
    expect(application).toMatchObject({
      practice: true,
      reference: expect.stringMatching(/^PRACTICE-[0-9A-F]{6}$/),
    });
    const { items } = await station.call(search.dispatcher, listApplications, { query: {} });
    expect(items.filter((row) => row.practice).map((row) => row.id)).toEqual([id]);
    const list = await station.call(search.dispatcher, listIncidents, { query: {} });
    expect(list.items.filter((row) => row.practice).map((row) => row.id)).toEqual([practice.id]);
    expect(await figures()).toEqual(before);
  });

  test('uses up no number of an application', async () => {
    const real = await station.call(search.dispatcher, createApplication, {
      body: newApplication('Настоящий'),
    });
    expect(Number(real.reference.slice(-6))).toBe(Number(search.application.reference.slice(-6)) + 1);
    expect(real.practice).toBeUndefined();
  });

  test('goes the whole way of a search, and its outcome moves no figure', async () => {
    const before = await figures();
    const params = { id: practice.id };
    const { grid } = await station.call(search.dispatcher, createGrid, {
      params,
      body: { commandId: randomUUID(), boundary: BOUNDARY, cellSizeMetres: 1000 },
    });
    const [leader, member] = search.members;
    const { team } = await station.call(search.dispatcher, formTeam, {
      params,
      body: {
        commandId: randomUUID(),
        callSign: 'Учебная-1',
        leaderMemberId: leader?.id ?? '',
        memberIds: [leader?.id ?? '', member?.id ?? ''],
      },
    });
    await station.call(search.dispatcher, assignSectors, {
      params,
      body: { commandId: randomUUID(), sectorIds: [sectorIdOf(grid.id, 0)], teamId: team.id },
    });
    const outcome = await station.call(search.dispatcher, proposeOutcome, {
      params: { id: practice.personIds[0] ?? '' },
      body: {
        commandId: randomUUID(),
        kind: 'found-alive',
        evidence: 'условно найден',
        occurredAt: new Date().toISOString(),
        incidentId: practice.id,
      },
    });
    await station.call(search.supervisor, confirmOutcome, {
      params: { id: outcome.id },
      body: { commandId: randomUUID(), version: outcome.version },
    });
    expect(await figures()).toEqual(before);
  });

  test('never becomes a search', async () => {
    const error: unknown = await station
      .call(search.dispatcher, openIncident, {
        body: {
          commandId: randomUUID(),
          applicationIds: [...practice.applicationIds],
          initialPlanningPoint: POINT,
          squadIds: [search.squads[0].id],
        },
      })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).error).toMatchObject({ code: 'REFUSED', details: { field: 'applicationIds' } });
  });
});
