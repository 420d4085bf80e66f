import { randomUUID } from 'node:crypto';
import {
  addMember,
  createApplication,
  createGrid,
  createSquad,
  formTeam,
  getSnapshot,
  openIncident,
  type Application,
  type GeoPolygon,
  type Grid,
  type IncidentView,
  type Member,
  type Squad,
  type Team,
} from '@izdeu/contracts';
import { sectorIdOf } from '@izdeu/domain';
import type { Api, EmptyServer } from './api.js';

/** A rectangle near Rudny: about 3 km by 3 km. */
export const BOUNDARY: GeoPolygon = {
  type: 'Polygon',
  coordinates: [
    [
      [63.1, 52.95],
      [63.145, 52.95],
      [63.145, 52.977],
      [63.1, 52.977],
      [63.1, 52.95],
    ],
  ],
};

/** Two squads with people and accounts, one search with a grid and two teams: where most tests begin. */
export interface Search {
  readonly administrator: string;
  readonly dispatcher: string;
  readonly supervisor: string;
  /** Leads and works in the first squad's team. */
  readonly leader: string;
  readonly searcher: string;
  /** A searcher of a squad that does not take part. */
  readonly stranger: string;
  readonly squads: readonly [Squad, Squad, Squad];
  readonly members: readonly Member[];
  readonly application: Application;
  readonly incident: IncidentView;
  readonly grid: Grid;
  readonly teams: readonly [Team, Team];
  /** Id of the n-th cell of the grid. */
  sector(index: number): string;
}

const squadNamed = (code: string) => ({
  commandId: randomUUID(),
  code,
  name: { kk: code, ru: code, en: code },
  base: 'Костанай',
});

export const newApplication = (fullName = 'Иванов Пётр') => ({
  commandId: randomUUID(),
  applicant: { fullName: 'Иванова Анна', phone: '+7 700 000 11 22', relation: 'мать' },
  lastSeen: {
    at: '2026-11-20T12:00:00Z',
    place: 'посёлок Горняцкий, улица Ленина 5',
    point: { type: 'Point' as const, coordinates: [63.11, 52.96] as [number, number] },
    district: 'rudny' as const,
  },
  persons: [
    {
      fullName,
      birthYear: 2017,
      sex: 'male' as const,
      category: 'child' as const,
      health: { diagnoses: 'астма', medicines: 'сальбутамол' },
    },
  ],
});

/** The people of a search, before anything happened. */
export type People = Pick<
  Search,
  'administrator' | 'dispatcher' | 'supervisor' | 'leader' | 'searcher' | 'stranger' | 'squads' | 'members'
>;

/** Squads, members and accounts through the ordinary routes. Every password is `PASSWORD`. */
export const preparePeople = async (station: EmptyServer): Promise<People> => {
  const administrator = await station.firstAdministrator();
  const squad = (code: string) => station.call(administrator, createSquad, { body: squadNamed(code) });
  const squads = [await squad('DOS'), await squad('BARS'), await squad('LEADER')] as const;
  const members: Member[] = [];
  for (const [index, owner] of [0, 0, 0, 1, 1, 2].entries())
    members.push(
      await station.call(administrator, addMember, {
        params: { id: squads[owner]?.id ?? '' },
        body: {
          commandId: randomUUID(),
          fullName: `Участник ${index + 1}`,
          phone: `+7 700 000 00 0${index}`,
        },
      }),
    );
  const id = (index: number): string => members[index]?.id ?? '';
  const region = (role: 'dispatcher' | 'supervisor') => [{ role, squadId: null }];
  const dispatcher = await station.account(administrator, 'dispatcher', region('dispatcher'));
  const supervisor = await station.account(administrator, 'supervisor', region('supervisor'));
  const own = (role: 'squad-leader' | 'squad-member', index: number) => [
    { role, squadId: squads[index]?.id ?? null },
  ];
  const leader = await station.account(administrator, 'leader', own('squad-leader', 0), id(0));
  const searcher = await station.account(administrator, 'searcher', own('squad-member', 0), id(1));
  const stranger = await station.account(administrator, 'stranger', own('squad-member', 2), id(5));

  return { administrator, dispatcher, supervisor, leader, searcher, stranger, squads, members };
};

export interface SearchOptions {
  readonly cellSizeMetres?: 100 | 200 | 250 | 500 | 1000;
}

/** Builds everything through the ordinary routes. */
export const prepareSearch = async (station: EmptyServer): Promise<Search> =>
  openSearch(station, await preparePeople(station));

/** One more search of the same people. */
export const openSearch = async (
  station: Api,
  people: People,
  { cellSizeMetres = 500 }: SearchOptions = {},
): Promise<Search> => {
  const { dispatcher, squads, members } = people;
  const id = (index: number): string => members[index]?.id ?? '';
  const application = await station.call(dispatcher, createApplication, { body: newApplication() });
  const incident = await station.call(dispatcher, openIncident, {
    body: {
      commandId: randomUUID(),
      applicationIds: [application.id],
      initialPlanningPoint: { type: 'Point', coordinates: [63.11, 52.96] },
      squadIds: [squads[0].id, squads[1].id],
    },
  });
  const { grid } = await station.call(dispatcher, createGrid, {
    params: { id: incident.id },
    body: { commandId: randomUUID(), boundary: BOUNDARY, cellSizeMetres },
  });
  const team = async (callSign: string, memberIds: string[]) => {
    const answer = await station.call(dispatcher, formTeam, {
      params: { id: incident.id },
      body: { commandId: randomUUID(), callSign, leaderMemberId: memberIds[0] ?? '', memberIds },
    });
    return answer.team;
  };
  const teams = [await team('Дос-1', [id(0), id(1)]), await team('Барс-1', [id(3), id(4)])] as const;
  return {
    ...people,
    application,
    incident,
    grid,
    teams,
    sector: (index) => sectorIdOf(grid.id, index),
  };
};

export const snapshotOfIncident = (station: Api, token: string, incidentId: string) =>
  station.call(token, getSnapshot, { params: { id: incidentId } });
