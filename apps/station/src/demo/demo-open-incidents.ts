import type { createApplication, RouteRequest } from '@izdeu/contracts';
import { pointFrom } from './demo-places.js';
import type { SquadCode } from './demo-squads.js';
import type { FieldLogin } from './demo-accounts.js';

type ApplicationBody = RouteRequest<typeof createApplication>['body'];

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
  application(now: Date): Omit<ApplicationBody, 'commandId'>;
}

const HOUR = 3_600_000;
const before = (now: Date, hours: number): string => new Date(now.getTime() - hours * HOUR).toISOString();
const isCold = (now: Date): boolean => [0, 1, 2, 10, 11].includes(now.getUTCMonth());

const RUDNY = { lon: 63.045, lat: 52.925 };
const ARKALYK = { lon: 66.78, lat: 50.33 };

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
  application: (now) => ({
    receivedAt: before(now, 5),
    channel: 'phone',
    applicant: { fullName: 'Сафронова Юлия Андреевна', phone: '+7 700 000 90 11', relation: 'мать' },
    lastSeen: {
      at: before(now, 7.5),
      place: 'Край лесополосы у дачной дороги под Рудным',
      point: pointFrom(RUDNY, 0, 0),
      district: 'rudny',
      seenBy: 'дедушка',
      certainty: 'certain',
      direction: 'Вглубь лесополосы, на запад',
      weather: isCold(now) ? 'Мороз, лёгкий снег, ветер слабый' : 'Пасмурно, морось, к вечеру туман',
    },
    circumstances: isCold(now)
      ? 'Катался на лыжах рядом с дедушкой вдоль лесополосы, ушёл вперёд и не отозвался. Дедушка прошёл по лыжне, она обрывается у дороги.'
      : 'Собирал с дедушкой грибы в лесополосе, отстал и не отозвался. Дедушка искал около часа, потом вышел к дороге и позвонил семье.',
    contacts: [
      {
        role: 'family',
        fullName: 'Сафронов Виктор Павлович',
        phone: '+7 700 000 90 12',
        note: 'дедушка, на месте, покажет точку',
      },
    ],
    police: {
      number: 'КУИ-4127',
      date: before(now, 5).slice(0, 10),
      unit: 'Дежурная часть полиции, город Рудный',
    },
    searchSoFar: 'Дедушка и двое дачников прошли вдоль дороги и покричали.',
    consent: { givenBy: 'Сафронова Юлия Андреевна', basis: 'legal-representative', publication: true },
    persons: [
      {
        fullName: 'Сафронов Илья Денисович',
        sex: 'male',
        category: 'child',
        birthYear: now.getUTCFullYear() - 9,
        looks: {
          heightCentimetres: 134,
          build: 'худощавое',
          hair: 'русые, короткие',
          eyes: 'серые',
          marks: 'веснушки, щербинка между передними зубами',
        },
        clothes: [
          { layer: 'head', description: 'вязаная шапка', colour: 'жёлтый' },
          {
            layer: 'outer',
            description: isCold(now) ? 'зимняя куртка' : 'ветровка',
            colour: 'ярко-синий',
            insideColour: 'серый',
            size: '134',
          },
          { layer: 'legs', description: 'тёплые штаны', colour: 'чёрный' },
          {
            layer: 'feet',
            description: isCold(now) ? 'лыжные ботинки' : 'резиновые сапоги',
            colour: 'зелёный',
            size: '34',
            solePattern: 'ёлочка',
          },
        ],
        carried: {
          food: 'яблоко',
          other: isCold(now) ? 'лыжи детские' : 'маленькая корзинка',
          skis: isCold(now),
        },
        habits: { languages: 'русский', respondsToName: 'Илья, Илюша', fears: 'собак', hides: true },
      },
    ],
  }),
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
  application: (now) => ({
    receivedAt: before(now, 9),
    channel: '112',
    applicant: { fullName: 'Досанова Гүлнар Серікқызы', phone: '+7 700 000 90 21', relation: 'супруга' },
    lastSeen: {
      at: before(now, 15),
      place: 'Қыстақ, Арқалық маңы',
      point: pointFrom(ARKALYK, 0, 0),
      district: 'arkalyk',
      seenBy: 'жұбайы',
      certainty: 'certain',
      direction: 'Солтүстік-шығысқа, алыс шабындық жаққа',
      transport: 'Атпен, торы ат',
      weather: isCold(now) ? 'Боран, көріну 50 метрден аз, аяз' : 'Қатты жел, шаңды дауыл',
    },
    circumstances: isCold(now)
      ? 'Таңертең бөлініп қалған жылқыларды іздеуге атпен шықты. Түстен кейін боран басталды, кешке қыстаққа оралмады. Аты түнде жалғыз келді.'
      : 'Таңертең бөлініп қалған жылқыларды іздеуге атпен шықты. Түстен кейін шаңды дауыл көтерілді, кешке оралмады. Аты жалғыз келді.',
    contacts: [],
    police: {
      number: 'КУИ-1893',
      date: before(now, 9).slice(0, 10),
      unit: 'Дежурная часть полиции, город Аркалык',
    },
    searchSoFar: 'Көршілер екі көлікпен шабындыққа дейін барып қайтты.',
    consent: { givenBy: 'Досанова Гүлнар Серікқызы', basis: 'relative', publication: true },
    persons: [
      {
        fullName: 'Досанов Ербол Қайратұлы',
        sex: 'male',
        category: 'herder',
        birthYear: now.getUTCFullYear() - 47,
        looks: {
          heightCentimetres: 176,
          build: 'крепкое',
          hair: 'чёрные с проседью',
          eyes: 'карие',
          beard: 'усы',
        },
        clothes: [
          { layer: 'head', description: 'меховая шапка', colour: 'коричневый' },
          { layer: 'outer', description: 'овчинный тулуп', colour: 'тёмно-коричневый', size: '52' },
          { layer: 'feet', description: 'валенки с галошами', size: '44', solePattern: 'мелкие квадраты' },
        ],
        carried: { lighter: true, other: 'нож, верёвка, кнут' },
        habits: {
          languages: 'қазақша, орысша',
          respondsToName: 'Ербол',
          smoking: true,
          areaKnowledge: 'Жерді бала кезінен біледі',
        },
      },
    ],
  }),
};

export const OPEN_INCIDENTS: readonly PlannedOpenIncident[] = [rudny, arkalyk];
