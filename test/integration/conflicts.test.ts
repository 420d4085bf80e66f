import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  assignSectors,
  changeApplication,
  changeAssignmentStatus,
  changeIncident,
  changeTeam,
  changeUser,
  conflictDetailsSchema,
  createApplication,
  getApplication,
  getIncident,
  listUsers,
  type Application,
  type ConflictDetails,
} from '@izdeu/contracts';
import { testedModes } from '@izdeu/testing';
import { newApplication, openSearch, prepareSearch, type Search } from '../support/search.js';
import { Refusal, TestStation } from '../support/station.js';

jest.setTimeout(120_000);

const conflictOf = async (work: Promise<unknown>): Promise<ConflictDetails> => {
  const error: unknown = await work.then(
    () => new Error('it was accepted'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw error;
  expect(error.error.code).toBe('CONFLICT');
  return conflictDetailsSchema.parse(error.error.details);
};

// P-5: an edit names the version it saw; the other side is shown with who made it and when.
describe.each(testedModes())('two people at one thing (%s)', (mode) => {
  let station: TestStation;
  let search: Search;
  let second: string;
  let startedAt: number;

  beforeAll(async () => {
    station = await TestStation.start(mode);
    startedAt = Date.now();
    search = await prepareSearch(station);
    second = await station.account(search.administrator, 'second', [{ role: 'dispatcher', squadId: null }]);
  });
  afterAll(() => station.stop());

  const changeAs = (token: string, version: number, change: object, id = search.incident.id) =>
    station.call(token, changeIncident, {
      params: { id },
      body: { commandId: randomUUID(), version, ...change },
    });
  const expectAuthor = ({ changedBy, changedAt }: ConflictDetails, displayName: string): void => {
    expect(changedBy).toEqual({ displayName });
    const at = Date.parse(changedAt ?? '');
    expect(at).toBeGreaterThan(startedAt - 1_000);
    expect(at).toBeLessThan(Date.now() + 1_000);
  };

  test('the settings of an incident', async () => {
    const { version } = search.incident;
    await changeAs(second, version, { title: 'Поиск у Горняцкого' });
    const conflict = await conflictOf(changeAs(search.dispatcher, version, { title: 'Другое имя' }));
    expectAuthor(conflict, 'second');
    expect(conflict).toMatchObject({
      field: 'version',
      current: {
        title: 'Поиск у Горняцкого',
        version: version + 1,
        squads: [{ code: 'DOS' }, { code: 'BARS' }],
      },
    });
    const now = await station.call(search.dispatcher, getIncident, { params: { id: search.incident.id } });
    expect(now.title).toBe('Поиск у Горняцкого');
  });

  test('a team: the conflict is told before the rules of what was wanted', async () => {
    const [team] = search.teams;
    const change = (token: string, more: object) =>
      station.call(token, changeTeam, {
        params: { id: team.id },
        body: { commandId: randomUUID(), version: team.version, ...more },
      });
    await change(second, { callSign: 'Дос-7', memberIds: [team.leaderMemberId] });
    // The call sign wanted is in use: that is not what this person has to know first.
    const conflict = await conflictOf(change(search.dispatcher, { callSign: 'Барс-1' }));
    expectAuthor(conflict, 'second');
    expect(conflict.current).toMatchObject({
      callSign: 'Дос-7',
      members: [{ memberId: team.leaderMemberId }],
    });
  });

  test('an assignment that the team moved meanwhile', async () => {
    const { assignments } = await station.call(search.dispatcher, assignSectors, {
      params: { id: search.incident.id },
      body: { commandId: randomUUID(), sectorIds: [search.sector(0)], teamId: search.teams[0].id },
    });
    const [assignment] = assignments;
    const move = (
      token: string,
      body: { to: 'acknowledged' | 'withdrawn'; version?: number; reason?: string },
    ) =>
      station.call(token, changeAssignmentStatus, {
        params: { id: assignment?.id ?? '' },
        body: { commandId: randomUUID(), ...body },
      });
    await move(search.leader, { to: 'acknowledged' });
    const conflict = await conflictOf(
      move(search.dispatcher, { to: 'withdrawn', reason: 'ошибка', version: assignment?.version ?? 0 }),
    );
    expectAuthor(conflict, 'leader');
    expect(conflict.current).toMatchObject({ state: 'acknowledged' });
  });

  const editAs = (token: string, { id, version }: Application, change: object) =>
    station.call(token, changeApplication, {
      params: { id },
      body: { commandId: randomUUID(), version, ...change },
    });
  const create = () => station.call(search.dispatcher, createApplication, { body: newApplication() });

  test('an application and its people', async () => {
    const application = await create();
    const [person] = application.persons;
    const profile = { ...person?.profile, description: 'красная куртка' };
    await editAs(second, application, { persons: [{ id: person?.id, profile }] });
    const conflict = await conflictOf(
      editAs(search.dispatcher, application, { circumstances: 'ушёл в лес' }),
    );
    expectAuthor(conflict, 'second');
    expect(conflict.current).toMatchObject({ persons: [{ profile: { description: 'красная куртка' } }] });
  });

  test('an application whose search began meanwhile names who opened it', async () => {
    const { application } = await openSearch(station, search);
    const conflict = await conflictOf(editAs(second, application, { searchSoFar: 'соседи' }));
    expectAuthor(conflict, 'dispatcher');
    expect(conflict.current).toMatchObject({ state: 'searching' });
  });

  test('answers of an application are cleared by null, and kept when left out', async () => {
    const application = await create();
    const filled = await editAs(search.dispatcher, application, {
      circumstances: 'ушёл в лес',
      searchSoFar: 'соседи',
      police: { number: '12-34' },
      consent: { givenBy: 'Иванова Анна', basis: 'relative', publication: true },
    });
    const kept = await editAs(search.dispatcher, filled, { contacts: [] });
    expect(kept).toMatchObject({
      circumstances: 'ушёл в лес',
      police: { number: '12-34' },
      consent: { givenBy: 'Иванова Анна' },
    });
    await editAs(search.dispatcher, kept, {
      circumstances: null,
      searchSoFar: null,
      police: null,
      consent: null,
    });
    const cleared = await station.call(search.dispatcher, getApplication, { params: { id: application.id } });
    for (const name of ['circumstances', 'searchSoFar', 'police', 'consent'] as const)
      expect(cleared[name]).toBeUndefined();
    expect(cleared.version).toBe(kept.version + 1);
  });

  test('an account: two administrators, one after the other and at once', async () => {
    const other = await station.account(search.administrator, 'administrator-2', [
      { role: 'administrator', squadId: null },
    ]);
    const { items } = await station.call(search.administrator, listUsers, { query: {} });
    const user = items.find(({ login }) => login === 'stranger');
    const change = (token: string, version: number, more: object) =>
      station.call(token, changeUser, {
        params: { id: user?.id ?? '' },
        body: { commandId: randomUUID(), version, ...more },
      });
    const changed = await change(other, user?.version ?? 0, { disabled: true });
    const roles = [{ role: 'squad-leader' as const, squadId: search.squads[2].id }];
    const conflict = await conflictOf(change(search.administrator, user?.version ?? 0, { roles }));
    expectAuthor(conflict, 'administrator-2');
    expect(conflict.current).toMatchObject({ disabled: true, version: changed.version });
    const both = await Promise.allSettled([
      change(search.administrator, changed.version, { roles }),
      change(other, changed.version, { disabled: false }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
