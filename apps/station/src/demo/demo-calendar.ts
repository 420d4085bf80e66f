import type { DistrictCode, PersonCategory } from '@izdeu/contracts';

/** What went missing in each month of 2021, in the order the calls came: 92 applications. */
export const YEAR = 2021;
const CALENDAR: readonly string[] = [
  'blizzard-pedestrian vehicle-stranded dementia herder ice-angler teenager blizzard-pedestrian vehicle-stranded',
  'blizzard-pedestrian herder elderly vehicle-stranded ice-angler despondent blizzard-pedestrian',
  'vehicle-stranded teenager ice-angler dementia herder adult',
  'dementia adult teenager herder despondent',
  'child elderly teenager dementia child adult other teenager',
  'child hiker child dementia teenager child adult elderly child teenager',
  'child gatherer dementia child adult hiker child gatherer adult child teenager',
  'gatherer child elderly gatherer child hiker gatherer dementia gatherer child teenager gatherer',
  'gatherer adult gatherer child gatherer elderly dementia gatherer herder gatherer',
  'adult dementia teenager elderly despondent',
  'dementia adult herder ice-angler',
  'ice-angler blizzard-pedestrian herder dementia vehicle-stranded blizzard-pedestrian',
];

export const MONTHS = CALENDAR.map((row) => row.split(' ') as PersonCategory[]);

/** Where each category goes missing, in turn: herders in the southern steppe, gatherers in the northern woods. */
export const DISTRICTS_BY_CATEGORY: Readonly<Record<PersonCategory, readonly DistrictCode[]>> = {
  child: ['kostanay-city', 'rudny', 'kostanay-district', 'lisakovsk', 'zhitikara', 'fyodorov', 'arkalyk'],
  teenager: ['rudny', 'kostanay-city', 'karabalyk', 'lisakovsk', 'denisov', 'kostanay-city', 'arkalyk'],
  adult: ['kostanay-city', 'rudny', 'karasu', 'beimbet-mailin', 'kostanay-city', 'zhitikara', 'sarykol'],
  elderly: ['kostanay-district', 'lisakovsk', 'denisov', 'fyodorov', 'kostanay-city', 'karabalyk'],
  dementia: ['kostanay-city', 'rudny', 'uzunkol', 'kostanay-city', 'arkalyk', 'mendykara', 'auliekol'],
  despondent: ['kostanay-city', 'rudny', 'kostanay-district'],
  gatherer: ['mendykara', 'auliekol', 'uzunkol', 'kostanay-district', 'altynsarin', 'fyodorov', 'sarykol'],
  hiker: ['beimbet-mailin', 'naurzum', 'karabalyk'],
  herder: ['amangeldi', 'zhangeldin', 'naurzum', 'kamysty', 'arkalyk', 'zhangeldin', 'amangeldi'],
  'vehicle-stranded': ['karasu', 'kamysty', 'denisov', 'beimbet-mailin', 'altynsarin'],
  'ice-angler': ['karabalyk', 'kostanay-district', 'mendykara', 'zhitikara', 'lisakovsk'],
  'blizzard-pedestrian': ['sarykol', 'auliekol', 'fyodorov', 'uzunkol', 'karasu', 'denisov'],
  other: ['kostanay-district'],
};

interface Habit {
  readonly ages: readonly [youngest: number, oldest: number];
  /** Share of men. */
  readonly men: number;
  /** Hour of the day when the call comes, local time. */
  readonly calledAt: readonly [earliest: number, latest: number];
  /** Hours between the person being seen and the call. */
  readonly hoursBefore: readonly [shortest: number, longest: number];
  /** How far from the settlement's centre the person was seen, metres. */
  readonly metresFromCentre: readonly [number, number];
  readonly relations: readonly Relation[];
}

export type Relation =
  'мать' | 'отец' | 'бабушка' | 'сын' | 'дочь' | 'супруг' | 'брат' | 'сестра' | 'сосед' | 'коллега' | 'друг';

const TOWN = [150, 1_500] as const;
const FIELD = [3_000, 9_000] as const;
const CHILDREN_ASK = ['дочь', 'сын', 'супруг'] as const;

/** What is usual for each category; the ages agree with its name. */
export const HABITS: Readonly<Record<PersonCategory, Habit>> = {
  child: {
    ages: [4, 12],
    men: 0.55,
    calledAt: [16, 22],
    hoursBefore: [2, 4],
    metresFromCentre: TOWN,
    relations: ['мать', 'мать', 'отец', 'бабушка'],
  },
  teenager: {
    ages: [13, 17],
    men: 0.5,
    calledAt: [19, 22],
    hoursBefore: [5, 11],
    metresFromCentre: TOWN,
    relations: ['мать', 'отец', 'мать'],
  },
  adult: {
    ages: [22, 58],
    men: 0.65,
    calledAt: [9, 20],
    hoursBefore: [30, 110],
    metresFromCentre: TOWN,
    relations: ['сестра', 'супруг', 'брат', 'мать'],
  },
  elderly: {
    ages: [66, 84],
    men: 0.45,
    calledAt: [15, 21],
    hoursBefore: [6, 12],
    metresFromCentre: TOWN,
    relations: ['дочь', 'сын', 'сосед'],
  },
  dementia: {
    ages: [68, 87],
    men: 0.4,
    calledAt: [12, 21],
    hoursBefore: [3, 9],
    metresFromCentre: TOWN,
    relations: CHILDREN_ASK,
  },
  despondent: {
    ages: [26, 58],
    men: 0.6,
    calledAt: [10, 21],
    hoursBefore: [5, 14],
    metresFromCentre: TOWN,
    relations: ['супруг', 'сестра', 'мать'],
  },
  gatherer: {
    ages: [38, 76],
    men: 0.5,
    calledAt: [18, 22],
    hoursBefore: [7, 12],
    metresFromCentre: FIELD,
    relations: CHILDREN_ASK,
  },
  hiker: {
    ages: [19, 36],
    men: 0.6,
    calledAt: [12, 20],
    hoursBefore: [20, 30],
    metresFromCentre: FIELD,
    relations: ['друг', 'мать', 'брат'],
  },
  herder: {
    ages: [24, 62],
    men: 1,
    calledAt: [8, 20],
    hoursBefore: [9, 26],
    metresFromCentre: FIELD,
    relations: ['супруг', 'брат', 'сын'],
  },
  'vehicle-stranded': {
    ages: [24, 60],
    men: 0.8,
    calledAt: [14, 22],
    hoursBefore: [1, 5],
    metresFromCentre: FIELD,
    relations: ['супруг', 'брат', 'коллега'],
  },
  'ice-angler': {
    ages: [34, 68],
    men: 1,
    calledAt: [17, 22],
    hoursBefore: [8, 12],
    metresFromCentre: FIELD,
    relations: ['супруг', 'сын', 'друг'],
  },
  'blizzard-pedestrian': {
    ages: [20, 60],
    men: 0.6,
    calledAt: [17, 22],
    hoursBefore: [1, 4],
    metresFromCentre: TOWN,
    relations: ['супруг', 'мать', 'сосед'],
  },
  other: {
    ages: [30, 55],
    men: 1,
    calledAt: [9, 14],
    hoursBefore: [14, 30],
    metresFromCentre: FIELD,
    relations: ['коллега'],
  },
};
