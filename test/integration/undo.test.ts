import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  archiveGrid,
  archiveSector,
  assignSectors,
  changeAssignmentStatus,
  changeIncident,
  changeTeam,
  createGrid,
  drawSector,
  formTeam,
  getSector,
  listEvents,
  listHistory,
  undoEvents,
  type Assignment,
  type BacklogEntry,
  type HistoryEntry,
  type IncidentEvent,
  type IncidentSnapshot,
} from '@izdeu/contracts';
import { applyEntry, sectorIdOf, stateFromOpening, stateFromSnapshot, stateHash } from '@izdeu/domain';
import { testedModes } from '@izdeu/testing';
import { prepareSearch, snapshotOfIncident, type Search } from '../support/search.js';
import { Refusal, TestStation } from '../support/station.js';

jest.setTimeout(120_000);

const DEBRIEF = { searchedSharePercent: 100, estimatedPodPercent: 60 };

const refusalOf = async (work: Promise<unknown>): Promise<Refusal> => {
  const error: unknown = await work.then(
    () => new Error('it was accepted'),
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error;
  throw error;
};

describe.each(testedModes())('taking back (%s)', (mode) => {
  let station: TestStation;
  let search: Search;
  let params: { id: string };

  beforeAll(async () => {
    station = await TestStation.start(mode);
    search = await prepareSearch(station);
    params = { id: search.incident.id };
  });
  afterAll(() => station.stop());

  const snapshot = (token = search.dispatcher): Promise<IncidentSnapshot> =>
    snapshotOfIncident(station, token, params.id);
  const undo = (seqs: number[], token = search.dispatcher, reason = 'по ошибке') =>
    station.call(token, undoEvents, { params, body: { commandId: randomUUID(), seqs, reason } });
  const history = async (token = search.dispatcher): Promise<HistoryEntry[]> =>
    (await station.call(token, listHistory, { params, query: { limit: 200 } })).items;
  const assign = (index: number, team: 0 | 1 = 0, more = {}) =>
    station.call(search.dispatcher, assignSectors, {
      params,
      body: {
        commandId: randomUUID(),
        sectorIds: [search.sector(index)],
        teamId: search.teams[team].id,
        ...more,
      },
    });
  const move = (assignment: Assignment, to: Assignment['state'], more = {}) =>
    station.call(search.dispatcher, changeAssignmentStatus, {
      params: { id: assignment.id },
      body: { commandId: randomUUID(), to, ...more },
    });
  const walk = async (assignment: Assignment, states: Assignment['state'][]): Promise<void> => {
    for (const to of states) await move(assignment, to, to === 'completed' ? { debrief: DEBRIEF } : {});
  };
  const TO_DEBRIEF: Assignment['state'][] = [
    'acknowledged',
    'en-route',
    'searching',
    'returning',
    'debriefing',
  ];
  /** What the search looks like, whatever numbers and versions it took to get there. */
  const looks = ({ seq: _, incident: { version: __, ...incident }, ...rest }: IncidentSnapshot) => ({
    ...rest,
    incident,
    teams: rest.teams.map(({ version: ___, ...team }) => team),
    assignments: rest.assignments.map(({ version: ___, changedAt: ____, ...one }) => one),
  });

  test('an assignment given by mistake is withdrawn, and the searcher loses it', async () => {
    const before = await snapshot(search.searcher);
    const { seq } = await assign(0);
    expect((await snapshot(search.searcher)).assignments).toHaveLength(before.assignments.length + 1);
    await undo([seq]);
    expect(looks(await snapshot(search.searcher))).toEqual(looks(before));
    const [entry, given] = await history();
    expect(entry).toMatchObject({ undoes: seq, reason: 'по ошибке', undo: 'possible', state: 'withdrawn' });
    expect(given).toMatchObject({
      seq,
      undo: 'changed-since',
      object: { label: expect.stringContaining('Дос-1') },
    });
  });

  test('the history is narrowed to a kind, a sector and a team, by headquarters', async () => {
    const { seq } = await assign(20, 1);
    const narrowed = async (query: object) =>
      (await station.call(search.dispatcher, listHistory, { params, query: { limit: 200, ...query } })).items;
    const ofSector = await narrowed({ sectorId: search.sector(20) });
    expect(ofSector.map((one) => one.seq)).toEqual([seq]);
    expect(ofSector[0]).toMatchObject({ sectorId: search.sector(20), teamId: search.teams[1].id });
    const ofTeam = await narrowed({ teamId: search.teams[1].id });
    expect(ofTeam.map((one) => one.type)).toEqual(['sector.assigned.v1', 'team.formed.v1']);
    expect((await narrowed({ kind: 'team' })).map((one) => one.object.kind)).toEqual(['team', 'team']);
    expect(await narrowed({ kind: 'team', sectorId: search.sector(20) })).toEqual([]);
    await undo([seq]);
  });

  test('taking back is taken back: the assignment is there again, unless somebody else has the sector', async () => {
    const first = await assign(1);
    const { seq } = await undo([first.seq]);
    const again = await undo([seq]);
    expect((await snapshot()).assignments).toContainEqual(
      expect.objectContaining({ id: first.assignments[0]?.id, state: 'assigned' }),
    );
    await undo([again.seq]);
    await assign(1, 1);
    const refusal = await refusalOf(
      undo([(await history()).find((one) => one.undoes === again.seq)?.seq ?? 0]),
    );
    expect(refusal.error).toMatchObject({
      code: 'SECTOR_TAKEN',
      details: { holder: { callSign: 'Барс-1' } },
    });
  });

  test('a report on the wrong sector is annulled with its coverage, and counts again when that was the mistake', async () => {
    const before = await snapshot();
    const { assignments } = await assign(2);
    const [assignment] = assignments as [Assignment];
    await walk(assignment, TO_DEBRIEF);
    const { seq } = await move(assignment, 'completed', { debrief: DEBRIEF });
    const searched = await snapshot();
    expect(searched.coverage.find((one) => one.sectorId === search.sector(2))).toMatchObject({ passes: 1 });
    const undone = await undo([seq]);
    const without = await snapshot();
    expect(without.coverage).toEqual(before.coverage);
    expect(without.assignments.find(({ id }) => id === assignment.id)?.state).toBe('debriefing');
    const sector = () =>
      station.call(search.dispatcher, getSector, { params: { ...params, sectorId: search.sector(2) } });
    expect((await sector()).passes).toEqual([]);
    await undo([undone.seq]);
    expect((await snapshot()).coverage).toEqual(searched.coverage);
    expect((await sector()).passes).toHaveLength(1);

    // A second report after the first was taken back: only the last one comes back.
    await undo([(await snapshot()).seq]);
    const second = await move(assignment, 'completed', { debrief: { ...DEBRIEF, estimatedPodPercent: 30 } });
    const third = await undo([second.seq]);
    await undo([third.seq]);
    expect((await sector()).passes).toMatchObject([{ estimatedPodPercent: 30 }]);
  });

  test('sectors and grids come and go with their reasons', async () => {
    const before = await snapshot();
    const ring = [[63.2, 52.95], [63.21, 52.95], [63.21, 52.96], [63.2, 52.95]] as [number, number][]; // prettier-ignore
    const drawn = await station.call(search.dispatcher, drawSector, {
      params,
      body: { commandId: randomUUID(), label: 'Лес', geometry: { type: 'Polygon', coordinates: [ring] } },
    });
    const archived = await station.call(search.dispatcher, archiveSector, {
      params: { ...params, sectorId: drawn.sector.id },
      body: { commandId: randomUUID(), reason: 'не там' },
    });
    expect(looks(await snapshot())).toEqual(looks(before));
    await undo([archived.seq]);
    expect((await snapshot()).sectors).toContainEqual(drawn.sector);
    await undo([(await snapshot()).seq]);

    const { grid, seq } = await station.call(search.dispatcher, createGrid, {
      params,
      body: {
        commandId: randomUUID(),
        boundary: { type: 'Polygon', coordinates: [[[63.2, 52.95], [63.23, 52.95], [63.23, 52.97], [63.2, 52.95]]] }, // prettier-ignore
        cellSizeMetres: 500,
      },
    });
    const gone = await undo([seq]);
    expect(looks(await snapshot())).toEqual(looks(before));
    await undo([gone.seq]);
    expect((await snapshot()).grids).toContainEqual(grid);
    await station.call(search.dispatcher, assignSectors, {
      params,
      body: { commandId: randomUUID(), sectorIds: [sectorIdOf(grid.id, 0)], teamId: search.teams[0].id },
    });
    const refusal = await refusalOf(undo([gone.seq + 1]));
    expect(refusal.error).toMatchObject({ code: 'REFUSED', details: { field: 'gridId' } });
  });

  test('a label that was given away meanwhile is not taken from its new sector', async () => {
    const draw = () =>
      station.call(search.dispatcher, drawSector, {
        params,
        body: {
          commandId: randomUUID(),
          label: 'Овраг',
          geometry: { type: 'Polygon', coordinates: [[[63.3, 52.95], [63.31, 52.95], [63.31, 52.96], [63.3, 52.95]]] }, // prettier-ignore
        },
      });
    const gone = await undo([(await draw()).seq]);
    await draw();
    expect((await refusalOf(undo([gone.seq]))).error).toMatchObject({
      code: 'REFUSED',
      details: { sectorLabel: 'Овраг' },
    });
  });

  test('a team gets back its name and people; a disbanded one returns', async () => {
    const before = await snapshot();
    const team = before.teams.find(({ id }) => id === search.teams[1].id);
    const changed = await station.call(search.dispatcher, changeTeam, {
      params: { id: search.teams[1].id },
      body: {
        commandId: randomUUID(),
        version: team?.version ?? 0,
        callSign: 'Барс-9',
        memberIds: [search.members[3]?.id ?? ''],
      },
    });
    await undo([changed.seq]);
    expect(looks(await snapshot())).toEqual(looks(before));
  });

  test('title, state and squads of the incident', async () => {
    const before = await snapshot();
    const change = async (fields: object) =>
      station.call(search.dispatcher, changeIncident, {
        params,
        body: { commandId: randomUUID(), version: (await snapshot()).incident.version, ...fields },
      });
    const titled = await change({ title: 'Другое имя' });
    const suspended = await change({ state: 'suspended' });
    const squads = await change({ squadIds: search.squads.map(({ id }) => id) });
    expect((await refusalOf(undo([titled.seq]))).error.code).toBe('CONFLICT');
    // Together, the newest first.
    await undo([titled.seq, suspended.seq, squads.seq]);
    expect(looks(await snapshot())).toEqual(looks(before));
  });

  test('gone is archived: a grid, a team, a period and a closed search come back, each by name and with its reason', async () => {
    const incident = async (fields: object, token = search.dispatcher) =>
      station.call(token, changeIncident, {
        params,
        body: { commandId: randomUUID(), version: (await snapshot()).incident.version, ...fields },
      });
    const { grid } = await station.call(search.dispatcher, createGrid, {
      params,
      body: {
        commandId: randomUUID(),
        boundary: { type: 'Polygon', coordinates: [[[63.4, 52.95], [63.42, 52.95], [63.42, 52.96], [63.4, 52.95]]] }, // prettier-ignore
        cellSizeMetres: 500,
      },
    });
    const { team } = await station.call(search.dispatcher, formTeam, {
      params,
      body: {
        commandId: randomUUID(),
        callSign: 'Дос-7',
        leaderMemberId: search.members[2]?.id ?? '',
        memberIds: [search.members[2]?.id ?? ''],
      },
    });
    const steps: [does: string, work: () => Promise<unknown>, seen: (now: IncidentSnapshot) => void][] = [
      [
        'grid.archived.v1',
        () =>
          station.call(search.dispatcher, archiveGrid, {
            params: { ...params, gridId: grid.id },
            body: { commandId: randomUUID(), reason: 'не тот район' },
          }),
        ({ grids }) => expect(grids.map(({ id }) => id)).not.toContain(grid.id),
      ],
      [
        'team.changed.v1',
        () =>
          station.call(search.dispatcher, changeTeam, {
            params: { id: team.id },
            body: { commandId: randomUUID(), version: team.version, disbanded: true },
          }),
        ({ teams }) =>
          expect(teams.filter(({ disbanded }) => !disbanded).map(({ id }) => id)).not.toContain(team.id),
      ],
      [
        'incident.changed.v1',
        () => incident({ startNextPeriod: true }),
        (now) => expect(now.incident.operationalPeriod).toBe(2),
      ],
      [
        'incident.changed.v1',
        // Teams are out still: only a supervisor ends such a search.
        () => incident({ state: 'closed', reason: 'нашли' }, search.supervisor),
        (now) => expect(now.incident.state).toBe('closed'),
      ],
    ];
    for (const [type, work, seen] of steps) {
      const before = await snapshot();
      await work();
      const done = await snapshot();
      seen(done);
      const seq = done.seq;
      expect((await history())[0]).toMatchObject({ seq, type, undo: 'possible' });
      const closed = done.incident.state === 'closed';
      await undo([seq], closed ? search.supervisor : search.dispatcher, 'рано');
      expect(looks(await snapshot())).toEqual(looks(before));
      const [back, gone] = await history();
      const displayName = closed ? 'supervisor' : 'dispatcher';
      expect(back).toMatchObject({ undoes: seq, reason: 'рано', actor: { displayName } });
      // What was done stays in the history beside what took it back.
      expect(gone).toMatchObject({ seq, type, undo: 'changed-since' });
    }
  });

  test('a change since then is shown with both sides and who made it, and nothing happens', async () => {
    const { assignments, seq } = await assign(5);
    await move(assignments[0] as Assignment, 'acknowledged');
    const before = await snapshot();
    const { status, error } = await refusalOf(undo([seq]));
    expect(status).toBe(409);
    expect(error).toMatchObject({
      code: 'CONFLICT',
      details: {
        field: 'seqs',
        seq,
        made: { assignment: { state: 'assigned' } },
        current: { assignment: { state: 'acknowledged' } },
        changedBy: { displayName: 'dispatcher' },
      },
    });
    expect(await snapshot()).toEqual(before);
  });

  test('whoever may not do it may not take it back; what is not theirs does not exist', async () => {
    const { seq } = await assign(6);
    expect((await refusalOf(undo([seq], search.supervisor))).error.code).toBe('FORBIDDEN');
    expect((await refusalOf(undo([seq], search.searcher))).status).toBe(403);
    expect((await refusalOf(undo([seq], search.stranger))).status).toBe(403);
    expect((await refusalOf(history(search.stranger))).status).toBe(404);
    expect((await refusalOf(undo([1]))).error).toMatchObject({ code: 'REFUSED', details: { field: 'seqs' } });
    expect((await refusalOf(undo([999_999]))).status).toBe(404);
    const seen = await history(search.searcher);
    expect(seen.every((entry) => entry.undo !== 'possible')).toBe(true);
  });

  test('field readers get no word of drafts from history either', async () => {
    await assign(7, 0, { draft: true });
    expect((await history())[0]?.type).toBe('assignment.drafted.v1');
    expect((await history(search.searcher)).map(({ type }) => type)).not.toContain('assignment.drafted.v1');
  });

  test('P-15 after all of it the events still fold to the snapshot, for staff and for the field', async () => {
    for (const token of [search.dispatcher, search.searcher]) {
      const events: BacklogEntry[] = [];
      for (;;) {
        const page = await station.call(token, listEvents, { params, query: { afterSeq: events.length } });
        if (page.events.length === 0) break;
        events.push(...page.events);
      }
      const [opening, ...rest] = events as [
        IncidentEvent & { type: 'incident.opened.v1' },
        ...BacklogEntry[],
      ];
      let state = stateFromOpening(opening);
      for (const entry of rest) {
        const result = applyEntry(state, entry);
        expect(result.kind).toBe('applied');
        state = result.state;
      }
      expect(stateHash(state)).toBe(stateHash(stateFromSnapshot(await snapshot(token))));
    }
  });

  test('the archived grid route says why it is gone', async () => {
    const { grid } = await station.call(search.dispatcher, createGrid, {
      params,
      body: {
        commandId: randomUUID(),
        boundary: { type: 'Polygon', coordinates: [[[63.5, 52.95], [63.52, 52.95], [63.52, 52.96], [63.5, 52.95]]] }, // prettier-ignore
        cellSizeMetres: 500,
      },
    });
    await station.call(search.dispatcher, archiveGrid, {
      params: { ...params, gridId: grid.id },
      body: { commandId: randomUUID(), reason: 'не тот район' },
    });
    expect((await history())[0]).toMatchObject({
      type: 'grid.archived.v1',
      reason: 'не тот район',
      undo: 'possible',
    });
  });
});
