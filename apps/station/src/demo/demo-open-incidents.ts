import {
  ARKALYK,
  arkalykApplication,
  RUDNY,
  rudnyApplication,
  type OpenApplicationBody,
} from './demo-open-applications.js';
import type { SquadCode } from './demo-squads.js';
import type { FieldLogin } from './demo-accounts.js';

/** Metres east and north of the initial planning point. */
export type Offset = readonly [east: number, north: number];

/** How far an assignment has come, and which sector it took: the free one nearest to a point, or the drawn one. */
export interface PlannedAssignment {
  readonly near: Offset | 'drawn';
  readonly until: 'draft' | 'assigned' | 'acknowledged' | 'en-route' | 'searching' | 'paused' | 'completed';
}

export interface PlannedTeam {
  readonly callSign: string;
  /** Its leader, whose phone reports positions. */
  readonly leader: FieldLogin;
  readonly squad: SquadCode;
  /** Adult members of the squad, by their order in it; the leader comes besides. */
  readonly members: readonly number[];
  readonly assignments: readonly PlannedAssignment[];
}

export interface PlannedOpenIncident {
  readonly key: string;
  readonly personName: string;
  readonly title: string;
  readonly hoursAgo: number;
  readonly planningPoint: { readonly lon: number; readonly lat: number };
  readonly utmZone: number;
  readonly squads: readonly SquadCode[];
  readonly cellSizeMetres: 500 | 1000;
  readonly alphabet: 'cyrillic' | 'latin';
  readonly boundary: readonly Offset[];
  readonly drawn: { readonly label: string; readonly ring: readonly Offset[] };
  readonly teams: readonly PlannedTeam[];
  application(now: Date): OpenApplicationBody;
}

const rudny: PlannedOpenIncident = {
  key: 'open-rudny',
  personName: 'Сафронов Илья Денисович',
  title: 'Мальчик, 9 лет, лесополоса под Рудным',
  hoursAgo: 5,
  planningPoint: RUDNY,
  utmZone: 41,
  squads: ['DOS', 'REGION10', 'BARS'],
  cellSizeMetres: 500,
  alphabet: 'cyrillic',
  boundary: [
    [-2400, -1500],
    [-1500, -2450],
    [600, -2300],
    [1900, -1700],
    [2450, -200],
    [2100, 1500],
    [800, 2400],
    [-900, 2150],
    [-2200, 1100],
  ],
  drawn: {
    label: 'Балка',
    ring: [
      [2550, -300],
      [3300, -500],
      [3450, 300],
      [2800, 500],
    ],
  },
  teams: [
    {
      callSign: 'Дос-1',
      leader: 'squad-member',
      squad: 'DOS',
      members: [3, 4, 5],
      assignments: [
        { near: [-200, 200], until: 'completed' },
        { near: [400, 300], until: 'assigned' },
      ],
    },
    {
      callSign: 'Дос-2',
      leader: 'dos-2',
      squad: 'DOS',
      members: [6, 7],
      assignments: [{ near: [900, -700], until: 'acknowledged' }],
    },
    {
      callSign: 'Барс-1',
      leader: 'bars-1',
      squad: 'BARS',
      members: [1, 2, 3],
      assignments: [{ near: [-800, 700], until: 'searching' }],
    },
    {
      callSign: 'Лиса-3',
      leader: 'region10-3',
      squad: 'REGION10',
      members: [2, 3],
      assignments: [
        { near: [-900, -800], until: 'paused' },
        { near: 'drawn', until: 'draft' },
      ],
    },
  ],
  application: rudnyApplication,
};

const arkalyk: PlannedOpenIncident = {
  key: 'open-arkalyk',
  personName: 'Досанов Ербол Қайратұлы',
  title: 'Чабан, 47 лет, степь под Аркалыком',
  hoursAgo: 9,
  planningPoint: ARKALYK,
  utmZone: 42,
  squads: ['VICTORIA', 'LEADER', 'REGION10'],
  cellSizeMetres: 1000,
  alphabet: 'latin',
  boundary: [
    [-4800, -2500],
    [-2500, -4700],
    [1800, -4900],
    [4600, -2900],
    [5100, 900],
    [3100, 4300],
    [-600, 5000],
    [-3900, 3200],
  ],
  drawn: {
    label: 'Овраг',
    ring: [
      [5300, -900],
      [6600, -1300],
      [6900, 400],
      [5600, 700],
    ],
  },
  teams: [
    {
      callSign: 'Виктория-1',
      leader: 'victoria-1',
      squad: 'VICTORIA',
      members: [1, 2, 3],
      assignments: [
        { near: [-500, 500], until: 'completed' },
        { near: [1500, 600], until: 'searching' },
      ],
    },
    {
      callSign: 'Лидер-1',
      leader: 'leader-1',
      squad: 'LEADER',
      members: [1, 2],
      assignments: [{ near: [-1500, -1400], until: 'en-route' }],
    },
    {
      callSign: 'Лиса-1',
      leader: 'region10-1',
      squad: 'REGION10',
      members: [4, 5],
      assignments: [
        { near: [600, -2400], until: 'acknowledged' },
        { near: 'drawn', until: 'assigned' },
      ],
    },
  ],
  application: arkalykApplication,
};

export const OPEN_INCIDENTS: readonly PlannedOpenIncident[] = [rudny, arkalyk];
